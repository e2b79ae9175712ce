"""Messages received while the page was closed are answered when it opens (CH4)."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.channels.event import Event
from bot.conversations import retention, worker
from bot.conversations.inbox import receive
from bot.conversations.models import Escalation, InboxMessage, OutboxMessage
from bot.conversations.pace import MOST_MESSAGES, pace
from bot.conversations.reopening import LOOK_BACK, put_back
from tests.conversations.conftest import FakeRasa, reply

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 11, 24, 21, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)  # nine o'clock in Paris


@pytest.fixture
def rasa(fake_rasa: FakeRasa) -> FakeRasa:
    """Says « closed », once; otherwise answers with what it was asked."""

    def answer(body: dict[str, Any]) -> tuple[int, Any]:
        intent = "greeting" if body["message"] == "bonsoir" else "question"
        if not body["metadata"]["closed"]:
            return 200, reply(f"Réponse : {body['message']}", intent=intent)
        silent = body["metadata"]["silent"]
        return 200, reply("" if silent else "Fermé.", outcome="closed", intent=intent, silent=silent)

    fake_rasa.answer = answer
    return fake_rasa


def say(text: str, at: datetime, channel: str = "web", **more: Any) -> InboxMessage:
    """A message of one person, received and answered."""
    message = receive(Event(channel, "demo", "person-1", uuid.uuid4().hex, at, text=text, **more), at)
    assert message is not None
    worker.drain(message.conversation_id)
    return message


def replies() -> list[str]:
    """Everything that was said, in order."""
    return list(OutboxMessage.objects.exclude(text="").order_by("id").values_list("text", flat=True))


def drain_all(now: datetime) -> None:
    """What the periodic task does."""
    for conversation_id in put_back(now):
        worker.drain(conversation_id)


def test_what_was_asked_at_night_is_answered_in_order_in_the_morning(rasa: FakeRasa) -> None:
    """One closed notice, then every answer, each once however often the opening is looked at."""
    say("un", NIGHT)
    say("deux", NIGHT + timedelta(hours=1))
    assert replies() == ["Fermé."]
    drain_all(MORNING - timedelta(seconds=1))
    assert replies() == ["Fermé."]
    for _ in range(3):
        drain_all(MORNING)
    assert replies() == ["Fermé.", "Réponse : un", "Réponse : deux"]


def test_each_closed_period_has_its_notice(rasa: FakeRasa) -> None:
    """The next night it is said again."""
    say("un", NIGHT)
    say("deux", NIGHT + timedelta(days=1))
    assert replies() == ["Fermé.", "Fermé."]


def test_a_greeting_is_not_answered_the_next_day(rasa: FakeRasa) -> None:
    """« bonsoir » asks nothing."""
    say("bonsoir", NIGHT)
    assert put_back(MORNING) == []


def test_an_attachment_is_not_put_back(rasa: FakeRasa) -> None:
    """There is nothing to read in it."""
    say("", NIGHT, attachment="image")
    assert put_back(MORNING) == []


def test_what_is_too_old_is_left(rasa: FakeRasa) -> None:
    """After weeks an answer would only surprise."""
    say("un", NIGHT)
    assert put_back(NIGHT + LOOK_BACK + timedelta(days=1)) == []


@pytest.mark.parametrize(("sent", "answered"), [(NIGHT, True), (NIGHT - timedelta(days=3), False)])
def test_the_channels_window_is_kept(rasa: FakeRasa, sent: datetime, answered: bool) -> None:
    """Messenger lets no automatic answer through after 24 hours: a person is asked to look."""
    say("un", sent, channel="messenger")
    drain_all(MORNING)
    assert ("Réponse : un" in replies()) == answered
    assert Escalation.objects.filter(reason="window_closing").exists() != answered


@pytest.mark.parametrize("channel", ["web", "telegram", "messenger"])
def test_what_was_put_back_is_not_put_back_when_identifiers_are_forgotten(rasa: FakeRasa, channel: str) -> None:
    """Neither answered twice, nor told to the team as if nobody had answered."""
    say("un", NIGHT, channel)
    drain_all(MORNING)
    later = MORNING + timedelta(days=2, hours=1)
    retention.purge(later)
    assert put_back(later) == []
    assert replies() == ["Fermé.", "Réponse : un"]
    assert not Escalation.objects.exists()


def test_what_was_left_to_a_person_is_left_once(rasa: FakeRasa) -> None:
    """Once the team has closed it, the sweep of the next minute opens nothing."""
    say("un", NIGHT - timedelta(days=3), "messenger")
    drain_all(MORNING)
    assert Escalation.objects.filter(state__in=Escalation.OPEN).count() == 1
    Escalation.objects.update(state=Escalation.State.CLOSED)
    assert put_back(MORNING + timedelta(minutes=1)) == []
    assert not Escalation.objects.filter(state__in=Escalation.OPEN).exists()


def test_a_night_of_messages_is_no_flood(rasa: FakeRasa) -> None:
    """They are put back all at once; they were sent hours apart, and the same one now and then."""
    for number in range(MOST_MESSAGES + 1):
        say(f"question numéro {number % 7}", NIGHT + number * timedelta(minutes=10))
    assert len(put_back(MORNING)) == 1
    asked = InboxMessage.objects.filter(received_at=MORNING)
    assert asked.count() == MOST_MESSAGES + 1
    assert not any(pace(message).too_many for message in asked)


def test_an_opening_is_made_up_for_in_the_contact_records(rasa: FakeRasa) -> None:
    """The row that is put back is a row like any other: erased text, a reply, a state."""
    first = say("un", NIGHT)
    drain_all(MORNING)
    again = InboxMessage.objects.exclude(id=first.id).get()
    assert (again.text, again.state, again.sent_at, again.received_at) == ("un", "answered", NIGHT, MORNING)
