"""Meta's payloads of every kind that it documents → what concerns us."""

import copy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.event import Event, Handover, PersonSpoke, Receipt, Signal
from bot.channels.messenger.events import to_batch
from tests.channels.payloads import anything, damaged, payload, recorded

PAGES = {"100000000000001": "demo", "100000000000002": "autre"}
CITIZEN = "200000000000001"
AT = datetime.fromtimestamp(1795510800, UTC)

EVENTS: dict[str, dict[str, Any]] = {
    "text": {"text": "Comment demander l’APL ?"},
    "text_reply_to": {"text": "Et pour un couple ?"},
    "quick_reply": {"text": "APL étudiant", "choice": "faq:logement-etudiant"},
    "quick_reply_feedback": {"text": "Non", "choice": "feedback:no"},
    "postback_choice": {"text": "Prime d’activité", "choice": "faq:prime-activite-demande"},
    "postback_get_started": {"text": "Bonjour"},
    "postback_ice_breaker": {"text": "Comment demander l’APL ?"},
    "postback_without_mid": {"text": "Je voudrais parler à un conseiller"},
    "attachment_image": {"attachment": "image"},
    "attachment_audio": {"attachment": "audio"},
    "attachment_video": {"attachment": "video"},
    "attachment_file": {"attachment": "file"},
    "attachment_location": {"attachment": "location"},
    "attachment_template": {"attachment": "other"},
    "attachment_with_text": {"attachment": "image", "text": "Voici mon courrier"},
    "attachment_link_preview": {"text": "https://www.caf.fr est-ce le bon site ?"},
    "sticker": {"attachment": "sticker"},
    "unsupported": {"attachment": "other"},
    "edit": {"text": "Mon numéro allocataire est le 1234567", "edited": True},
    "standby_text": {"text": "Merci, et pour le RSA ?", "standby": True},
}
UNUSED = {
    "reaction": "reaction",
    "read": "read",
    "delivery": "delivery",
    "referral": "referral",
    "optin": "optin",
    "account_linking": "account_linking",
    "policy_enforcement": "policy_enforcement",
    "request_thread_control": "request_thread_control",
    "app_roles": "app_roles",
    "deleted": "deleted",
    "unknown_kind": "unknown",
    "feed_change": "changes",
    "echo_program": "echo_of_a_program",
}
SPOKEN = {
    "echo_person": "Bonjour, je suis conseillère.",
    "echo_person_image": "",
    "standby_echo": "Je regarde.",
}
PERSON = {
    "take_thread_control": True,
    "pass_thread_control": False,
}


def only_signal(name: str) -> Signal:
    """The one thing that a payload holds."""
    batch = to_batch(payload("messenger", name), PAGES)
    assert not batch.unused
    (signal,) = batch.signals
    return signal


def test_every_recorded_payload_is_tested() -> None:
    """A new recording does not lie about unread."""
    assert {*EVENTS, *UNUSED, *PERSON, *SPOKEN, "echo_ours", "batch"} == set(recorded("messenger"))


@pytest.mark.parametrize(("name", "expected"), EVENTS.items())
def test_a_citizens_message_is_an_event(name: str, expected: dict[str, Any]) -> None:
    """Who, where, when, what; nothing else of the payload."""
    event = only_signal(name)
    assert isinstance(event, Event)
    assert (event.channel, event.page, event.sender, event.sent_at) == ("messenger", "demo", CITIZEN, AT)
    fields = {"text": "", "choice": "", "attachment": "", "edited": False, "standby": False} | expected
    assert {name: getattr(event, name) for name in fields} == fields


@pytest.mark.parametrize("name", recorded("messenger"))
def test_no_address_of_an_attachment_is_taken(name: str) -> None:
    """CH2: what a citizen attached is never fetched, so its address is nowhere."""
    for signal in to_batch(payload("messenger", name), PAGES).signals:
        if isinstance(signal, Event):
            assert "attachments.invalid" not in f"{signal.text}{signal.choice}{signal.attachment}{signal.platform_id}"


@pytest.mark.parametrize(("name", "kind"), UNUSED.items())
def test_what_asks_for_nothing_is_counted(name: str, kind: str) -> None:
    """Its kind, no more."""
    batch = to_batch(payload("messenger", name), PAGES)
    assert not batch.signals
    assert batch.unused == {kind: 1}


def test_our_own_message_comes_back_as_a_receipt() -> None:
    """The metadata that we sent tells which one."""
    assert only_signal("echo_ours") == Receipt("12.0", AT)


