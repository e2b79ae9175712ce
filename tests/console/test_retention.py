"""What is kept, and how long; the proof of it."""

from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.console import audit, closing, retention, work
from bot.console.models import AuditEntry, HandlingRecord
from bot.conversations import clock
from bot.conversations.models import ContactRecord, Conversation, Escalation, InboxMessage, OutboxMessage
from tests.console.conftest import MakeAccount, MakeCase
from tests.conversations.conftest import FakeRasa

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def remembering(fake_rasa: FakeRasa) -> FakeRasa:
    """A Rasa that remembers three events that are too old."""
    fake_rasa.kept = lambda method, path: 3
    return fake_rasa


def old_message(make_case: MakeCase, days: float) -> Conversation:
    """A conversation with one answered message, never escalated."""
    case = make_case(age=timedelta(days=days))
    Escalation.objects.filter(conversation=case).delete()
    _answer(case)
    return case


def _answer(case: Conversation) -> None:
    message = case.inbox.get()
    Conversation.objects.filter(id=case.id).update(created_at=message.received_at)
    OutboxMessage.objects.create(
        in_reply_to=message, conversation=case, text="Réponse", outcome="answered", created_at=message.received_at
    )
    InboxMessage.objects.update(state=InboxMessage.State.ANSWERED)


@pytest.mark.parametrize(("days", "kept"), [(6.9, True), (7.1, False)])
def test_text_is_kept_seven_days(make_case: MakeCase, days: float, kept: bool) -> None:
    case = old_message(make_case, days)
    counts = retention.purge()
    assert InboxMessage.objects.exists() is kept
    assert OutboxMessage.objects.exists() is kept
    assert Conversation.objects.filter(id=case.id).exists() is kept
    assert counts["conversations"] == int(not kept)


@pytest.mark.parametrize(("days", "kept"), [(8, True), (179, True), (181, False)])
def test_what_a_person_closed_is_kept_six_months(
    make_case: MakeCase, make_account: MakeAccount, days: float, kept: bool
) -> None:
    case, account = make_case(age=timedelta(days=days)), make_account()
    _answer(case)
    work.take(case, account)
    closing.close(case, account, closing.proposed(case))
    retention.purge()
    assert InboxMessage.objects.exists() is kept
    assert Escalation.objects.exists() is kept


def test_what_waits_for_a_person_is_never_deleted(make_case: MakeCase) -> None:
    make_case(age=timedelta(days=400))
    _answer(Conversation.objects.get())
    retention.purge()
    assert InboxMessage.objects.count() == OutboxMessage.objects.count() == Escalation.objects.count() == 1


def test_identifiers_of_messages_are_kept_two_days(make_case: MakeCase) -> None:
    young, old = make_case(age=timedelta(days=1)), make_case(age=timedelta(days=3))
    before = young.inbox.get().platform_id
    assert retention.purge()["identifiers"] == 1
    assert young.inbox.get().platform_id == before
    assert old.inbox.get().platform_id == f"forgotten:{old.inbox.get().id}"
    assert retention.purge()["identifiers"] == 0


def test_records_are_kept_thirteen_months() -> None:
    def record(at: datetime) -> None:
        ContactRecord.objects.create(
            channel="web", page="demo", started_at=at, ended_at=at, duration_ms=1, motive="x", outcome="answered"
        )
        HandlingRecord.objects.create(
            channel="web", page="demo", reason="complaint", escalated_at=at, closed_at=at, waiting_seconds=1,
            handling_seconds=1, result="routed",
        )  # fmt: skip

    record(clock.now() - timedelta(days=394))
    record(clock.now() - timedelta(days=396))
    counts = retention.purge()
    assert (counts["records"], counts["handlings"]) == (1, 1)


def test_the_purge_is_proved_in_the_trail(make_case: MakeCase) -> None:
    old_message(make_case, 8)
    counts = retention.purge()
    proofs = {entry.action: entry.detail for entry in AuditEntry.objects.all()}
    assert proofs["purged"] | proofs["memory_purged"] == counts
    assert proofs["memory_purged"] == {"remembered": 3}
    assert counts["messages"] == 2
    assert list(audit.faults()) == []


def test_the_purge_goes_on_in_rasas_store(remembering: FakeRasa) -> None:
    """What Rasa remembers is text as well: it goes after the same seven days."""
    assert retention.purge()["remembered"] == 3
    ((method, path),) = remembering.kept_calls
    week_ago = clock.now() - timedelta(days=7)
    before = datetime.fromisoformat(parse_qs(urlsplit(path).query)["before"][0])
    assert (method, urlsplit(path).path) == ("DELETE", "/webhooks/rest/conversations")
    assert abs(before - week_ago) < timedelta(minutes=1)


def test_without_rasa_the_rest_is_purged_and_the_proof_says_so(make_case: MakeCase, remembering: FakeRasa) -> None:
    def away(method: str, path: str) -> int:
        raise ConnectionError

    remembering.kept = away
    old_message(make_case, 8)
    assert "remembered" not in retention.purge()
    assert not InboxMessage.objects.exists()
    assert not AuditEntry.objects.filter(action="memory_purged").exists()


def test_rasa_is_asked_outside_any_transaction(asked_within: list[int]) -> None:
    """It may take seconds, during which nobody else could write."""
    retention.purge()
    assert asked_within == [0]
