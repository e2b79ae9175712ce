"""Figures from the records that name nobody (AR1, AR2, AR5).

Everything that is shown, plotted or exported is a :class:`~bot.console.statistics.table.Table`, in which small numbers
are hidden already (:mod:`bot.console.statistics.hiding`): no view, file or report has to think of it.
"""

from bot.console.statistics.dashboard import dashboard, one_table
from bot.console.statistics.hiding import LEAST
from bot.console.statistics.period import Period
from bot.console.statistics.table import Row, Table

__all__ = ["LEAST", "Period", "Row", "Table", "dashboard", "one_table"]
