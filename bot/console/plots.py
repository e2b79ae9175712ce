"""Plots of the statistics as PNG, drawn without a screen; the table beside each says the same."""

import io
import textwrap
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.console.statistics import Table
from bot.console.statistics.table import words

_MOST = 24
"""Lines that are still read: a day has as many hours."""
_LABEL = 55
"""Characters of a line's name; the table has it whole."""
_FILLED: dict[str, Any] = {"color": "#0b5394"}
_HATCHED: dict[str, Any] = {"color": "#ffffff", "edgecolor": "#b45f06", "hatch": "///"}


def bars(table: Table, period: str, earlier: str) -> bytes:
    """Two bars a line, with their numbers: the period is filled, the other hatched, so that no colour is needed."""
    rows = list(table.rows[:_MOST])[::-1]
    figure = Figure(figsize=(8, 1.2 + 0.5 * len(rows)), layout="constrained")
    axes = figure.subplots()
    for column, (label, shift, style) in enumerate(((period, 0.2, _FILLED), (earlier, -0.2, _HATCHED))):
        values = [row.values[column] for row in rows]
        lengths = [value if isinstance(value, int) else 0 for value in values]
        drawn = axes.barh([place + shift for place in range(len(rows))], lengths, 0.38, label=label, **style)
        axes.bar_label(drawn, [words(value) for value in values],
                       padding=3, fontsize="small")  # fmt: skip
    axes.set_yticks(range(len(rows)), [textwrap.shorten(row.label, _LABEL, placeholder="…") for row in rows])
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.margins(x=0.12, y=0.02)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc="lower right", frameon=False)
    content = io.BytesIO()
    FigureCanvasAgg(figure).print_png(content)
    return content.getvalue()
