"""People of the console, and conversations that wait for them; everything is invented."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from bot.channels.event import Event
from bot.charter.escalations import Reason
from bot.console import charter
from bot.console.models import Account
from bot.console.roles import Role
from bot.conversations import clock, rasa
from bot.conversations.escalations import escalate
from bot.conversations.inbox import receive
from bot.conversations.models import Conversation
from tests.conversations.conftest import fake_rasa as fake_rasa  # noqa: PLC0414 (a fixture of this folder, too)

PASSWORD = "Tilleul-Rouge=42"
MakeAccount = Callable[..., Account]
MakeCase = Callable[..., Conversation]


@pytest.fixture
def asked_within(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Within how many transactions of ours Rasa's store was asked, call by call."""
    depths: list[int] = []
    before, ask = len(connection.savepoint_ids), rasa._kept

    def spy(method: str, path: str, **query: str) -> Any:
        depths.append(len(connection.savepoint_ids) - before)
        return ask(method, path, **query)

    monkeypatch.setattr(rasa, "_kept", spy)
    return depths


@pytest.fixture
def make_account() -> MakeAccount:
    """Accounts that have gone through every step; the password is :data:`PASSWORD` where one is asked for."""

    def make(role: Role = Role.COMMUNITY_MANAGER, name: str = "", *, password: str = "", **fields: object) -> Account:
        username = name or role.value
        account = Account(username=username, first_name="Camille", last_name=username.title(), role=role.value)
        for field, value in fields.items():
            setattr(account, field, value)
        account.password_changed_at = fields.get("password_changed_at", clock.now())  # type: ignore[assignment]
        if password:
            account.set_password(password)
        else:
            account.set_unusable_password()
        account.save()
        charter.acknowledge(account)
        return account

    return make


@pytest.fixture
def signed_in(make_account: MakeAccount) -> Callable[..., Client]:
    """A browser signed in as a new account of that role."""

    def sign_in(role: Role = Role.COMMUNITY_MANAGER, name: str = "", **fields: object) -> Client:
        return as_account(make_account(role, name, **fields))

    return sign_in


def as_account(account: Account) -> Client:
    """A browser signed in as that account."""
    client = Client()
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def make_case() -> MakeCase:
    """Conversations that wait for a person."""

    def make(
        reason: Reason = Reason.HUMAN_REQUEST, *, text: str = "Je voudrais parler à quelqu’un", page: str = "demo",
        channel: str = "web", age: timedelta = timedelta(0),
    ) -> Conversation:  # fmt: skip
        at = clock.now() - age
        message = receive(Event(channel, page, uuid.uuid4().hex, uuid.uuid4().hex, at, text=text), at)
        assert message is not None
        escalation = escalate(message.conversation, reason)
        escalation.created_at = at
        escalation.save(update_fields=["created_at"])
        return message.conversation

    return make
