"""Escalations: one open a conversation and reason, written with the reply."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from bot.channels.event import Event
from bot.charter.escalations import Reason
from bot.conversations import worker
from bot.conversations.escalations import RECENT, escalate
from bot.conversations.inbox import conversation_of, receive
from bot.conversations.models import Conversation, Escalation, OutboxMessage
from tests.conversations.conftest import FakeRasa, reply

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def conversation() -> Conversation:
    """A conversation of one synthetic person."""
    return conversation_of("web", "demo", "person-1", AT)


def noted() -> list[tuple[str, str]]:
    """Reasons and states, oldest first."""
    return list(Escalation.objects.order_by("id").values_list("reason", "state"))


def play(fake: FakeRasa, outcome: str, **report: object) -> None:
    """One message whose reply has that outcome."""
    fake.answer = lambda _: (200, reply("D’accord.", outcome=outcome, **report))
    message = receive(Event("web", "demo", "person-1", uuid.uuid4().hex, AT, text="Bonjour"), AT)
    assert message is not None
    worker.drain(message.conversation_id)


def test_an_open_one_is_not_doubled() -> None:
    """However far a person is with it, the same reason is the same escalation until it is closed."""
    first = escalate(conversation(), Reason.COMPLAINT)
    for state in (Escalation.State.NEW, Escalation.State.TAKEN, Escalation.State.WAITING):
        Escalation.objects.update(state=state)
        assert escalate(conversation(), Reason.COMPLAINT).id == first.id
    Escalation.objects.update(state=Escalation.State.CLOSED)
    assert escalate(conversation(), Reason.COMPLAINT).id != first.id
    assert escalate(conversation(), Reason.DISTRESS).state == Escalation.State.NEW
    assert Escalation.objects.count() == 3


def test_the_database_itself_refuses_a_second_open_one() -> None:
    """Two workers at once cannot write two."""
    escalate(conversation(), Reason.COMPLAINT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Escalation.objects.create(conversation=conversation(), reason="complaint", created_at=AT, state="taken")


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        ("distress", "distress"),
        ("forbidden", "forbidden"),
        ("routed_human", "human_request"),
        ("routed_complaint", "complaint"),
        ("routed_personal", "personal_case"),
    ],
)
def test_an_outcome_is_escalated(fake_rasa: FakeRasa, outcome: str, reason: str) -> None:
    """Once, however often it comes."""
    play(fake_rasa, outcome)
    play(fake_rasa, outcome)
    assert noted() == [(reason, "new")]


def test_an_ordinary_answer_is_not_escalated(fake_rasa: FakeRasa) -> None:
    """Nobody is called for what the assistant does well."""
    for outcome in ("answered", "clarified", "small_talk", "closed", "refused_personal_data"):
        play(fake_rasa, outcome)
    assert noted() == []


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [("refused_personal_data", "personal_data_repeated"), ("not_helped", "not_helpful_twice")],
)
def test_what_an_action_reports_is_escalated(fake_rasa: FakeRasa, outcome: str, reason: str) -> None:
    """An action sees reasons that no outcome tells."""
    play(fake_rasa, outcome, escalation=reason)
    assert noted() == [(reason, "new")]


def test_an_unknown_reason_is_a_failure_that_is_said(fake_rasa: FakeRasa) -> None:
    """The closed list is closed; the citizen still gets CH10's message."""
    play(fake_rasa, "answered", escalation="autre")
    assert OutboxMessage.objects.get().outcome == "failed"


def test_two_questions_without_an_answer_are_escalated(fake_rasa: FakeRasa) -> None:
    """Twice in a row, and not when an answer came in between."""
    for outcome in ("not_found", "answered", "not_found"):
        play(fake_rasa, outcome)
    assert noted() == []
    play(fake_rasa, "not_found")
    assert noted() == [("unknown_twice", "new")]


def test_an_unanswered_question_of_long_ago_does_not_count(fake_rasa: FakeRasa) -> None:
    """Somebody who comes back another day begins anew."""
    play(fake_rasa, "not_found")
    before = OutboxMessage.objects.get()
    OutboxMessage.objects.update(created_at=before.created_at - RECENT - timedelta(minutes=1))
    play(fake_rasa, "not_found")
    assert noted() == []
