"""A table: what a page shows, a plot draws, a file and a report hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.numbers import format_decimal

from bot.console.statistics.hiding import column
from bot.console.texts import say

Value = int | str | None
"""A count, words (a share, a time, a verdict), or None where the number is hidden."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its name, and a value a column."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, columns and lines.

    Attributes:
        key: its name in addresses and in ``texts.yml``.
        columns: what the first column holds, then each of the others.
        is_plotted: two columns of counts, which a picture may show.
        problem: why there are no lines, where something has to be mended first.
    """

    key: str
    columns: Sequence[str]
    rows: Sequence[Row]
    is_plotted: bool = False
    problem: str = ""

    @property
    def title(self) -> str:
        """The heading."""
        return say(f"statistics.titles.{self.key}")

    @property
    def note(self) -> str:
        """How to read it; empty where it needs no words."""
        return say(f"statistics.notes.{self.key}")


def words(value: Value) -> str:
    """A value as French prints it, or that it is hidden."""
    if value is None:
        return say("statistics.hidden")
    return format_decimal(value, locale="fr_FR") if isinstance(value, int) else value


def compared(
    key: str, now: Mapping[str, int], before: Mapping[str, int], labels: Mapping[str, str], order: Sequence[str] = ()
) -> Table:
    """Counts of two periods beside each other, the largest first.

    Args:
        key: the table's name.
        now: counts of the period, by value.
        before: those that they are compared with.
        labels: words for the values; a value without any stands for itself.
        order: the values in the order in which they are to be read, where there is one.
    """
    by_size = sorted(now.keys() | before.keys(), key=lambda value: (-now.get(value, 0), value))
    values = [value for value in order if value in now or value in before] or by_size
    left, right = (column({value: counts.get(value, 0) for value in values}) for counts in (now, before))
    rows = [Row(labels.get(value, value), (left[value], right[value])) for value in values]
    return Table(key, columns("label", "count", "earlier"), rows, is_plotted=True)


def columns(*names: str) -> list[str]:
    """Heads of columns."""
    return [say(f"statistics.columns.{name}") for name in names]
