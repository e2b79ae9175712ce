"""Figures from the records that name nobody (AR1, AR2, AR5). A cell under five is hidden: it may tell of one person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Avg, Count, QuerySet
from django.db.models.functions import ExtractHour, ExtractWeekDay

from bot.charter.escalations import Reason
from bot.charter.escalations import words as reasons
from bot.charter.outcomes import labels
from bot.charter.page import WEEKDAYS
from bot.config.pages import pages
from bot.console.models import HandlingRecord
from bot.console.texts import say
from bot.conversations.models import ContactRecord

LEAST = 5
"""Contacts below which a cell is hidden."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included, by the local calendar."""

    first: date
    last: date

    def moments(self) -> tuple[datetime, datetime]:
        """From the first moment to the one after the last."""
        zone = ZoneInfo(settings.TIME_ZONE)
        start = datetime.combine(self.first, time(), zone)
        return start, datetime.combine(self.last + timedelta(days=1), time(), zone)

    def before(self) -> "Period":
        """The period of the same length just before."""
        length = self.last - self.first + timedelta(days=1)
        return Period(self.first - length, self.last - length)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; a hidden number is None."""

    label: str
    count: int | None
    earlier: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """A heading, and its lines."""

    key: str
    title: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long people waited for a person, and how long these took; minutes, None where nobody was."""

    closed: int | None
    waiting: int | None
    first_reply: int | None
    handling: int | None


def total(served: Sequence[str], period: Period) -> int | None:
    """How many contacts there were; None when they are too few to be shown."""
    return _shown(_contacts(served, period).count())


def tables(served: Sequence[str], period: Period) -> list[Table]:
    """Every table of the page: by outcome, benefit, motive, page, weekday, hour, and what people closed."""
    wanted: list[tuple[str, Mapping[str, str]]] = [
        ("outcome", labels()),
        ("benefit", {"": say("statistics.no_benefit")}),
        ("motive", {}),
        ("page", {page.id: page.name for page in pages().values()}),
    ]
    found = [_table(name, names, served, period) for name, names in wanted]
    weekdays = {str(number % 7 + 1): day for number, day in enumerate(WEEKDAYS, start=1)}  # Django's week: Sunday is 1
    hours = {str(hour): f"{hour} h" for hour in range(24)}
    found.append(_clock_table("weekday", ExtractWeekDay("started_at"), weekdays, served, period))
    found.append(_clock_table("hour", ExtractHour("started_at"), hours, served, period))
    now, before = (_grouped(_handlings(served, p).values_list("reason")) for p in (period, period.before()))
    found.append(_rows("reason", now, before, {reason.value: reasons()[reason].label for reason in Reason}))
    return found


def waiting(served: Sequence[str], period: Period) -> Waiting:
    """How long it took people to take, answer and close."""
    rows = _handlings(served, period)
    means = rows.aggregate(Avg("waiting_seconds"), Avg("first_reply_seconds"), Avg("handling_seconds"))
    minutes = {key: None if value is None else round(value / 60) for key, value in means.items()}
    count = rows.count()
    if count < LEAST:
        return Waiting(_shown(count), None, None, None)
    return Waiting(
        count, minutes["waiting_seconds__avg"], minutes["first_reply_seconds__avg"], minutes["handling_seconds__avg"]
    )


def _table(name: str, names: Mapping[str, str], served: Sequence[str], period: Period) -> Table:
    now, before = (_grouped(_contacts(served, p).values_list(name)) for p in (period, period.before()))
    return _rows(name, now, before, names)


def _clock_table(name: str, part: object, names: Mapping[str, str], served: Sequence[str], period: Period) -> Table:
    now, before = (
        _grouped(_contacts(served, p).annotate(part=part).values_list("part")) for p in (period, period.before())
    )
    return _rows(name, now, before, names, order=list(names))


def _rows(
    name: str, now: Mapping[str, int], before: Mapping[str, int], names: Mapping[str, str], order: Iterable[str] = ()
) -> Table:
    by_size = sorted(now.keys() | before.keys(), key=lambda key: (-now.get(key, 0), key))
    keys = [key for key in order if key in now or key in before] or by_size
    rows = [Row(names.get(key, key), _shown(now.get(key, 0)), _shown(before.get(key, 0))) for key in keys]
    return Table(name, say(f"statistics.titles.{name}"), rows)


def _grouped(rows: QuerySet[Any, Any]) -> dict[str, int]:
    """Counts by the one value that the rows hold."""
    return {str(value): count for value, count in rows.order_by().annotate(count=Count("id"))}


def _contacts(served: Sequence[str], period: Period) -> QuerySet[ContactRecord]:
    start, end = period.moments()
    return ContactRecord.objects.filter(page__in=served, started_at__gte=start, started_at__lt=end)


def _handlings(served: Sequence[str], period: Period) -> QuerySet[HandlingRecord]:
    start, end = period.moments()
    return HandlingRecord.objects.filter(page__in=served, closed_at__gte=start, closed_at__lt=end)


def _shown(count: int) -> int | None:
    return count if count >= LEAST or count == 0 else None
