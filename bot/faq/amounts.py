"""Amounts and ceilings: kept apart from the answers, in ``montants.yml``, and inserted by name when they are served.

An answer says ``{montant:NAME}``. On a day on which that amount is not valid, or where nobody knows it, the sentence
that holds it is left out: no answer is better than an outdated figure (CN3, CN7).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from babel.numbers import format_currency, format_percent

from bot.faq.documents import Document, read_document
from bot.faq.entries import Entry, Source
from bot.faq.problems import InvalidFileError, finding
from bot.faq.sentences import rows

FILE = "montants.yml"
"""Its name in the FAQ's folder."""

MARKER = re.compile(r"\{montant:([^{}]*)\}")
_SCHEMA = Path(__file__).with_name("montants.schema.json")
_BLANK_ROWS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure, the days on which it is true (both included) and where it was read."""

    name: str
    label: str
    value: Decimal
    unit: str
    valid_from: date
    valid_until: date
    source: Source

    def is_valid(self, on: date) -> bool:
        """Whether citizens may read this figure on that day."""
        return self.valid_from <= on <= self.valid_until

    def __str__(self) -> str:
        """The figure as French prints it: « 1 066,30 € », « 500 € », « 4,5 % »."""
        if self.unit == "%":
            return format_percent(self.value / 100, "#,##0.##\u00a0%", locale="fr_FR")
        pattern = "#,##0\u00a0¤" if self.value == self.value.to_integral_value() else "#,##0.00\u00a0¤"
        return format_currency(self.value, "EUR", pattern, locale="fr_FR", currency_digits=False)


def read_amounts(folder: Path) -> tuple[dict[str, Amount], Document]:
    """Reads ``montants.yml`` of the FAQ's folder: the amounts by name, and the document for lines.

    Raises:
        InvalidFileError: it is missing, cannot be read, breaks the schema, or gives a name twice.
    """
    document = read_document(folder / FILE, _SCHEMA)
    amounts: dict[str, Amount] = {}
    for place, row in enumerate(document.content):
        if row["name"] in amounts:
            twice = finding("twice", (place, "name"), id=row["name"])
            raise InvalidFileError([twice.at(document.file, document.line(twice.field))])
        amounts[row["name"]] = Amount(
            row["name"],
            row["label"],
            Decimal(str(row["value"])),
            row["unit"],
            date.fromisoformat(row["valid_from"]),
            date.fromisoformat(row["valid_until"]),
            Source(row["source"]["title"], row["source"]["url"], date.fromisoformat(row["source"]["read"])),
        )
    return amounts, document


def named(text: str) -> Iterator[str]:
    """The names of the amounts that a text inserts, in order."""
    return (match.group(1).strip() for match in MARKER.finditer(text))


def marker(name: str) -> str:
    """What inserts the amount of that name into an answer."""
    return f"{{montant:{name}}}"


def insert(text: str, amounts: Mapping[str, Amount], on: date) -> str:
    """The text with its amounts of that day, the sentences left out that hold one that is unknown or out of date."""
    if not MARKER.search(text):
        return text
    kept = []
    for _, lead, sentences in rows(text):
        shown = [sentence for sentence in sentences if _can_be_shown(sentence, amounts, on)]
        if shown or not sentences:  # a row that has lost its last sentence goes with its « - »
            kept.append(lead + " ".join(shown))
    filled = MARKER.sub(lambda match: str(amounts[match.group(1).strip()]), "\n".join(kept))
    return _BLANK_ROWS.sub("\n\n", filled).strip()


def fill(entry: Entry, amounts: Mapping[str, Amount], on: date) -> Entry:
    """The entry as citizens read it on that day."""
    simple = insert(entry.simple, amounts, on) if entry.simple else entry.simple
    return replace(entry, answer=insert(entry.answer, amounts, on), simple=simple)


def _can_be_shown(sentence: str, amounts: Mapping[str, Amount], on: date) -> bool:
    return all(name in amounts and amounts[name].is_valid(on) for name in named(sentence))
