"""No text asks citizens for personal information (CH1)."""

from collections.abc import Iterator

from bot.charter.outbound import Rule
from bot.charter.outbound import check as guard
from bot.faq.checks.context import Context
from bot.faq.checks.fields import shown_texts
from bot.faq.entries import Entry
from bot.faq.problems import Finding, finding


def check(entry: Entry, _: Context) -> Iterator[Finding]:
    """One finding a passage; whole texts are read, for a sentence before may say where else the thing is given."""
    for field, text in shown_texts(entry):
        for problem in guard(text):
            if problem.rule is Rule.ASKS:
                row = text.count("\n", 0, problem.start)
                yield finding("personal_request", field, row, words=text[problem.start : problem.end])
