"""No field holds personal data, not even as an example (CH2)."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote_plus

from bot.charter.privacy import WORDS, find
from bot.faq.amounts import Amount
from bot.faq.checks.context import Context
from bot.faq.checks.fields import addresses, all_texts
from bot.faq.entries import Entry
from bot.faq.problems import Field, Finding, finding

_SHEET = re.compile(r"\b[FNR]\d{1,6}(?:_[A-Z]+)?\b")
"""The number of a page of Service-Public.fr, which its copies elsewhere keep in addresses (« id=F16947_PART »)."""


def check(entry: Entry, _: Context) -> Iterator[Finding]:
    """One finding a row, with the kinds and never the value."""
    for field, text in all_texts(entry):
        for number, row in enumerate(text.split("\n")):
            yield from _held(field, row, number)
    for field, url in addresses(entry):
        yield from _held(field, _read(url))


def check_amounts(amounts: Iterable[Amount]) -> Iterator[Finding]:
    """The same of ``montants.yml``; the field begins with the amount's place in the file."""
    for place, amount in enumerate(amounts):
        yield from _held((place, "name"), amount.name)
        yield from _held((place, "label"), amount.label)
        yield from _held((place, "source", "title"), amount.source.title)
        yield from _held((place, "source", "url"), _read(amount.source.url))


def _held(field: Field, text: str, row: int = 0) -> Iterator[Finding]:
    if kinds := dict.fromkeys(WORDS[each.kind].label for each in find(text)):
        yield finding("personal_data", field, row, kinds=", ".join(kinds))


def _read(url: str) -> str:
    return _SHEET.sub("fiche", unquote_plus(url))
