"""The contact records of a period, counted by the database: few rows come back, however many there are."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import CharField, Count, QuerySet
from django.db.models.functions import Cast, Substr

from bot.charter.outcomes import Outcome
from bot.console.statistics.period import Period
from bot.conversations.models import ContactRecord

_HOUR_LENGTH = len("2026-11-22 09")
Key = TypeVar("Key", bound=Hashable)
QUESTIONS = (Outcome.ANSWERED, Outcome.CLARIFIED, Outcome.NOT_FOUND)
"""Outcomes of a question that the FAQ may answer."""


class Contacts:
    """Counts of contacts, in three passes.

    By page, outcome, rating and part of a person; by page, motive and benefit; by hour. Each pass has an index that
    holds its columns in that order, and sorts nothing.
    """

    def __init__(self, served: Sequence[str], period: Period) -> None:
        self._served, self._period = served, period

    def total(self, page: str = "") -> int:
        """Every contact, or those of a page."""
        return sum(count for of, *_, count in self._results if page in ("", of))

    def by_outcome(self, page: str = "") -> Counter[str]:
        """By outcome, of every page or of one."""
        return _summed((outcome, count) for of, outcome, *_, count in self._results if page in ("", of))

    def by_page(self) -> Counter[str]:
        """By page."""
        return _summed((page, count) for page, *_, count in self._results)

    def by_rating(self, page: str = "") -> Counter[bool]:
        """What citizens said of the answers that they judged, of every page or of one."""
        return _summed(
            (helpful, count) for of, _, helpful, _, count in self._results if helpful is not None and page in ("", of)
        )

    def by_human_involved(self) -> Counter[bool]:
        """By whether a person had part in it."""
        return _summed((involved, count) for *_, involved, count in self._results)

    def by_motive(self) -> Counter[str]:
        """By motive: an entry of the FAQ, else an intent or an outcome."""
        return _summed((motive, count) for _, motive, _, count in self._subjects)

    def by_benefit(self) -> Counter[str]:
        """By benefit; empty where none is known."""
        return _summed((benefit, count) for _, _, benefit, count in self._subjects)

    def by_local_hour(self) -> Counter[datetime]:
        """By hour, local: the database cuts the text of the moment (UTC), which costs it less than a calendar."""
        hour = Substr(Cast("started_at", CharField()), 1, _HOUR_LENGTH)
        zone = ZoneInfo(settings.TIME_ZONE)
        rows = self._records().annotate(hour=hour).values_list("hour").order_by().annotate(Count("id"))
        return _summed((datetime.fromisoformat(f"{text}:00+00:00").astimezone(zone), count) for text, count in rows)

    @cached_property
    def _results(self) -> list[Any]:
        return self._counted("page", "outcome", "helpful", "human_involved")

    @cached_property
    def _subjects(self) -> list[Any]:
        return self._counted("page", "motive", "benefit")

    def _counted(self, *names: str) -> list[Any]:
        return list(self._records().values_list(*names).order_by().annotate(Count("id")))

    def _records(self) -> QuerySet[ContactRecord]:
        start, end = self._period.moments()
        return ContactRecord.objects.filter(page__in=self._served, started_at__gte=start, started_at__lt=end)


def _summed(pairs: Iterable[tuple[Key, int]]) -> Counter[Key]:
    counts: Counter[Key] = Counter()
    for key, count in pairs:
        counts[key] += count
    return counts
