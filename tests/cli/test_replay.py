"""The files that ``replay`` reads."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.replay import Item, ReplayFileError, _moment, parse_item, read_items
from tests.charter.samples import page

PAGES = {"demo": page(id="demo"), "run": page(id="run", time_zone=ZoneInfo("Indian/Reunion"))}

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "text", "turns", "user", "at", "button", "attachment"]), inner)
    ),
    max_leaves=8,
)


def parse(**content: Any) -> Item:
    """An item, from the fields of its line."""
    return parse_item(json.dumps({"id": "m-1"} | content), PAGES)


def test_a_message_is_a_journey_of_one_turn() -> None:
    """« text » is what the person types, on the first page and at no given hour."""
    assert parse(text="Bonjour") == Item("m-1", PAGES["demo"], ({"user": "Bonjour"},))


def test_a_message_may_have_an_hour_and_a_page() -> None:
    """« at » and « page » are kept."""
    item = parse(text="Bonjour", at="2026-11-24T22:00", page="run")
    assert item == Item("m-1", PAGES["run"], ({"user": "Bonjour", "at": "2026-11-24T22:00"},))


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_empty_hour_or_page_is_none(nothing: str | None) -> None:
    """``ask`` without options passes null: the first page, at no given hour."""
    assert parse(text="Bonjour", at=nothing, page=nothing) == parse(text="Bonjour")


def test_a_journey_keeps_its_turns_in_order() -> None:
    """Texts, buttons by number or words, attachments and hours are turns, alone or together."""
    turns = [
        {"user": "Bonjour"},
        {"at": "2026-11-24T22:00"},
        {"button": 2},
        {"button": "Montant des Af", "at": "2026-11-25T09:00:00+01:00"},
        {"attachment": "image"},
    ]
    assert parse(turns=turns).turns == tuple(turns)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "JSON"),
        ("bonjour", "JSON"),
        ("[]", "«\u00a0id\u00a0»"),
        ("3", "«\u00a0id\u00a0»"),
        ("null", "«\u00a0id\u00a0»"),
        ('{"text": "a"}', "«\u00a0id\u00a0»"),
        ('{"id": 3, "text": "a"}', "«\u00a0id\u00a0»"),
        ('{"id": "m"}', "«\u00a0text\u00a0» ou «\u00a0turns\u00a0»"),
        ('{"id": "m", "text": 3}', "«\u00a0text\u00a0» ou «\u00a0turns\u00a0»"),
        ('{"id": "m", "turns": {"user": "a"}}', "«\u00a0text\u00a0» ou «\u00a0turns\u00a0»"),
        ('{"id": "m", "turns": [{"user": "a"}, {}]}', "tour 2"),
        ('{"id": "m", "turns": ["a"]}', "tour 1"),
        ('{"id": "m", "turns": [{"bot": "a"}]}', "tour 1"),
        ('{"id": "m", "text": "a", "page": "lune"}', "«\u00a0lune\u00a0»"),
        ('{"id": "m", "text": "a", "at": "demain"}', "«\u00a0demain\u00a0»"),
        ('{"id": "m", "turns": [{"at": "2026-13-01"}]}', "«\u00a02026-13-01\u00a0»"),
        ('{"id": "m", "turns": [{"user": "a", "at": null}]}', "date illisible"),
    ],
)
def test_a_line_that_cannot_be_played_is_told_in_french(line: str, words: str) -> None:
    """The reason names what is wrong."""
    with pytest.raises(ReplayFileError, match=words):
        parse_item(line, PAGES)


def test_an_unknown_page_is_told_with_those_that_exist() -> None:
    """The message lists the installation's pages."""
    with pytest.raises(ReplayFileError, match="demo, run"):
        parse(text="a", page="lune")


@pytest.mark.parametrize("value", [["demo"], {"demo": 1}])
def test_a_page_that_is_no_text_is_refused(value: Any) -> None:
    """A list or an object in place of a page's name is told like an unknown page."""
    with pytest.raises(ReplayFileError):
        parse(text="a", page=value)


