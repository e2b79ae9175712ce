"""Working hours (CH4)."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charter.hours import is_holiday, is_open, next_opening
from bot.charter.page import Closure, Opening, Page, parse_pages
from tests.charter.samples import CLOSED_DAYS, PARIS, moments, page, pages

PAGES_FILE = Path(__file__).parents[2] / "bot" / "config" / "pages.yml"
MONDAY = date(2026, 11, 23)


def paris(*numbers: int) -> datetime:
    """A moment by the clocks of Paris: year, month, day, hour, minute."""
    year, month, day, hour, minute = (*numbers, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=PARIS)


@pytest.fixture(scope="module")
def demo() -> Page:
    """The demonstration page, as the installation's file has it."""
    return parse_pages(yaml.safe_load(PAGES_FILE.read_text(encoding="utf-8")))["demo"]


@settings(deadline=None, max_examples=400)
@given(pages(), moments(), st.lists(st.floats(0, 1, exclude_max=True), max_size=8))
def test_next_opening_is_the_first_open_moment(any_page: Page, at: datetime, shares: list[float]) -> None:
    """The next opening is not before the moment, the page is open then, and it is closed at every moment between."""
    opening = next_opening(any_page, at)
    if opening is None:
        for days in range(0, 366, 7):
            assert not is_open(any_page, at + timedelta(days=days))
        return
    start, end = at.astimezone(UTC), opening.astimezone(UTC)
    assert end >= start
    assert is_open(any_page, end)
    assert opening.tzinfo is any_page.time_zone
    between = [start + (end - start) * share for share in shares]
    if end > start:
        between += [start, end - timedelta(microseconds=1)]
    for moment in between:
        if moment < end:
            assert not is_open(any_page, moment), moment


@settings(deadline=None, max_examples=400)
@given(pages(), moments())
def test_open_means_that_the_next_opening_is_now(any_page: Page, at: datetime) -> None:
    """A page is open exactly when its next opening is the moment itself."""
    opening = next_opening(any_page, at)
    assert is_open(any_page, at) == (opening is not None and opening.astimezone(UTC) == at.astimezone(UTC))


@settings(deadline=None, max_examples=300)
@given(pages(), moments(), st.sampled_from(("UTC", "Europe/Paris", "Pacific/Noumea")))
def test_the_zone_in_which_a_moment_is_told_changes_nothing(any_page: Page, at: datetime, zone: str) -> None:
    """The same instant, told by another clock, gives the same answers."""
    elsewhere = at.astimezone(ZoneInfo(zone))
    assert is_open(any_page, elsewhere) == is_open(any_page, at)
    first, second = next_opening(any_page, at), next_opening(any_page, elsewhere)
    assert first == second


