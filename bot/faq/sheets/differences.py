"""What differs between two states of an entry, as editors read it: field by field, line by line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.faq.sheets.cells import VERSION, Content, to_cells
from bot.faq.sheets.columns import columns

GONE = "−"
COME = "+"


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs: its title, then the lines that go (:data:`GONE`) and those that come (:data:`COME`)."""

    title: str
    lines: Sequence[tuple[str, str]]


def differences(before: Content | None, after: Content) -> list[Difference]:
    """The values that differ, in the order of a sheet's columns; all of them where there is nothing before."""
    old = to_cells(before) if before else {}
    new = to_cells(after)
    return [
        Difference(column.title, list(_lines(old.get(column.path, ""), new.get(column.path, ""))))
        for column in columns([*old, *new])
        if column.path != VERSION and old.get(column.path, "") != new.get(column.path, "")
    ]


def _lines(before: str, after: str) -> Iterator[tuple[str, str]]:
    old, new = before.splitlines(), after.splitlines()
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from ((GONE, line) for line in old[start:end])
            yield from ((COME, line) for line in new[first:last])
