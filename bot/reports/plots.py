"""Plots as PNG, drawn without a screen. Lines differ by dashes and markers as well as by colour."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

_STYLES = (("#0b5394", "-", "o"), ("#b45f06", "--", "s"), ("#38761d", ":", "^"), ("#741b47", "-.", "D"))
_MARKERS_UP_TO = 25
"""Points above which a line is drawn without markers: they would hide it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A curve; ``low`` and ``high`` are the bounds of its uncertainty, of the same length, where they are known."""

    label: str
    x: Sequence[float]
    y: Sequence[float]
    low: Sequence[float] = ()
    high: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A vertical line at a value, with its name in the legend."""

    label: str
    x: float


def plot_shares(
    x_label: str, y_label: str, lines: Sequence[Line], *, marks: Sequence[Mark] = (), diagonal: str = ""
) -> bytes:
    """Curves of shares (0 to 1, shown in per cent) over probabilities (0 to 1).

    Args:
        x_label: what runs along the bottom.
        y_label: what runs along the side.
        lines: at most four curves.
        marks: values to show on the bottom.
        diagonal: the name of the line where both are equal; none is drawn where it is empty.
    """
    figure = Figure(figsize=(7, 4.6), layout="constrained")
    axes = figure.subplots()
    if diagonal:
        axes.plot([0, 1], [0, 1], color="#666666", linewidth=1, label=diagonal)
    for line, (colour, dashes, marker) in zip(lines, _STYLES, strict=False):
        marker_shown = marker if len(line.x) <= _MARKERS_UP_TO else None
        axes.plot(line.x, line.y, color=colour, linestyle=dashes, marker=marker_shown, label=line.label)
        if line.low:
            axes.fill_between(line.x, line.low, line.high, color=colour, alpha=0.15, linewidth=0)
    for mark in marks:
        axes.axvline(mark.x, color="#333333", linestyle=(0, (1, 2)), label=mark.label)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel=x_label, ylabel=y_label)
    axes.xaxis.set_major_formatter(PercentFormatter(1, symbol="\u202f%"))
    axes.yaxis.set_major_formatter(PercentFormatter(1, symbol="\u202f%"))
    axes.grid(alpha=0.3)
    axes.legend(loc="best", fontsize="small")
    return _png(figure)


def plot_growth(x_label: str, y_label: str, lines: Sequence[Line]) -> bytes:
    """Curves of positive values over positive values, both on a logarithmic scale: twice as far is so many times more.

    Args:
        x_label: what runs along the bottom.
        y_label: what runs along the side.
        lines: at most four curves.
    """
    figure = Figure(figsize=(7, 4.6), layout="constrained")
    axes = figure.subplots()
    for line, (colour, dashes, marker) in zip(lines, _STYLES, strict=False):
        axes.loglog(line.x, line.y, color=colour, linestyle=dashes, marker=marker, label=line.label)
    axes.set(xlabel=x_label, ylabel=y_label)
    axes.grid(alpha=0.3, which="both")
    axes.legend(loc="best", fontsize="small")
    return _png(figure)


def plot_confusions(expected: Sequence[str], given: Sequence[str], counts: Sequence[Sequence[int]]) -> bytes:
    """A matrix of counts: a row for what was expected, a column for what was given.

    Args:
        expected: names of the rows.
        given: names of the columns.
        counts: a row of numbers for each name in ``expected``. Shades are shares of a row, figures are counts.
    """
    table = np.asarray(counts, dtype=float).reshape(len(expected), len(given))
    shares = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    figure = Figure(figsize=(3 + 0.55 * len(given), 2 + 0.42 * len(expected)), layout="constrained")
    axes = figure.subplots()
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    axes.set_xticks(range(len(given)), given, rotation=45, ha="right")
    axes.set_yticks(range(len(expected)), expected)
    for row, column in np.argwhere(table > 0):
        colour = "white" if shares[row, column] > 0.5 else "black"  # noqa: PLR2004 (half way from white to blue)
        axes.text(column, row, f"{table[row, column]:.0f}", ha="center", va="center", color=colour)
    return _png(figure)


def _png(figure: Figure) -> bytes:
    stream = io.BytesIO()
    FigureCanvasAgg(figure).print_png(stream, metadata={"Software": None})
    return stream.getvalue()
