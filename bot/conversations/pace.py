"""How fast somebody writes: who sends more than anybody can read, or the same text again and again, is asked to wait.

Asked once, then left without a reply until the pace falls. What is written all the same passes the charter's order of
precedence: personal data is refused and a person in distress is answered at any pace. What counts is when a message was
sent: those of a night are put back together when the page opens (``bot.conversations.reopening``), and are no flood.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.charter.outcomes import Outcome
from bot.conversations.models import InboxMessage, OutboxMessage
from bot.conversations.reopening import AGAIN

WINDOW = timedelta(minutes=5)
"""How far back messages are counted."""

MOST_MESSAGES = 20
"""Messages in a window above which nobody reads the replies: four a minute, for five minutes on end."""

MOST_REPEATS = 3
"""The same text as often in a window is no question any more."""

SHORTEST_REPEAT = 8
"""Characters below which a text may well be repeated: « oui », « 2 », « merci »."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Whether a message is one too many, and whether its author has been asked to wait already."""

    too_many: bool
    told: bool


def pace(message: InboxMessage) -> Pace:
    """The pace at which the author of a message writes, by the messages of the conversation before it."""
    recent = InboxMessage.objects.filter(
        conversation_id=message.conversation_id,
        id__lte=message.id,
        sent_at__gt=message.sent_at - WINDOW,
        sent_at__lte=message.sent_at,
    ).exclude(platform_id__startswith=AGAIN)  # a message that was put back is the one that it repeats
    if not _is_too_many(message, list(recent.values_list("text", flat=True))):
        return Pace(too_many=False, told=False)
    told = OutboxMessage.objects.filter(in_reply_to__in=recent, outcome=Outcome.TOO_MANY.value).exclude(text="")
    return Pace(too_many=True, told=told.exists())


def _is_too_many(message: InboxMessage, texts: list[str]) -> bool:
    said = _same(message.text)
    repeats = sum(_same(text) == said for text in texts) if len(said) >= SHORTEST_REPEAT else 0
    return len(texts) > MOST_MESSAGES or repeats >= MOST_REPEATS


def _same(text: str) -> str:
    """What two texts share when they are the same to whoever reads them."""
    return " ".join(text.casefold().split())