@pytest.mark.parametrize(("name", "human"), PERSON.items())
def test_who_speaks_from_now_on(name: str, human: bool) -> None:
    """Whoever owns the thread; the citizen's conversation is meant."""
    signal = only_signal(name)
    assert isinstance(signal, Handover)
    assert (signal.page, signal.sender, signal.human) == ("demo", CITIZEN, human)


@pytest.mark.parametrize(("name", "text"), SPOKEN.items())
def test_a_person_who_writes_in_metas_inbox_has_spoken(name: str, text: str) -> None:
    """The page inbox says that it sent it, or nobody does; every other application is a program."""
    signal = only_signal(name)
    assert isinstance(signal, PersonSpoke)
    assert (signal.page, signal.sender, signal.text) == ("demo", CITIZEN, text)
    assert signal == only_signal(name)


def test_every_event_of_every_entry_is_read_oldest_first() -> None:
    """Two pages, four events, one page that is not ours."""
    batch = to_batch(payload("messenger", "batch"), PAGES)
    events = [signal for signal in batch.signals if isinstance(signal, Event)]
    assert [(event.page, event.text) for event in events] == [
        ("demo", "première"), ("autre", "autre page"), ("demo", "deuxième"),
    ]  # fmt: skip
    assert batch.unused == {"read": 1, "unknown_page": 1}


def test_a_redelivery_has_the_same_identifier() -> None:
    """Whatever the time of the delivery; another message, edit or press has another one."""
    identifiers = {}
    for name in EVENTS:
        event = only_signal(name)
        again = copy.deepcopy(payload("messenger", name))
        again["entry"][0]["time"] += 1000
        (second,) = to_batch(again, PAGES).signals
        assert isinstance(event, Event)
        assert isinstance(second, Event)
        assert event.platform_id == second.platform_id
        identifiers[name] = event.platform_id
    assert len(set(identifiers.values())) == len(EVENTS)
    assert all(len(identifier) <= 200 for identifier in identifiers.values())


def test_a_second_edit_is_another_event() -> None:
    """``num_edit`` counts them."""
    first, second = payload("messenger", "edit"), payload("messenger", "edit")
    second["entry"][0]["messaging"][0]["message_edit"]["num_edit"] = 2
    events = [signal for content in (first, second) for signal in to_batch(content, PAGES).signals]
    assert len({event.platform_id for event in events if isinstance(event, Event)}) == 2


@pytest.mark.parametrize("stamp", [2**70, -(2**70), "1795510800", None, 1.5])
def test_an_impossible_time_is_malformed(stamp: Any) -> None:
    """Counted, not raised."""
    content = payload("messenger", "text")
    content["entry"][0]["messaging"][0]["timestamp"] = stamp
    assert to_batch(content, PAGES).unused == {"malformed": 1}


def test_text_that_no_database_takes_is_made_storable() -> None:
    """Half a surrogate pair, a NUL."""
    content = payload("messenger", "text")
    content["entry"][0]["messaging"][0]["message"]["text"] = "a\ud83db\0c"
    (event,) = to_batch(content, PAGES).signals
    assert isinstance(event, Event)
    assert event.text.encode().decode() == "a?b\ufffdc"


@given(anything)
def test_anything_at_all_is_read_without_complaint(content: Any) -> None:
    """No JSON raises; what is no payload of Meta's holds nothing."""
    assert not to_batch(content, PAGES).signals


@given(damaged("messenger"))
def test_a_damaged_payload_is_read_without_complaint(content: Any) -> None:
    """Whatever one value is replaced by, what is read can be kept."""
    for signal in to_batch(content, PAGES).signals:
        if isinstance(signal, Event):
            f"{signal.text}{signal.choice}{signal.platform_id}".encode()
            assert signal.page in PAGES.values()
            assert signal.text.strip() or signal.attachment


@given(st.permutations(range(5)))
def test_order_is_that_of_the_clock(order: list[int]) -> None:
    """However events are shuffled within a batch."""
    content = payload("messenger", "text")
    item = content["entry"][0]["messaging"][0]
    content["entry"][0]["messaging"] = [
        item | {"timestamp": item["timestamp"] + 1000 * number, "message": {"mid": str(number), "text": str(number)}}
        for number in order
    ]
    events = to_batch(content, PAGES).signals
    assert [event.sent_at for event in events] == [AT + timedelta(seconds=number) for number in range(5)]
