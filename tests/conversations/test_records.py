"""Contact records: whether a person had part in a contact (AR1)."""

from datetime import UTC, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from bot.charter.outcomes import Outcome
from bot.conversations import clock, worker
from bot.conversations.models import ContactRecord, Conversation
from tests.conversations.conftest import FakeRasa, reply
from tests.conversations.test_worker import say

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
filling = import_module("bot.conversations.migrations.0008_human_involved")


@pytest.mark.parametrize(
    ("outcome", "in_charge", "involved"),
    [
        ("answered", False, False),
        ("routed_human", False, True),
        ("human_in_charge", True, True),
        ("refused_personal_data", True, True),
        ("refused_personal_data", False, False),
    ],
)
def test_a_person_in_charge_or_called_is_noted(
    fake_rasa: FakeRasa, outcome: str, in_charge: bool, involved: bool
) -> None:
    """Who is in charge has part even in what the assistant says beside them."""
    fake_rasa.answer = lambda _: (200, reply("Une réponse.", outcome=outcome))
    message = say("bonjour")
    Conversation.objects.update(human_in_charge=in_charge)
    worker.drain(message.conversation_id)
    assert ContactRecord.objects.get().human_involved is involved


def test_what_an_action_reports_calls_a_person_too(fake_rasa: FakeRasa) -> None:
    fake_rasa.answer = lambda _: (200, reply("Non.", outcome="not_helped", escalation="not_helpful_twice"))
    worker.drain(say("non").conversation_id)
    assert ContactRecord.objects.get().human_involved


def test_earlier_records_are_filled_as_far_as_they_tell() -> None:
    """An outcome that always calls a person says so; the others may have called none."""
    for outcome in Outcome:
        ContactRecord.objects.create(channel="web", page="demo", started_at=AT, ended_at=AT, duration_ms=1,
                                     motive="question", outcome=outcome.value)  # fmt: skip
    filling.fill(apps, connection.schema_editor())
    involved = ContactRecord.objects.filter(human_involved=True).values_list("outcome", flat=True)
    assert set(involved) == {
        "human_in_charge", "distress", "forbidden", "routed_human", "routed_complaint", "routed_personal",
    }  # fmt: skip


def test_a_process_of_the_version_before_writes_on() -> None:
    """During a rolling update: its INSERT does not name the new column."""
    values: dict[str, str | int | datetime | None] = {
        "channel": "web", "page": "demo", "started_at": clock.now(), "ended_at": clock.now(), "duration_ms": 1,
        "motive": "question", "outcome": "answered", "benefit": "", "helpful": None,
    }  # fmt: skip
    assert set(values) == {field.column for field in ContactRecord._meta.fields} - {"id", "human_involved"}
    marks = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {ContactRecord._meta.db_table} ({', '.join(values)}) VALUES ({marks})",  # noqa: S608
            list(values.values()),
        )
    assert ContactRecord.objects.get().human_involved is False
