"""The worker: in order, once, and never silent."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from huey.contrib.djhuey import HUEY

from bot.channels.event import Event
from bot.conversations import clock, rasa, tasks, worker
from bot.conversations.inbox import receive
from bot.conversations.models import ContactRecord, Conversation, InboxMessage, OutboxMessage
from bot.stops.models import Stop
from tests.conversations.conftest import FakeRasa, reply

pytestmark = pytest.mark.django_db

OPEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CLOSED = datetime(2026, 11, 24, 21, 0, tzinfo=UTC)


def say(text: str, at: datetime = OPEN, **more: Any) -> InboxMessage:
    """A message of one person, received."""
    message = receive(Event("web", "demo", "person-1", uuid.uuid4().hex, at, text=text, **more), at)
    assert message is not None
    return message


def test_messages_are_answered_in_order_and_once(fake_rasa: FakeRasa) -> None:
    """Three messages, three replies, in the order of reception; a doubled task adds nothing."""
    fake_rasa.answer = lambda body: (200, reply(f"Réponse à {body['message']}"))
    messages = [say(text) for text in ("un", "deux", "trois")]
    conversation_id = messages[0].conversation_id
    assert worker.drain(conversation_id) == 3
    assert worker.drain(conversation_id) == 0
    texts = list(OutboxMessage.objects.order_by("id").values_list("text", flat=True))
    assert texts == ["Réponse à un", "Réponse à deux", "Réponse à trois"]


def test_the_token_and_the_circumstances_travel_with_the_message(fake_rasa: FakeRasa) -> None:
    """Rasa gets the page, the hours and the kinds erased; a wrong caller would lack the token."""
    message = say("né le 12/03/1985, quels sont mes droits ?", CLOSED)
    worker.drain(message.conversation_id)
    asked = fake_rasa.asked[0]
    assert asked["authorization"].startswith("Bearer ")
    assert asked["metadata"]["closed"] is True
    assert asked["metadata"]["reopens"] == "2026-11-25T09:00:00+01:00"
    assert asked["metadata"]["kinds"] == ["BIRTHDATE"]
    assert "1985" not in str(asked)


def test_parts_of_a_reply_are_one_message(fake_rasa: FakeRasa) -> None:
    """Rasa cuts a text at its blank lines; the citizen gets one message, with its report."""
    fake_rasa.answer = lambda _: (200, reply("Un.\n\nDeux.", faq_id="rsa-demande", benefit="rsa", intent="question"))
    message = say("rsa ?")
    worker.drain(message.conversation_id)
    outbox = OutboxMessage.objects.get(in_reply_to=message)
    assert outbox.text == "Un.\n\nDeux."
    assert outbox.detail["faq_id"] == "rsa-demande"


@pytest.mark.parametrize(
    ("status", "content"),
    [
        (200, []),
        (200, reply("")),
        (200, [{"text": "sans issue"}]),
        (200, reply("?", outcome="inconnue")),
        (500, {}),
        (200, "?"),
    ],
)
def test_an_empty_or_broken_answer_is_a_failure_that_is_said(fake_rasa: FakeRasa, status: int, content: Any) -> None:
    """CH10: never silence; the plain message shows the way to the Caf."""
    fake_rasa.answer = lambda _: (status, content)
    message = say("bonjour")
    worker.drain(message.conversation_id)
    outbox = OutboxMessage.objects.get(in_reply_to=message)
    assert outbox.outcome == "failed"
    assert "https://www.caf.fr" in outbox.text


def test_rasa_down_is_said(no_rasa: None) -> None:
    """With nothing listening, the citizen gets CH10's message."""
    message = say("bonjour")
    worker.drain(message.conversation_id)
    assert OutboxMessage.objects.get(in_reply_to=message).outcome == "failed"


def test_a_human_in_charge_leaves_the_assistant_silent(fake_rasa: FakeRasa) -> None:
    """The outcome without text is no failure: a person answers."""
    fake_rasa.answer = lambda body: (200, reply("", outcome="human_in_charge"))
    message = say("merci")
    Conversation.objects.update(human_in_charge=True)
    worker.drain(message.conversation_id)
    outbox = OutboxMessage.objects.get(in_reply_to=message)
    assert outbox.text == ""
    assert outbox.state == OutboxMessage.State.SILENT
    assert fake_rasa.asked[0]["metadata"]["human_in_charge"] is True


