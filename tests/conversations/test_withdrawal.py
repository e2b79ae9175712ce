"""An answer that is stopped while it waits in the outbox (CH10)."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from bot.channels.event import Event
from bot.conversations import clock, outbox, worker
from bot.conversations.inbox import receive
from bot.conversations.models import OutboxMessage
from bot.stops.models import Stop
from tests.conversations.conftest import FakeRasa, Platforms, reply
from tests.platforms.server import Answer

pytestmark = pytest.mark.django_db

CITIZEN = "200000000000001"
GIVEN = {"essai-un": "essai", "essai-deux": "autre"}
Scope = Stop.Scope


@pytest.fixture
def written(platforms: Platforms, fake_rasa: FakeRasa) -> Any:
    """Replies of the assistant that wait in the outbox."""

    def write(text: str = "Le montant est de dix euros.", **report: Any) -> OutboxMessage:
        fields: dict[str, Any] = {"given": GIVEN} | report
        fake_rasa.answer = lambda _: (200, reply(text, **fields))
        now = clock.now()
        message = receive(Event("messenger", "demo", CITIZEN, uuid.uuid4().hex, now, text="combien ?"), now)
        assert message
        worker.drain(message.conversation_id)
        return OutboxMessage.objects.get(in_reply_to=message)

    return write


def stop(scope: Scope, target: str = "") -> Stop:
    """A stop in force."""
    return Stop.objects.create(
        scope=scope, target=target, reason="Faux.", stopped_by="Camille", stopped_at=clock.now()
    )  # fmt: skip


@pytest.mark.parametrize(
    ("scope", "target"),
    [
        (Scope.ENTRY, "essai-un"), (Scope.ENTRY, "essai-deux"), (Scope.THEME, "essai"), (Scope.PAGE, "demo"),
        (Scope.EVERYTHING, ""),
    ],
)  # fmt: skip
def test_a_stopped_answer_does_not_leave(platforms: Platforms, written: Any, scope: Scope, target: str) -> None:
    """Whichever of its entries was stopped; who waits is told plainly, once, and shown the way to the Caf."""
    row = written()
    made = stop(scope, target)
    for _ in range(2):
        outbox.deliver(row.conversation_id)
    (told,) = platforms.graph.texts(CITIZEN)
    assert "en cours de vérification" in told
    assert "https://www.caf.fr" in told
    row.refresh_from_db()
    assert (row.state, row.error) == ("silent", "stopped")
    instead = OutboxMessage.objects.latest("id")
    assert (instead.outcome, instead.state, instead.detail) == ("stopped", "sent", {"stop": made.pk})


def test_the_rest_of_a_long_answer_does_not_leave(platforms: Platforms, written: Any) -> None:
    row = written("Une phrase assez courte. " * 200)
    platforms.graph.fail(Answer(200, None), Answer(503, {}))
    outbox.deliver(row.conversation_id)
    before = platforms.graph.texts(CITIZEN)
    stop(Scope.ENTRY, "essai-un")
    OutboxMessage.objects.update(not_before=clock.now() - timedelta(seconds=1))
    outbox.deliver(row.conversation_id)
    assert len(platforms.graph.texts(CITIZEN)) == len(before) + 1
    assert "vérification" in platforms.graph.texts(CITIZEN)[-1]


@pytest.mark.parametrize(("scope", "target"), [(Scope.ENTRY, "essai-trois"), (Scope.PAGE, "autre")])
def test_other_stops_withhold_nothing(platforms: Platforms, written: Any, scope: Scope, target: str) -> None:
    row = written()
    stop(scope, target)
    outbox.deliver(row.conversation_id)
    assert platforms.graph.texts(CITIZEN) == ["Le montant est de dix euros."]


def test_what_is_lifted_in_time_leaves(platforms: Platforms, written: Any) -> None:
    row, made = written(), stop(Scope.EVERYTHING)
    made.lifted_at = clock.now()
    made.save()
    outbox.deliver(row.conversation_id)
    assert platforms.graph.texts(CITIZEN) == ["Le montant est de dix euros."]


@pytest.mark.parametrize("outcome", ["refused_personal_data", "distress", "routed_complaint", "stopped"])
def test_what_protects_leaves_all_the_same(platforms: Platforms, written: Any, outcome: str) -> None:
    """CH2, CD5, CH6."""
    row = written("Appelez le 15.", outcome=outcome, given={})
    stop(Scope.EVERYTHING)
    outbox.deliver(row.conversation_id)
    assert platforms.graph.texts(CITIZEN) == ["Appelez le 15."]


def test_a_person_speaks_whatever_is_stopped(platforms: Platforms, written: Any) -> None:
    conversation = written().conversation
    OutboxMessage.objects.update(state="sent")
    stop(Scope.EVERYTHING)
    outbox.say_as_person(conversation, "Bonjour, nous vérifions.")
    outbox.deliver(conversation.id)
    assert platforms.graph.texts(CITIZEN) == ["Bonjour, nous vérifions."]
