"""What is out of date, and what soon will be (CN3, CN7)."""

from collections.abc import Iterator
from datetime import timedelta

from bot.faq.checks.context import Context
from bot.faq.entries import Entry, Status
from bot.faq.problems import Finding, finding

NOTICE = timedelta(days=30)
"""How long before its day an editor hears of a review or an end of validity."""


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Dates that contradict each other; those of a published entry that are past or near."""
    today, until = context.today, entry.valid_until
    if until and until < entry.valid_from:
        yield finding("dates_order", ("valid_until",), until=until, start=entry.valid_from)
    for place, source in enumerate(entry.sources):
        if source.read > today:
            yield finding("source_in_future", ("sources", place, "read"), day=source.read)
    if entry.status is not Status.PUBLISHED:
        return
    if until and until < today:
        yield finding("expired", ("valid_until",), until=until)
    elif until and until <= today + NOTICE:
        yield finding("expires_soon", ("valid_until",), until=until)
    if entry.review_by < today:
        yield finding("review_overdue", ("review_by",), day=entry.review_by)
    elif entry.review_by <= today + NOTICE:
        yield finding("review_soon", ("review_by",), day=entry.review_by)
