"""How the FAQ stands: entries by theme and status, their age, those that nobody asks for."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.faq.entries import Entry, Status

UNUSED_AFTER = timedelta(days=90)
"""Without use for so long, an entry is worth a look: wrong variants, or no need for it."""

AGES = (90, 182, 365)
"""Bounds, in days, of the age classes of entries since they were last read at the source."""

UsedSince = Callable[[date], Collection[str]]
"""Identifiers of the entries that were answered since a day; the FAQ does not know where that is kept."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of one day.

    Attributes:
        by_theme: entries of each status, by theme.
        by_age: entries of each age class: place in ``AGES``, or its length for older ones.
        unused: published entries that nobody was answered with for ``UNUSED_AFTER``; None where uses are unknown.
    """

    by_theme: dict[str, Counter[Status]]
    by_age: Counter[int]
    unused: list[str] | None


def statistics(entries: Sequence[Entry], today: date, used_since: UsedSince | None) -> Statistics:
    """Counts the entries; ``used_since`` is asked once."""
    by_theme: dict[str, Counter[Status]] = {}
    for entry in entries:
        by_theme.setdefault(entry.theme, Counter())[entry.status] += 1
    unused = None
    if used_since:
        used = used_since(today - UNUSED_AFTER)
        unused = [entry.id for entry in entries if entry.status is Status.PUBLISHED and entry.id not in used]
    return Statistics(by_theme, Counter(_age_class(entry, today) for entry in entries), unused)


def last_read(entry: Entry) -> date:
    """The day on which the entry was last compared with a source (CN3)."""
    return max(source.read for source in entry.sources)


def _age_class(entry: Entry, today: date) -> int:
    days = (today - last_read(entry)).days
    return next((place for place, bound in enumerate(AGES) if days <= bound), len(AGES))
