"""What Prometheus is told."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from bot.channels.event import Event
from bot.config import environment
from bot.conversations import clock, worker
from bot.conversations.inbox import receive
from tests.conversations.conftest import FakeRasa

pytestmark = pytest.mark.django_db

PAGE = "/metrics"


def told(client: Client) -> dict[str, float]:
    """Every sample by its name and labels."""
    token = environment.secret("CAF_METRICS_TOKEN")
    text = client.get(PAGE, headers={"Authorization": f"Bearer {token}"}).content.decode()
    samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
    return {" ".join([sample.name, *sorted(sample.labels.values())]): sample.value for sample in samples}


def say(text: str, age: timedelta = timedelta(0)) -> uuid.UUID:
    """A message of a new person; the conversation's identifier."""
    at = clock.now() - age
    message = receive(Event("web", "demo", uuid.uuid4().hex, uuid.uuid4().hex, at, text=text), at)
    assert message is not None
    return message.conversation_id


def test_messages_answers_and_steps_are_counted(client: Client, fake_rasa: FakeRasa) -> None:
    """By channel and outcome; each step took some time."""
    before = told(client)
    worker.drain(say("bonjour"))
    after = told(client)
    for name in ("caf_messages_received_total web", "caf_messages_answered_total answered web"):
        assert after[name] - before.get(name, 0) == 1
    for step in ("gate", "wait", "rasa"):
        name = f"caf_step_seconds_count {step}"
        assert after[name] - before.get(name, 0) == 1


def test_what_waits_is_told_with_its_age(client: Client) -> None:
    """The oldest message counts; none waits, no age."""
    assert told(client)["caf_inbox_age_seconds"] == 0
    say("bonjour", timedelta(minutes=5))
    say("bonsoir")
    now = told(client)
    assert now["caf_inbox_pending"] == 2
    assert now["caf_inbox_age_seconds"] >= 300


def test_the_faq_that_is_served_is_told(client: Client) -> None:
    """Its version, how many entries, how many that cannot be served."""
    now = told(client)
    assert now["caf_faq_entries"] > 100
    assert any(name.startswith("caf_faq_info ") for name in now)


def test_nothing_personal_is_a_label(client: Client) -> None:
    """Neither words nor identifiers, whatever was written."""
    conversation = say("je m’appelle Zébulon-Anémone")
    text = " ".join(told(client))
    assert "bulon" not in text
    assert str(conversation) not in text


def test_only_who_holds_the_token_reads_them(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """403 without it; in production without any token the page does not exist."""
    assert client.get(PAGE).status_code == 403
    assert client.get(PAGE, headers={"Authorization": "Bearer x"}).status_code == 403
    monkeypatch.setenv("CAF_MODE", "production")
    assert client.get(PAGE).status_code == 404
