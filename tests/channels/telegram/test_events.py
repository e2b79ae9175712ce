"""Telegram's updates of every kind that it documents → what concerns us."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from bot.channels.event import Event
from bot.channels.telegram.events import callback_answer, is_secret, to_batch
from tests.channels.payloads import anything, damaged, payload, recorded

NOW = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC)
SENT = datetime.fromtimestamp(1795510800, UTC)
SECRET = "0123456789abcdef-_" * 2

EVENTS: dict[str, dict[str, Any]] = {
    "text": {"text": "Comment demander l’APL ?"},
    "command_start": {"text": "Bonjour"},
    "command_aide": {"text": "Que pouvez-vous faire pour moi\u202f?"},
    "command_conseiller": {"text": "Je voudrais parler à un conseiller"},
    "command_inconnue": {"text": "/inconnue"},
    "edited_text": {"text": "Mon numéro allocataire est le 1234567", "edited": True},
    "callback_query": {"text": "APL couple", "choice": "faq:logement-couple"},
    "callback_query_feedback": {"text": "Non", "choice": "feedback:no"},
    "photo": {"attachment": "image"},
    "photo_with_caption": {"attachment": "image", "text": "mon attestation"},
    "document": {"attachment": "file"},
    "voice": {"attachment": "audio"},
    "audio": {"attachment": "audio"},
    "video": {"attachment": "video"},
    "video_note": {"attachment": "video"},
    "animation": {"attachment": "video"},
    "sticker": {"attachment": "sticker"},
    "location": {"attachment": "location"},
    "contact": {"attachment": "contact"},
    "poll": {"attachment": "other"},
    "dice": {"attachment": "sticker"},
}
UNUSED = {
    "service": "service",
    "group": "not_private",
    "channel_post": "unknown",
    "my_chat_member": "unknown",
    "message_reaction": "unknown",
    "callback_query_inaccessible": "old_button",
}


def test_every_recorded_update_is_tested() -> None:
    """A new recording does not lie about unread."""
    assert {*EVENTS, *UNUSED} == set(recorded("telegram"))


@pytest.mark.parametrize(("name", "expected"), EVENTS.items())
def test_a_citizens_message_is_an_event(name: str, expected: dict[str, Any]) -> None:
    """Who, where, what; nothing else of the update."""
    batch = to_batch(payload("telegram", name), "demo", NOW)
    (event,) = batch.signals
    assert isinstance(event, Event)
    assert (event.channel, event.page, event.sender) == ("telegram", "demo", "200000001")
    fields = {"text": "", "choice": "", "attachment": "", "edited": False, "standby": False} | expected
    assert {name: getattr(event, name) for name in fields} == fields
    assert not batch.unused


@pytest.mark.parametrize(("name", "kind"), UNUSED.items())
def test_what_asks_for_nothing_is_counted(name: str, kind: str) -> None:
    """Groups, service messages, kinds that were not asked for."""
    batch = to_batch(payload("telegram", name), "demo", NOW)
    assert not batch.signals
    assert batch.unused == {kind: 1}


def test_times_are_telegrams_in_seconds() -> None:
    """A pressed button has none: it gets the moment of reception, cut to the second, so that order is kept."""
    times = {}
    for name in ("text", "edited_text", "callback_query"):
        (event,) = to_batch(payload("telegram", name), "demo", NOW).signals
        times[name] = event.sent_at
    assert times["text"] == SENT
    assert (times["edited_text"] - SENT).total_seconds() == 60
    assert times["callback_query"] == NOW.replace(microsecond=0)


def test_updates_are_counted_within_a_bot() -> None:
    """Two bots may use the same number: these are two events."""
    events = [to_batch(payload("telegram", "text"), page, NOW).signals[0] for page in ("demo", "autre", "demo")]
    first, other, again = (event.platform_id for event in events if isinstance(event, Event))
    assert first == again != other


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("callback_query", {"method": "answerCallbackQuery", "callback_query_id": "4382bfdwdsb323b2d9"}),
        ("text", {}),
    ],
)
def test_a_pressed_button_wants_an_answer(name: str, expected: dict[str, str]) -> None:
    """Its clock turns until the query is answered; a text wants none."""
    update = payload("telegram", name)
    assert callback_answer(update, to_batch(update, "demo", NOW)) == expected


@pytest.mark.parametrize("header", [None, "", "x", SECRET + " ", SECRET[:-1], "é", "\udcff"])
def test_only_telegram_knows_the_secret(header: str | None) -> None:
    """Anything else is not Telegram's."""
    assert is_secret(SECRET, SECRET)
    assert not is_secret(header, SECRET)


@given(anything)
def test_anything_at_all_is_read_without_complaint(content: Any) -> None:
    """No JSON raises."""
    assert not to_batch(content, "demo", NOW).signals


@given(damaged("telegram"))
def test_a_damaged_update_is_read_without_complaint(content: Any) -> None:
    """Whatever one value is replaced by, what is read can be kept."""
    for event in to_batch(content, "demo", NOW).signals:
        assert isinstance(event, Event)
        f"{event.text}{event.choice}{event.platform_id}".encode()
        assert event.text.strip() or event.attachment
        assert int(event.sender) > 0
