"""No field holds personal data, not even as an example (CH2)."""

from collections.abc import Iterator

from bot.charter.privacy import WORDS, find
from bot.faq.checks.context import Context
from bot.faq.checks.fields import all_texts
from bot.faq.entries import Entry
from bot.faq.problems import Finding, finding


def check(entry: Entry, _: Context) -> Iterator[Finding]:
    """One finding a row, with the kinds and never the value."""
    for field, text in all_texts(entry):
        for number, row in enumerate(text.split("\n")):
            kinds = dict.fromkeys(WORDS[each.kind].label for each in find(row))
            if kinds:
                yield finding("personal_data", field, number, kinds=", ".join(kinds))
