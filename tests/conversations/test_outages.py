"""Nothing is lost while the database or the queue is down: what is not written is asked for again (CH10)."""

import time
import uuid
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from huey.contrib.djhuey import HUEY
from huey.storage import RedisStorage

from bot.conversations import rates, worker
from bot.conversations.models import InboxMessage
from tests.conversations.faults import faults
from tests.servers import Redis

pytestmark = pytest.mark.django_db

URL = "/chat/demo/messages"


def say(client: Client, number: uuid.UUID, text: str = "Bonjour") -> Any:
    """One message of the web chat; what comes back."""
    headers = {"Authorization": f"Bearer {uuid.uuid4().hex}"}
    return client.post(URL, {"id": str(number), "text": text}, content_type="application/json", headers=headers)


def test_what_cannot_be_written_is_asked_for_again() -> None:
    """Read only or full: 503 with a time to wait, never a 500; delivered again it is taken, once."""
    client = Client(raise_request_exception=False)
    for fault in faults():
        with fault():
            numbers = [uuid.uuid4() for _ in range(30)]
            answers = {number: say(client, number, "comment faire ? " * 100) for number in numbers}
        statuses = Counter(answer.status_code for answer in answers.values())
        assert statuses.keys() <= {202, 503}
        assert statuses[503]
        refused = next(number for number, answer in answers.items() if answer.status_code == 503)
        assert int(answers[refused].headers["Retry-After"]) > 0
        assert [say(client, refused).status_code for _ in range(2)] == [202, 202]
        assert InboxMessage.objects.count() == statuses[202] + 1
        InboxMessage.objects.all().delete()


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
    who = uuid.uuid4().hex
    limit = rates.MESSAGES_A_TAB
    assert [rates.is_too_fast(limit, who) for _ in range(limit.amount + 1)] == [*[False] * limit.amount, True]
    rates._shared_limiter.cache_clear()


@pytest.mark.parametrize("back", [timedelta(minutes=15), timedelta(days=1)])
def test_a_clock_that_is_set_back_keeps_nobody_waiting(
    back: timedelta, redis_server: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a quarter or a day: whoever had written much a moment ago may go on, at a desk and in a service."""
    now = time.time
    for profile in ({}, {"CAF_PROFILE": "service", **redis_server.settings}):
        for name, value in profile.items():
            monkeypatch.setenv(name, value)
        rates._shared_limiter.cache_clear()
        who, limit = uuid.uuid4().hex, rates.MESSAGES_A_TAB
        monkeypatch.setattr(time, "time", now)
        for _ in range(limit.amount):
            rates.is_too_fast(limit, who)
        monkeypatch.setattr(time, "time", lambda: now() - back.total_seconds())
        assert not rates.is_too_fast(limit, who)
    rates._shared_limiter.cache_clear()


def test_processes_count_together_and_redis_knows_nobody(monkeypatch: pytest.MonkeyPatch, redis_server: Redis) -> None:
    """Two web processes share a limit; no key shows an address or a tab."""
    for name, value in {"CAF_PROFILE": "service", **redis_server.settings}.items():
        monkeypatch.setenv(name, value)
    who, limit, answers = "203.0.113.77", rates.MESSAGES_A_TAB, []
    for _ in range(limit.amount + 1):
        rates._shared_limiter.cache_clear()  # another process
        answers.append(rates.is_too_fast(limit, who))
    rates._shared_limiter.cache_clear()
    assert answers == [*[False] * limit.amount, True]
    with redis_server.connect() as client:
        keys = client.keys("*")
    assert keys
    assert not [key for key in keys if who in key]
