"""Working hours (CH4): general answers are given in « heures ouvrées » only.

A page works by its local clock, so that summer time changes nothing to what is written on its door. French public
holidays are those of the Code du travail (art. L3133-1), with the local ones of Alsace-Moselle (L3134-13) and of the
overseas territories (L3422-2), as the ``holidays`` package lists them, which adds days that are customary there.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import holidays

from bot.charter.page import HOLIDAY_AREAS, Opening, Page

LOOK_AHEAD_DAYS = 366
"""A page that does not open within a year is taken to be closed for good."""


def is_open(page: Page, at: datetime) -> bool:
    """Whether the page answers at that moment.

    Args:
        page: the Caf's page.
        at: an aware moment, in any time zone.

    Raises:
        ValueError: ``at`` is naive.
    """
    local = _local(page, at)
    return any(opening.opens <= local.time() < opening.closes for opening in _openings(page, local.date()))


def next_opening(page: Page, at: datetime) -> datetime | None:
    """The moment from which the page answers: ``at`` itself when it is open.

    Args:
        page: the Caf's page.
        at: an aware moment, in any time zone.

    Returns:
        An aware moment in the page's time zone, never before ``at``; None when the page does not open within a year.

    Raises:
        ValueError: ``at`` is naive.
    """
    local = _local(page, at)
    if is_open(page, at):
        return local
    for day in _days_from(local.date()):
        for opening in _openings(page, day):
            for moment in _moments(page, day, opening):
                if moment > at.astimezone(UTC):
                    return moment.astimezone(page.time_zone)
    return None


def _moments(page: Page, day: date, opening: Opening) -> list[datetime]:
    """When a stretch begins, in UTC: twice where its hour is lived twice (October), later where skipped (March)."""
    local = datetime.combine(day, opening.opens, tzinfo=page.time_zone)
    moments = sorted({local.replace(fold=fold).astimezone(UTC) for fold in (0, 1)})
    if moments[0].astimezone(page.time_zone).time() != opening.opens:  # a time that the clock jumps over
        shift = moments[-1] - moments[0]
        moments = [_jump(page, moments[0], shift)]
    return [moment for moment in moments if is_open(page, moment)]


def _jump(page: Page, before: datetime, shift: timedelta) -> datetime:
    """The moment of the clock's jump, which lies within ``shift`` of ``before``."""
    low, high = before - shift, before + shift
    offset = low.astimezone(page.time_zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(page.time_zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def is_holiday(page: Page, day: date) -> bool:
    """Whether the day is a public holiday where the page is."""
    return day in _public_holidays(page.holiday_area, day.year)


def _openings(page: Page, day: date) -> tuple[Opening, ...]:
    closed = is_holiday(page, day) or any(closure.first <= day <= closure.last for closure in page.closures)
    return () if closed else page.hours[day.weekday()]


def _days_from(day: date) -> Iterator[date]:
    return (day + timedelta(days=number) for number in range(LOOK_AHEAD_DAYS + 1))


def _local(page: Page, at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("the moment must have a time zone")
    return at.astimezone(page.time_zone)


@lru_cache(maxsize=64)
def _public_holidays(area: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", subdiv=HOLIDAY_AREAS[area], years=year))