@pytest.mark.parametrize("value", [3, None, ["Bonjour"]])
def test_what_a_person_types_is_text(value: Any) -> None:
    """A turn whose « user » is no text is refused before anything is played."""
    with pytest.raises(ReplayFileError):
        parse(turns=[{"user": value}])


@given(JSON)
def test_any_json_is_an_item_or_refused(content: Any) -> None:
    """No line of any shape makes another exception; an item has an identifier, a page and turns of some kind."""
    try:
        item = parse_item(json.dumps(content), PAGES)
    except ReplayFileError:
        return
    assert item.id == content["id"]
    assert item.page in PAGES.values()
    for turn in item.turns:
        assert {"user", "button", "attachment", "at"} & set(turn)


def test_a_file_is_read_line_by_line(tmp_path: Path) -> None:
    """Empty lines, Windows line ends and a byte-order mark are passed over; the order stays."""
    file = tmp_path / "f.jsonl"
    file.write_bytes(b'\xef\xbb\xbf{"id": "a", "text": "x"}\r\n\r\n  \n{"id": "b", "text": "y"}')
    assert [item.id for item in read_items(file, PAGES)] == ["a", "b"]


def test_an_empty_file_has_no_items(tmp_path: Path) -> None:
    """Nothing to play is no error."""
    (tmp_path / "f.jsonl").touch()
    assert read_items(tmp_path / "f.jsonl", PAGES) == []


def test_a_wrong_line_is_told_with_its_number(tmp_path: Path) -> None:
    """File, line (from 1, empty ones counted) and reason are in the message; nothing is returned."""
    file = tmp_path / "f.jsonl"
    file.write_text('{"id": "a", "text": "x"}\n\n{"id": "b"}\n', encoding="utf-8")
    with pytest.raises(ReplayFileError, match="f\\.jsonl:3\u00a0: il faut «\u00a0text\u00a0»"):
        read_items(file, PAGES)


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x85"], ids=ascii)
def test_a_line_ends_at_a_line_feed_only(tmp_path: Path, character: str) -> None:
    """JSON allows these separators inside a text, where pasted messages have them: they end no line."""
    file = tmp_path / "f.jsonl"
    text = f"avant{character}après"
    file.write_text(json.dumps({"id": "a", "text": text}, ensure_ascii=False) + "\n", encoding="utf-8")
    (item,) = read_items(file, PAGES)
    assert item.turns == ({"user": text},)


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    """The command line tells it from a wrong line."""
    with pytest.raises(FileNotFoundError):
        read_items(tmp_path / "absent.jsonl", PAGES)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    """A Latin-1 file is refused by one of the two errors that the command line knows, not by a traceback."""
    file = tmp_path / "f.jsonl"
    file.write_bytes('{"id": "a", "text": "été"}'.encode("latin-1"))
    with pytest.raises((ReplayFileError, OSError)):
        read_items(file, PAGES)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31)), st.sampled_from(sorted(PAGES)))
def test_an_hour_without_a_zone_is_the_pages_own(moment: datetime, name: str) -> None:
    """« 2026-11-24T22:00 » is ten in the evening on the page's clock."""
    read = _moment(moment.isoformat(), PAGES[name])
    assert read.tzinfo is PAGES[name].time_zone
    assert read.replace(tzinfo=None) == moment


def test_an_hour_with_a_zone_is_that_instant() -> None:
    """« +00:00 » and « Z » are universal time, on whatever page."""
    expected = datetime(2026, 11, 24, 22, tzinfo=UTC)
    for written in ("2026-11-24T22:00:00+00:00", "2026-11-24T22:00Z", "2026-11-25T02:00+04:00"):
        moment = _moment(written, PAGES["run"])
        assert moment == expected
        assert moment.utcoffset() in (timedelta(0), timedelta(hours=4))
