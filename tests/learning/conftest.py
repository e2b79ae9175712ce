"""Questions that were asked in vain, by people who are invented."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.channels.event import Event
from bot.charter.outcomes import Outcome
from bot.conversations import clock
from bot.conversations.inbox import receive
from bot.conversations.models import InboxMessage, OutboxMessage
from bot.learning.models import Group, Member, Tally

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
Ask = Callable[..., InboxMessage]
MakeGroup = Callable[..., Group]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Asks, and answers as told; « now » is :data:`NOW`."""
    monkeypatch.setattr(clock, "now", lambda: NOW)

    def asked(
        text: str, outcome: Outcome = Outcome.NOT_FOUND, *, who: str = "", choice: str = "",
        age: timedelta = timedelta(0), **detail: Any,
    ) -> InboxMessage:  # fmt: skip
        at = NOW - age
        event = Event("web", "demo", who or uuid.uuid4().hex, uuid.uuid4().hex, at, text=text, choice=choice)
        message = receive(event, at)
        assert message is not None
        InboxMessage.objects.filter(pk=message.pk).update(state=InboxMessage.State.ANSWERED)
        OutboxMessage.objects.create(
            in_reply_to=message, conversation=message.conversation, text="…", outcome=outcome, created_at=at,
            detail=detail, state=OutboxMessage.State.SENT,
        )  # fmt: skip
        return message

    return asked


@pytest.fixture
def make_group(ask: Ask) -> MakeGroup:
    """A group of questions, of as many people as there are texts."""

    def make(*texts: str, nearest: str = "", age: timedelta = timedelta(0)) -> Group:
        group = Group.objects.create(centre=[1.0, 0.0], created_at=NOW)
        for text in texts:
            message = ask(text, age=age)
            Member.objects.create(message=message, group=group, nearest=nearest)
        Tally.objects.create(group=group, day=(NOW - age).date(), count=len(texts))
        return group

    return make