@settings(deadline=None, max_examples=300)
@given(pages(), st.dates(date(2026, 1, 1), date(2030, 12, 31)), st.integers(180, 24 * 60 - 1))
def test_the_page_works_by_its_local_clock(any_page: Page, day: date, minute: int) -> None:
    """On a day that is neither a holiday nor closed, what is written on the door is what holds, summer and winter."""
    clock = time(minute // 60, minute % 60)
    written = any(opening.opens <= clock < opening.closes for opening in any_page.hours[day.weekday()])
    off = is_holiday(any_page, day) or any(closed.first <= day <= closed.last for closed in any_page.closures)
    assert is_open(any_page, datetime.combine(day, clock, any_page.time_zone)) == (written and not off)


def test_the_demonstration_page_by_day_and_by_night(demo: Page) -> None:
    """On 24 November 2026 it is open at 10; at 22 it is closed and answers again the next day at 9."""
    assert is_open(demo, paris(2026, 11, 24, 10))
    assert not is_open(demo, paris(2026, 11, 24, 22))
    assert next_opening(demo, paris(2026, 11, 24, 22)) == paris(2026, 11, 25, 9)


def test_the_demonstration_page_over_the_week_end(demo: Page) -> None:
    """From Friday evening it answers again on Monday at 9."""
    assert next_opening(demo, paris(2026, 11, 27, 17)) == paris(2026, 11, 30, 9)


def test_a_stretch_begins_at_its_first_minute_and_ends_before_its_last() -> None:
    """« 09:00-17:00 » is open at 9 sharp and no more at 17 sharp."""
    assert not is_open(page(), paris(2026, 11, 23, 8, 59))
    assert is_open(page(), paris(2026, 11, 23, 9))
    assert is_open(page(), paris(2026, 11, 23, 16, 59))
    assert not is_open(page(), paris(2026, 11, 23, 17))


def test_a_lunch_break_is_closed() -> None:
    """Between two stretches of a day the page is closed, and opens at the second."""
    halves = (Opening(time(9), time(12)), Opening(time(13, 30), time(17)))
    broken = page(hours=(halves,) * 7)
    assert not is_open(broken, paris(2026, 11, 23, 12, 30))
    assert next_opening(broken, paris(2026, 11, 23, 12, 30)) == paris(2026, 11, 23, 13, 30)


def test_a_closure_covers_its_first_and_last_day() -> None:
    """The days of a closure are closed, both ends included, and the next opening comes after them."""
    away = page(closures=(Closure(MONDAY, MONDAY + timedelta(days=2)),))
    for days in range(3):
        assert not is_open(away, paris(2026, 11, 23 + days, 10))
    assert next_opening(away, paris(2026, 11, 23, 10)) == paris(2026, 11, 26, 9)
    assert is_open(away, paris(2026, 11, 20, 10))


def test_a_page_that_never_opens_has_no_next_opening() -> None:
    """Without working time within a year there is nothing to announce."""
    assert next_opening(page(hours=CLOSED_DAYS), paris(2026, 11, 23, 10)) is None
    for_good = page(closures=(Closure(date(2026, 1, 1), date(2030, 1, 1)),))
    assert next_opening(for_good, paris(2026, 11, 23, 10)) is None


def test_a_moment_without_a_zone_is_refused() -> None:
    """A naive moment has no meaning here."""
    with pytest.raises(ValueError, match="time zone"):
        is_open(page(), datetime(2026, 11, 23, 10))
    with pytest.raises(ValueError, match="time zone"):
        next_opening(page(), datetime(2026, 11, 23, 10))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 4, 6),  # Easter Monday
        date(2027, 3, 29),  # Easter Monday
        date(2026, 5, 1),
        date(2026, 5, 8),
        date(2026, 5, 14),  # Ascension
        date(2026, 5, 25),  # Whit Monday
        date(2026, 7, 14),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
    ],
)
@pytest.mark.parametrize("area", ["metropole", "alsace-moselle", "la-reunion", "mayotte"])
def test_the_legal_holidays_are_closed_everywhere(day: date, area: str) -> None:
    """The eleven holidays of article L3133-1 are closed in every area."""
    everyday = page(hours=((Opening(time(9), time(17)),),) * 7, holiday_area=area)
    assert is_holiday(everyday, day)
    assert not is_open(everyday, datetime.combine(day, time(10), PARIS))


@pytest.mark.parametrize(
    ("area", "day"),
    [
        ("alsace-moselle", date(2026, 4, 3)),  # Good Friday
        ("alsace-moselle", date(2027, 3, 26)),  # Good Friday
        ("alsace-moselle", date(2026, 12, 26)),
        ("la-reunion", date(2027, 12, 20)),
        ("mayotte", date(2027, 4, 27)),
        ("martinique", date(2026, 5, 22)),
        ("guadeloupe", date(2026, 5, 27)),
        ("guyane", date(2026, 6, 10)),
    ],
)
def test_a_local_holiday_is_closed_there_alone(area: str, day: date) -> None:
    """Holidays of Alsace-Moselle and of overseas are closed where they hold, and worked elsewhere in France."""
    assert is_holiday(page(holiday_area=area), day)
    assert not is_holiday(page(), day)


def test_the_night_of_the_change_to_summer_time() -> None:
    """Hours on the door stay the same on the Sunday that has 23 hours, and after it."""
    sundays = page(hours=((),) * 6 + ((Opening(time(9), time(12)),),))
    opening = next_opening(sundays, paris(2026, 3, 28, 22))
    assert opening is not None
    assert opening.astimezone(UTC) == datetime(2026, 3, 29, 7, tzinfo=UTC)


def test_the_night_of_the_change_to_winter_time() -> None:
    """Hours on the door stay the same on the Sunday that has 25 hours."""
    sundays = page(hours=((),) * 6 + ((Opening(time(9), time(12)),),))
    opening = next_opening(sundays, paris(2026, 10, 24, 22))
    assert opening is not None
    assert opening.astimezone(UTC) == datetime(2026, 10, 25, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        # 29 March: 2:30 does not exist, the clock goes from 1:59 to 3:00, and the page is open at 3:00.
        (datetime(2026, 3, 29, 0, tzinfo=UTC), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        # 25 October: 2:10 for the second time; 2:30 comes again twenty minutes later.
        (datetime(2026, 10, 25, 1, 10, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
def test_an_opening_in_the_hour_that_is_skipped_or_repeated(asked: datetime, expected: datetime) -> None:
    """A night stretch that begins in the changing hour opens at the first moment at which the page is open."""
    night = page(hours=((),) * 6 + ((Opening(time(2, 30), time(5)),),))
    assert is_open(night, expected)
    opening = next_opening(night, asked)
    assert opening is not None
    assert opening.astimezone(UTC) == expected
