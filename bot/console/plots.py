"""Plots of the statistics as PNG, drawn without a screen; the table beside each says the same."""

import io

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from bot.console.statistics import Table

_MOST = 15
"""Bars that are still read."""


def bars(table: Table, period: str, earlier: str) -> bytes:
    """Two bars a line: the period is filled, the one before is hatched, so that no colour is needed to tell them."""
    rows = list(table.rows[:_MOST])[::-1]
    figure = Figure(figsize=(8, 1.2 + 0.42 * len(rows)), layout="constrained")
    axes = figure.subplots()
    places = range(len(rows))
    axes.barh([place + 0.2 for place in places], [row.count or 0 for row in rows], 0.38, color="#0b5394", label=period)
    axes.barh(
        [place - 0.2 for place in places], [row.earlier or 0 for row in rows], 0.38,
        color="#ffffff", edgecolor="#b45f06", hatch="///", label=earlier,
    )  # fmt: skip
    axes.set_yticks(list(places), [row.label for row in rows])
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc="lower right", frameon=False)
    content = io.BytesIO()
    FigureCanvasAgg(figure).print_png(content)
    return content.getvalue()
