"""Pages as the settings describe them."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.charter.hours import is_open
from bot.charter.page import HOLIDAY_AREAS, WEEKDAYS, Closure, Opening, Page, PageError, parse_pages
from tests.charter.samples import day_openings


def content(**changes: Any) -> dict[str, Any]:
    """A valid page as YAML gives it, changed."""
    fields = {
        "name": "Caf d’essai",
        "time_zone": "Indian/Reunion",
        "holidays": "la-reunion",
        "hours": {"lundi": ["08:00-12:00", "13:30-16:15"]},
        "closures": [{"first": date(2026, 12, 24), "last": date(2026, 12, 28)}],
        "contact_url": "https://caf.example/contact",
        "appointment_url": "https://caf.example/rendez-vous",
        "referent": "capucine",
        "deputy": "églantine",
    }
    return fields | changes


def parse(**changes: Any) -> Page:
    """That page, read."""
    return parse_pages({"pages": {"essai": content(**changes)}})["essai"]


def test_a_page_is_read_as_it_is_written() -> None:
    """Every field of the settings is in the page, the days that are not named are off."""
    assert parse() == Page(
        id="essai",
        name="Caf d’essai",
        time_zone=ZoneInfo("Indian/Reunion"),
        hours=((Opening(time(8), time(12)), Opening(time(13, 30), time(16, 15))), (), (), (), (), (), ()),
        holiday_area="la-reunion",
        closures=(Closure(date(2026, 12, 24), date(2026, 12, 28)),),
        contact_url="https://caf.example/contact",
        appointment_url="https://caf.example/rendez-vous",
        referent="capucine",
        deputy="églantine",
    )


@settings(deadline=None)
@given(st.lists(day_openings(0), min_size=7, max_size=7))
def test_hours_are_read_as_they_are_written(week: list[tuple[Opening, ...]]) -> None:
    """Any well-formed week comes back the same, Monday first."""
    written = {
        day: [f"{opening.opens:%H:%M}-{opening.closes:%H:%M}" for opening in openings]
        for day, openings in zip(WEEKDAYS, week, strict=True)
    }
    assert parse(hours=written).hours == tuple(week)


def test_closures_may_be_left_out() -> None:
    """A page without closures has none."""
    without = content()
    del without["closures"]
    assert parse_pages({"pages": {"essai": without}})["essai"].closures == ()


def test_nobody_need_be_named() -> None:
    """A page without names, or with a referent alone, is a page as before."""
    for changes in ({"referent": None, "deputy": None}, {"deputy": ""}):
        assert parse(**changes).deputy == ""


@pytest.mark.parametrize(
    ("changes", "remedy"),
    [
        ({"referent": 12}, "« referent ».*identifiant"),
        ({"deputy": ["capucine"]}, "« deputy ».*identifiant"),
        ({"referent": " capucine"}, "« referent ».*identifiant"),
        ({"referent": ""}, "nommez-le"),
        ({"deputy": "capucine"}, "deux comptes"),
    ],
    ids=str,
)
def test_who_cannot_be_told_to_is_refused(changes: dict[str, Any], remedy: str) -> None:
    """CD2: a referent and their deputy are two accounts."""
    with pytest.raises(PageError, match=f"essai.*{remedy}"):
        parse(**changes)


def test_pages_keep_their_order() -> None:
    """The first page of the file is the one that is meant where none is named."""
    assert list(parse_pages({"pages": {"b": content(), "a": content()}})) == ["b", "a"]


@pytest.mark.parametrize("area", sorted(HOLIDAY_AREAS))
def test_every_area_has_its_holidays(area: str) -> None:
    """Every area that the settings may name is known to the calendar."""
    assert not is_open(parse(holidays=area), datetime(2026, 5, 1, 8, tzinfo=UTC))


@pytest.mark.parametrize("settings_file", [None, [], "pages", {}, {"pages": {}}, {"pages": None}, {"pages": ["a"]}])
def test_a_file_without_a_page_is_refused(settings_file: Any) -> None:
    """At least one page is needed, and the message says where."""
    with pytest.raises(PageError, match="au moins une page"):
        parse_pages(settings_file)


@pytest.mark.parametrize("field", ["name", "time_zone", "holidays", "hours", "contact_url", "appointment_url"])
def test_a_missing_field_is_named(field: str) -> None:
    """The message names the page and the field that is missing."""
    without = content()
    del without[field]
    with pytest.raises(PageError, match=f"essai.*{field}"):
        parse_pages({"pages": {"essai": without}})


@pytest.mark.parametrize("missing", ["first", "last"])
def test_a_closure_without_an_end_is_refused(missing: str) -> None:
    """Both days of a closure are needed."""
    closure = {"first": date(2026, 12, 24), "last": date(2026, 12, 28)}
    del closure[missing]
    with pytest.raises(PageError, match=missing):
        parse(closures=[closure])


@pytest.mark.parametrize("stretch", ["9h-17h", "09:00", "09:00-12:00-17:00", "09:00-25:00", "", None, 9])
def test_an_unreadable_stretch_is_refused(stretch: Any) -> None:
    """The message shows the stretch and how to write one."""
    with pytest.raises(PageError, match="09:00-17:00"):
        parse(hours={"lundi": [stretch]})


@pytest.mark.parametrize(
    "stretches", [["17:00-09:00"], ["09:00-09:00"], ["09:00-12:00", "11:00-17:00"], ["14:00-17:00", "09:00-12:00"]]
)
def test_stretches_go_forward(stretches: list[str]) -> None:
    """A stretch that is empty, backwards, out of order or over another is refused."""
    with pytest.raises(PageError, match="essai"):
        parse(hours={"lundi": stretches})


def test_a_stretch_may_follow_another_at_once() -> None:
    """Two stretches that touch are no overlap."""
    assert len(parse(hours={"lundi": ["09:00-12:00", "12:00-17:00"]}).hours[0]) == 2


def test_an_unknown_day_is_named() -> None:
    """A day that is misspelt is not passed over in silence."""
    with pytest.raises(PageError, match="Lundi"):
        parse(hours={"Lundi": ["09:00-17:00"]})


def test_an_unknown_area_is_refused_with_those_that_exist() -> None:
    """The message lists the areas that may be written."""
    with pytest.raises(PageError, match="alsace-moselle"):
        parse(holidays="alsace")


@pytest.mark.parametrize("zone", ["Europe/Pariss", "Europe", "../Paris", ""])
def test_an_unknown_time_zone_is_named_as_such(zone: str) -> None:
    """The message says that the time zone is unknown, not that a field is missing."""
    with pytest.raises(PageError, match="fuseau"):
        parse(time_zone=zone)


@pytest.mark.parametrize(
    "changes",
    [
        {"closures": None},  # « closures: » with nothing but comments below
        {"hours": {"samedi": None}},  # « samedi: » with nothing behind
        {"hours": None},
        {"hours": {"lundi": ["09:00+02:00-17:00"]}},
        {"holidays": ["metropole"]},
        {"time_zone": None},
    ],
    ids=str,
)
def test_a_wrong_type_is_a_page_error_or_means_nothing(changes: dict[str, Any]) -> None:
    """What an operator may well write is either read as « none » or refused by a message, never by a traceback."""
    message = None
    try:
        parse(**changes)
    except PageError as error:
        message = str(error)
    assert message is None or "essai" in message


def test_a_page_without_content_is_refused() -> None:
    """« essai: » with nothing behind is refused by a message that names the page."""
    with pytest.raises(PageError, match="essai"):
        parse_pages({"pages": {"essai": None}})


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-12-24", "2026-12-28"), (20261224, 20261228), (date(2026, 12, 28), date(2026, 12, 24))],
    ids=["quoted", "numbers", "backwards"],
)
def test_a_closure_that_cannot_be_applied_is_refused(first: Any, last: Any) -> None:
    """Days that are no dates, or backwards, are refused at start: later they crash or leave the page open."""
    try:
        closed = parse(closures=[{"first": first, "last": last}], hours={day: ["09:00-17:00"] for day in WEEKDAYS})
    except PageError:
        return
    assert not is_open(closed, datetime(2026, 12, 26, 8, tzinfo=UTC))
