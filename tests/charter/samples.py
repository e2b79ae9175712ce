"""Synthetic pages, and strategies that draw them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.charter.page import HOLIDAY_AREAS, Closure, Opening, Page

ZONES = (
    "Europe/Paris",
    "Indian/Reunion",
    "America/Martinique",
    "America/Cayenne",
    "Indian/Mayotte",
    "America/Miquelon",
)

PARIS = ZoneInfo("Europe/Paris")

CLOCK_CHANGES = tuple(
    datetime(year, month, day, 1, tzinfo=UTC)
    for year, month, day in (
        (2026, 3, 29),
        (2026, 10, 25),
        (2027, 3, 28),
        (2027, 10, 31),
        (2028, 3, 26),
        (2028, 10, 29),
        (2029, 3, 25),
        (2029, 10, 28),
        (2030, 3, 31),
        (2030, 10, 27),
    )
)
"""Both changes of each year in France: the last Sundays of March and October, at 1 in universal time."""

CLOSED_DAYS: tuple[tuple[Opening, ...], ...] = ((),) * 7


def page(**changes: Any) -> Page:
    """A page in Paris that works on weekdays from 9 to 17, changed."""
    weekday = (Opening(time(9), time(17)),)
    fields: dict[str, Any] = {
        "id": "essai",
        "name": "Caf d’essai",
        "time_zone": PARIS,
        "hours": (weekday,) * 5 + ((), ()),
        "holiday_area": "metropole",
        "closures": (),
        "contact_url": "https://caf.example/contact",
        "appointment_url": "https://caf.example/rendez-vous",
    }
    return Page(**fields | changes)


def _openings(minutes: list[int]) -> tuple[Opening, ...]:
    bounds = sorted(minutes)[: len(minutes) // 2 * 2]
    clock = [time(minute // 60, minute % 60) for minute in bounds]
    return tuple(Opening(opens, closes) for opens, closes in zip(clock[::2], clock[1::2], strict=True))


def day_openings(earliest: int = 3 * 60) -> st.SearchStrategy[tuple[Opening, ...]]:
    """Up to three stretches of one day, to the minute, none before that minute of the day."""
    return st.lists(st.integers(earliest, 24 * 60 - 1), max_size=6, unique=True).map(_openings)


def closures() -> st.SearchStrategy[tuple[Closure, ...]]:
    """Up to two closures of up to three weeks."""
    first = st.dates(date(2026, 1, 1), date(2030, 12, 31))
    closure = st.builds(
        lambda day, length: Closure(day, day + timedelta(days=length)), first, st.integers(min_value=0, max_value=21)
    )
    return st.lists(closure, max_size=2).map(tuple)


def pages() -> st.SearchStrategy[Page]:
    """Pages of any French area and clock; they work by day, as the clock changes between 2 and 3 in the night."""
    return st.builds(
        lambda zone, hours, area, closed: page(
            time_zone=ZoneInfo(zone), hours=tuple(hours), holiday_area=area, closures=closed
        ),
        st.sampled_from(ZONES),
        st.lists(day_openings(), min_size=7, max_size=7),
        st.sampled_from(sorted(HOLIDAY_AREAS)),
        closures(),
    )


def moments() -> st.SearchStrategy[datetime]:
    """Moments from 2026 to 2030 seen from any of these zones, often within a day of a change of the clock."""
    anywhen = st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))
    near_a_change = st.builds(
        lambda change, minutes: change + timedelta(minutes=minutes),
        st.sampled_from(CLOCK_CHANGES),
        st.integers(-24 * 60, 24 * 60),
    )
    return st.builds(
        lambda moment, zone: moment.astimezone(ZoneInfo(zone)),
        st.one_of(anywhen, near_a_change),
        st.sampled_from((*ZONES, "UTC")),
    )
