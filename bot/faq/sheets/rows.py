"""What every format reads and writes."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.faq.sheets.columns import Column


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of one row; ``number`` is the one that a spreadsheet shows beside it."""

    number: int
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written: titles, texts in their order, and the themes that a new entry may choose from."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    themes: Sequence[str]


def unix_line_ends(text: str) -> str:
    """Line ends inside a cell, whatever wrote them, as the entries have them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