def test_a_conversation_that_is_held_is_left_alone(fake_rasa: FakeRasa) -> None:
    """While another worker's lease runs nothing is answered; once it has run out the message is."""
    message = say("bonjour")
    held = Conversation.objects.filter(id=message.conversation_id)
    held.update(lease=uuid.uuid4(), leased_until=clock.now() + timedelta(seconds=20))
    assert worker.drain(message.conversation_id) == 0
    assert worker.waiting_conversations() == [message.conversation_id]
    held.update(leased_until=clock.now() - timedelta(seconds=1))
    assert worker.drain(message.conversation_id) == 1
    assert worker.waiting_conversations() == []
    assert Conversation.objects.get().lease is None


def test_a_dead_worker_is_waited_for_no_longer_than_its_lease(fake_rasa: FakeRasa) -> None:
    """Whoever finds the lease taken knows when to look again; where nothing waits there is nothing to look for."""
    message = say("bonjour")
    until = clock.now() + timedelta(seconds=20)
    Conversation.objects.update(lease=uuid.uuid4(), leased_until=until)
    assert worker.held_until(message.conversation_id) == until
    Conversation.objects.update(lease=None, leased_until=None)
    assert worker.held_until(message.conversation_id) is None
    worker.drain(message.conversation_id)
    assert worker.held_until(message.conversation_id) is None


def test_a_clock_that_is_set_back_holds_nothing(fake_rasa: FakeRasa) -> None:
    """A lease that ends hours from now is one from before the clock jumped; set forward, leases just end early."""
    message = say("bonjour")
    Conversation.objects.update(lease=uuid.uuid4(), leased_until=clock.now() + timedelta(hours=3))
    assert worker.drain(message.conversation_id) == 1


def test_a_message_that_comes_during_an_answer_is_answered_too(fake_rasa: FakeRasa) -> None:
    """Its own task would find the lease taken: the holder looks again."""
    late: list[InboxMessage] = []

    def answer(body: dict[str, Any]) -> tuple[int, Any]:
        return 200, reply(body["message"])

    fake_rasa.answer = answer
    first = say("un")
    original = worker.answer

    def answer_and_receive(message: InboxMessage, *, patient: bool = False) -> OutboxMessage:
        outbox = original(message, patient=patient)
        if not late:
            late.append(say("deux"))
        return outbox

    worker.answer = answer_and_receive
    try:
        assert worker.drain(first.conversation_id) == 2
    finally:
        worker.answer = original


def test_the_record_names_nobody(fake_rasa: FakeRasa) -> None:
    """AR1: channel, page, times, motive, outcome, benefit; no key to the conversation, no text."""
    fake_rasa.answer = lambda _: (200, reply("Oui.", faq_id="aah-demande", benefit="aah", intent="question"))
    message = say("comment demander l'aah ?")
    worker.drain(message.conversation_id)
    record = ContactRecord.objects.get()
    assert (record.channel, record.page, record.motive, record.outcome, record.benefit) == (
        "web",
        "demo",
        "aah-demande",
        "answered",
        "aah",
    )
    assert record.ended_at >= record.started_at
    names = {field.name for field in ContactRecord._meta.get_fields()}
    assert names == {
        "id", "channel", "page", "started_at", "ended_at", "duration_ms", "motive", "outcome", "benefit", "helpful",
        "human_involved",
    }  # fmt: skip


def test_rasa_is_told_to_forget_the_pieces_of_a_number(fake_rasa: FakeRasa) -> None:
    """Those before the last were asked about as they came; a number that comes whole leaves nothing to forget."""
    for text in ("mon numéro de sécu", "2 85 07", "99 990 042 37", "2 85 07 99 990 042 37", "merci"):
        worker.drain(say(text).conversation_id)
    assert [body["metadata"]["forget"] for body in fake_rasa.asked] == [False, False, True, False, False]


