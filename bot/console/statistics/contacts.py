"""The contact records of a period, counted by the database: few rows come back, however many there are."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import CharField, Count, QuerySet
from django.db.models.functions import Cast, Substr

from bot.charter.outcomes import Outcome
from bot.console.statistics.period import Period
from bot.conversations.models import ContactRecord

_HOUR = "%Y-%m-%d %H"
_HOUR_LENGTH = 13
QUESTIONS = (Outcome.ANSWERED, Outcome.CLARIFIED, Outcome.NOT_FOUND)
"""Outcomes of a question that the FAQ may answer."""


class Contacts:
    """Counts of contacts: by outcome, page, benefit and rating in one pass, by motive and by hour in two more."""

    def __init__(self, served: Sequence[str], period: Period) -> None:
        self._served, self._period = served, period
        grouped = self._records().values_list("outcome", "page", "benefit", "helpful").order_by()
        self._cells = [(row[:-1], row[-1]) for row in grouped.annotate(count=Count("id"))]

    def total(self, page: str = "") -> int:
        """Every contact, or those of a page."""
        return sum(count for (_, of, _, _), count in self._cells if page in ("", of))

    def by_outcome(self, page: str = "") -> Counter[str]:
        """By outcome, of every page or of one."""
        return self._by(0, page)

    def by_page(self) -> Counter[str]:
        """By page."""
        return self._by(1)

    def by_benefit(self) -> Counter[str]:
        """By benefit; empty where a contact concerned none."""
        return self._by(2)

    def by_rating(self, page: str = "") -> Counter[bool]:
        """What citizens said of the answers that they judged, of every page or of one."""
        counts: Counter[bool] = Counter()
        for (_, of, _, helpful), count in self._cells:
            if helpful is not None and page in ("", of):
                counts[helpful] += count
        return counts

    def by_motive(self) -> Counter[str]:
        """By motive: an entry of the FAQ, else an intent or an outcome."""
        rows = self._records().values_list("motive").order_by().annotate(count=Count("id"))
        return Counter({str(motive): count for motive, count in rows})

    def by_local_hour(self) -> Counter[datetime]:
        """By hour, local: the database cuts the text of the moment (UTC), which costs it less than a calendar."""
        hour = Substr(Cast("started_at", CharField()), 1, _HOUR_LENGTH)
        rows = self._records().annotate(hour=hour).values_list("hour").order_by().annotate(count=Count("id"))
        zone = ZoneInfo(settings.TIME_ZONE)
        counts: Counter[datetime] = Counter()
        for text, count in rows:
            counts[datetime.strptime(text, _HOUR).replace(tzinfo=UTC).astimezone(zone)] += count
        return counts

    def _by(self, place: int, page: str = "") -> Counter[str]:
        counts: Counter[str] = Counter()
        for values, count in self._cells:
            if page in ("", values[1]):
                counts[str(values[place])] += count
        return counts

    def _records(self) -> QuerySet[ContactRecord]:
        start, end = self._period.moments()
        return ContactRecord.objects.filter(page__in=self._served, started_at__gte=start, started_at__lt=end)
