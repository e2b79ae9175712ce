"""What the processes of ``test_at_once`` do."""

import sys
from datetime import UTC, datetime

from bot.channels.event import Event
from bot.conversations.inbox import receive
from bot.conversations.models import Conversation, InboxMessage

EVENTS = 20
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def receive_when_told() -> None:
    """Takes in the same events of one person as everybody else, as fast as it can; prints how many were new to it."""
    print("ready", flush=True)  # noqa: T201 (the test reads it)
    sys.stdin.readline()
    events = [Event("web", "demo", "person-1", str(number), AT, text="Bonjour") for number in range(EVENTS)]
    print(sum(receive(event, AT) is not None for event in events))  # noqa: T201


def report() -> None:
    """What is there in the end."""
    print(f"conversations {Conversation.objects.count()}, messages {InboxMessage.objects.count()}")  # noqa: T201
