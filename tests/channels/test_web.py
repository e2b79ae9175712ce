"""The web chat's payloads."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.event import Event
from bot.channels.web import MAX_BODY_BYTES, MAX_CHARACTERS, PayloadError, to_event, to_payload

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ID = "0b6e2f6a-6a0c-4a50-9f1c-1f6b3a6f5a11"

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "choice"]), inner),
    max_leaves=6,
)


def read(payload: Any) -> Event:
    """The event of a request to the demonstration page."""
    return to_event(payload, page="demo", sender="jeton", now=NOW)


def event_fields(event: Event) -> dict[str, Any]:
    """The fields of an event, which has no repr of its own."""
    return {name: getattr(event, name) for name in Event.__dataclass_fields__}


def test_a_typed_message_becomes_an_event() -> None:
    """Text and identifier are those of the request; page, person and hour are those of the server."""
    assert event_fields(read({"id": ID, "text": " Bonjour ? "})) == {
        "channel": "web",
        "page": "demo",
        "sender": "jeton",
        "platform_id": ID,
        "sent_at": NOW,
        "text": " Bonjour ? ",
        "choice": "",
        "attachment": "",
        "edited": False,
        "standby": False,
    }


def test_a_pressed_button_comes_with_its_payload() -> None:
    """The words of the button are the text, its payload the choice."""
    event = read({"id": ID, "text": "Montant des Af", "choice": "faq:af-montant"})
    assert (event.text, event.choice) == ("Montant des Af", "faq:af-montant")


def test_nothing_in_the_request_names_the_person_or_the_page() -> None:
    """What a request says of page, person, hour or attachment is passed over."""
    event = read({"id": ID, "text": "a", "page": "autre", "sender": "autre", "now": "x", "attachment": "image"})
    assert (event.page, event.sender, event.sent_at, event.attachment) == ("demo", "jeton", NOW, "")


@pytest.mark.parametrize("written", [ID.upper(), ID.replace("-", ""), f"{{{ID}}}", f"urn:uuid:{ID}"])
def test_one_identifier_has_one_form(written: str) -> None:
    """However it is written, an identifier is the same, so that a redelivery is recognised."""
    assert read({"id": written, "text": "a"}).platform_id == ID


@pytest.mark.parametrize(
    "changes",
    [
        {"text": None},
        {"text": ""},
        {"text": " \n\t "},
        {"text": 3},
        {"text": ["a"]},
        {"text": "a" * (MAX_CHARACTERS + 1)},
        {"choice": None},
        {"choice": 3},
        {"choice": "faq:" + "a" * 81},
        {"choice": "mon numéro est le 1234567"},
        {"choice": "faq:1 2"},
        {"choice": "/restart"},
        {"id": None},
        {"id": 3},
        {"id": ""},
        {"id": "not-a-uuid"},
        {"id": ID + "0"},
    ],
    ids=lambda changes: str(changes)[:30],
)
def test_a_wrong_field_is_refused(changes: dict[str, Any]) -> None:
    """A field of a wrong type, empty or too long is refused."""
    with pytest.raises(PayloadError):
        read({"id": ID, "text": "Bonjour", "choice": ""} | changes)


@pytest.mark.parametrize("missing", ["id", "text"])
def test_a_missing_field_is_refused(missing: str) -> None:
    """Identifier and text are needed."""
    payload = {"id": ID, "text": "Bonjour"}
    del payload[missing]
    with pytest.raises(PayloadError):
        read(payload)


def test_the_longest_message_passes() -> None:
    """What the page lets people type is accepted, and fits in the largest body, even as escaped JSON."""
    text = "\U0001f600" * MAX_CHARACTERS
    assert read({"id": ID, "text": text}).text == text
    assert len(json.dumps({"id": ID, "text": text, "choice": "faq:" + "a" * 80})) <= MAX_BODY_BYTES


@given(JSON)
def test_any_json_is_an_event_or_refused(payload: Any) -> None:
    """No request of any shape makes another exception."""
    try:
        event = read(payload)
    except PayloadError:
        return
    assert event.text.strip()
    assert uuid.UUID(event.platform_id)


def test_a_refusal_says_nothing_of_the_request() -> None:
    """The error holds no piece of what was sent, nor another error that does."""
    with pytest.raises(PayloadError) as refused:
        read({"id": "mot très personnel", "text": "a"})
    assert "personnel" not in repr(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


@pytest.mark.parametrize("field", ["text", "choice"])
def test_half_a_character_is_refused(field: str) -> None:
    """A lone surrogate, which JSON can carry and no table can hold, is refused rather than fail later."""
    payload = json.loads('{"id": "%s", "text": "a", "choice": "", "%s": "a\\ud800"}' % (ID, field))  # noqa: UP031
    with pytest.raises(PayloadError):
        read(payload)


def test_a_reply_is_json() -> None:
    """Number, text, buttons and the order to erase; of a button only what the page shows and sends."""
    buttons = [{"title": "Montant des Af", "payload": "faq:af-montant", "internal": "x"}]
    payload = to_payload(7, "Bonjour", buttons, erase=True, by_person=False)
    assert json.loads(json.dumps(payload)) == {
        "id": 7,
        "author": "assistant",
        "text": "Bonjour",
        "buttons": [{"title": "Montant des Af", "payload": "faq:af-montant"}],
        "erase": True,
    }
    assert to_payload(8, "Bonjour", [], erase=False, by_person=True)["author"] == "adviser"
