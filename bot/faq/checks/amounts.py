"""Amounts stand in ``montants.yml``, are known and valid, and are all of use."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from bot.faq.amounts import MARKER, Amount, insert, named
from bot.faq.checks.context import Context
from bot.faq.checks.fields import all_texts, long_texts
from bot.faq.entries import Entry
from bot.faq.problems import Finding, finding

LEAST_ANSWER = 40
"""Characters that an answer keeps when every amount is out of date: as the schema asks of any answer."""

_WRITTEN = re.compile(
    r"\d[\d\s.,]*(?:€|\beuros?\b"
    r"|(?:%\s*(?:environ\s+)?(?:du|d[’']un)|fois\s+le)\s+(?:smic|salaire\s+minimum|plafond|montant\s+forfaitaire)\b)",
    re.IGNORECASE,
)
"""An amount, or a ceiling as a share or a multiple of another; a rate by itself (« à 30 % ») may be law."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Amounts that an entry inserts, and those that it should insert instead of writing them out."""
    fields = {field for field, _ in long_texts(entry)}
    for field, text in all_texts(entry):
        for number, row in enumerate(text.split("\n")):
            if field in fields:
                yield from _inserted(field, number, row, context)
                yield from (
                    finding("amount_in_text", field, number, text=match.group()) for match in _WRITTEN.finditer(row)
                )
            elif marker := MARKER.search(row):
                yield finding("amount_misplaced", field, number, marker=marker.group())
    if MARKER.search(entry.answer) and len(insert(entry.answer, {}, context.today)) < LEAST_ANSWER:
        yield finding("amount_alone", ("answer",))


def check_amounts(amounts: Mapping[str, Amount], entries: Iterable[Entry], today: date) -> Iterator[Finding]:
    """Amounts that are out of date, or that no entry inserts; the field begins with their place in the file."""
    used = {name for entry in entries for _, text in long_texts(entry) for name in named(text)}
    for place, amount in enumerate(amounts.values()):
        until, start = amount.valid_until, amount.valid_from
        if until < start:
            yield finding("amount_dates_order", (place, "valid_until"), until=until, start=start)
        elif until < today:
            yield finding("amount_expired", (place, "valid_until"), name=amount.name, until=until)
        if amount.name not in used:
            yield finding("amount_unused", (place, "name"), name=amount.name)


def _inserted(field: tuple[str | int, ...], number: int, row: str, context: Context) -> Iterator[Finding]:
    for name in named(row):
        amount = context.amounts.get(name)
        if amount is None:
            yield finding("amount_unknown", field, number, name=name)
        elif not amount.is_valid(context.today):
            yield finding("amount_out_of_date", field, number, name=name)
