"""What the processes of ``test_at_once`` do."""

import sys
import uuid

from bot.channels.event import Event
from bot.charter.escalations import Reason
from bot.console import audit, work
from bot.console.models import Account, AuditEntry, Claim
from bot.conversations import clock
from bot.conversations.escalations import escalate
from bot.conversations.inbox import receive
from bot.conversations.models import Conversation

ENTRIES = 10


def prepare() -> uuid.UUID:
    """One conversation that waits, three people."""
    for name in ("anémone", "bleuet", "coquelicot"):
        Account.objects.create(username=name, first_name=name, last_name="Fleur", role="community_manager")
    message = receive(Event("web", "demo", "person-1", uuid.uuid4().hex, clock.now(), text="Bonjour"), clock.now())
    assert message is not None
    escalate(message.conversation, Reason.HUMAN_REQUEST)
    return message.conversation_id


def take_when_told(name: str, number: str) -> None:
    """Takes the conversation at a word, then writes into the trail as fast as it can."""
    account = Account.objects.get(username=name)
    conversation = Conversation.objects.get(id=number)
    print("ready", flush=True)  # noqa: T201 (the test reads it)
    sys.stdin.readline()
    try:
        work.take(conversation, account)
        result = "taken"
    except work.Refused:
        result = "refused"
    for _ in range(ENTRIES):
        audit.record(account, "login")
    print(result)  # noqa: T201


def report(number: str) -> None:
    """What is there in the end."""
    claims = Claim.objects.filter(conversation_id=number).count()
    print(f"claims {claims}, trail {AuditEntry.objects.count()}, faults {len(list(audit.faults()))}")  # noqa: T201
