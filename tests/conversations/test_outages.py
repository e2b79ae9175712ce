"""Nothing is lost while the database or the queue is down: what is not written is asked for again (CH10)."""

import uuid
from typing import Any

import pytest
from django.test import Client
from huey.contrib.djhuey import HUEY
from huey.storage import RedisStorage

from bot.conversations import rates, worker
from bot.conversations.models import InboxMessage
from tests.conversations.faults import read_only

pytestmark = pytest.mark.django_db

URL = "/chat/demo/messages"


def say(client: Client, number: uuid.UUID) -> Any:
    """One message of the web chat; what comes back."""
    headers = {"Authorization": f"Bearer {uuid.uuid4().hex}"}
    return client.post(URL, {"id": str(number), "text": "Bonjour"}, content_type="application/json", headers=headers)


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_written_is_asked_for_again() -> None:
    """503 with a time to wait; delivered again it is taken, once."""
    client, number = Client(raise_request_exception=False), uuid.uuid4()
    with read_only():
        refused = say(client, number)
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) > 0
    assert [say(client, number).status_code for _ in range(2)] == [202, 202]
    assert InboxMessage.objects.count() == 1


def test_a_queue_that_is_down_keeps_nothing_from_being_taken(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row is written; the sweep finds it."""
    monkeypatch.setattr(HUEY, "storage", RedisStorage("conversations", host="127.0.0.1", port=9))
    assert say(client, uuid.uuid4()).status_code == 202
    (message,) = InboxMessage.objects.all()
    assert worker.waiting_conversations() == [message.conversation_id]


def test_rates_are_counted_without_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    """By each process for itself, which still stops a flood."""
    closed = {"CAF_PROFILE": "service", "CAF_REDIS_PORT": "9", "CAF_REDIS_PASSWORD": "0123456789abcdef" * 2}
    for name, value in closed.items():
        monkeypatch.setenv(name, value)
    rates._shared_limiter.cache_clear()
    rates._limiter.cache_clear()
    who = uuid.uuid4().hex
    limit = rates.MESSAGES_A_TAB
    assert [rates.is_too_fast(limit, who) for _ in range(limit.amount + 1)] == [*[False] * limit.amount, True]
    rates._shared_limiter.cache_clear()