@pytest.mark.parametrize(
    ("scope", "target", "sent"),
    [
        (Stop.Scope.EVERYTHING, "", {"stopped": True}),
        (Stop.Scope.PAGE, "demo", {"stopped": True}),
        (Stop.Scope.PAGE, "autre", {"stopped": False}),
        (Stop.Scope.ENTRY, "paiement-dates", {"stopped": False, "stopped_entries": ["paiement-dates"]}),
        (Stop.Scope.THEME, "paiement", {"stopped": False, "stopped_themes": ["paiement"]}),
    ],
)
def test_a_stop_is_told_to_rasa_with_the_next_message(
    fake_rasa: FakeRasa, scope: Stop.Scope, target: str, sent: dict[str, Any]
) -> None:
    """CH10: the referent's kill switch holds from one message to the next, in a conversation under way, too."""
    worker.answer(say("un"))
    stop = Stop.objects.create(scope=scope, target=target, reason="Essai.", stopped_by="Essai", stopped_at=OPEN)
    worker.answer(say("deux"))
    Stop.objects.filter(pk=stop.pk).update(lifted_at=OPEN)
    worker.answer(say("trois"))
    before, during, after = (asked["metadata"] for asked in fake_rasa.asked)
    assert sent.items() <= during.items()
    for untouched in (before, after):
        assert (untouched["stopped"], untouched["stopped_entries"], untouched["stopped_themes"]) == (False, [], [])


@pytest.mark.usefixtures("one_connection")
def test_a_failure_that_nobody_foresaw_is_tried_again_at_once(
    fake_rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a minute later, when the sweep comes: after a second, then less and less often."""
    message = say("rsa ?", clock.now())
    HUEY.flush()
    tasks.drain(str(message.conversation_id))
    with monkeypatch.context() as broken:
        broken.setattr(worker, "record_contact", _fail)
        HUEY.execute(HUEY.dequeue())
    message.refresh_from_db()
    assert message.state == InboxMessage.State.PENDING
    (again,) = HUEY.scheduled()
    assert (again.retries, again.retry_delay) == (3, 4)
    HUEY.execute(again, again.eta)
    assert OutboxMessage.objects.get().text == "D’accord."


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize(("failures", "outcome"), [(2, "answered"), (3, "failed")])
def test_rasas_failure_is_waited_out_for_some_seconds_then_said(
    fake_rasa: FakeRasa, failures: int, outcome: str
) -> None:
    """CH10: while PostgreSQL restarts Rasa fails. An apology at once would be for nothing, none would be silence."""
    answers = iter([(500, "")] * failures)
    fake_rasa.answer = lambda _: next(answers, (200, reply("D’accord.")))
    message = say("rsa ?")
    HUEY.flush()
    tasks.drain(str(message.conversation_id))
    task = HUEY.dequeue()
    for _ in range(2):
        HUEY.execute(task, task.eta)
        assert not OutboxMessage.objects.exists()
    HUEY.execute(task, task.eta)
    assert OutboxMessage.objects.get().outcome == outcome


@pytest.mark.usefixtures("one_connection")
def test_what_always_fails_is_said_and_holds_nobody_up(fake_rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch) -> None:
    """CH10: after the last try the citizen is told, and what they wrote since is answered."""
    old, new = say("rsa ?"), say("apl ?")
    ask = rasa.ask
    monkeypatch.setattr(rasa, "ask", lambda *told: _fail() if told[1] == "rsa ?" else ask(*told))
    HUEY.flush()
    tasks.drain(str(old.conversation_id))
    task = HUEY.dequeue()
    for _ in range(5):
        assert not OutboxMessage.objects.exists()
        HUEY.execute(task, task.eta)
    said = dict(OutboxMessage.objects.values_list("in_reply_to", "outcome"))
    assert said == {old.id: "failed", new.id: "answered"}
    assert "problème technique" in OutboxMessage.objects.get(in_reply_to=old).text


def _fail(*_: object, **__: object) -> Any:
    raise RuntimeError("synthetic")
