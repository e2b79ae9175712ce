"""Messages received while the page was closed are answered, in order, when it opens again (CH4).

Each is put into the inbox once more, as of the opening: the inbox's own uniqueness makes sure that it is done once,
and the worker answers it like any other. Where the channel's window has closed, a person is asked to look instead.
"""

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet

from bot.channels.windows import ANSWER_WINDOWS
from bot.charter.escalations import Reason
from bot.charter.hours import is_open, next_opening
from bot.charter.outcomes import Outcome
from bot.charter.page import Page
from bot.charter.precedence import SMALL_TALK_INTENTS
from bot.config.pages import pages
from bot.conversations.escalations import escalate
from bot.conversations.models import InboxMessage, OutboxMessage

LOOK_BACK = timedelta(days=14)
"""The longest closed period that is made up for; more is the team's to sort out."""

_AGAIN = "opening:"
"""A message put into the inbox again is named by this and the row that it repeats."""


def put_back(now: datetime) -> list[uuid.UUID]:
    """Puts back what waits for an opening that has come.

    Args:
        now: the present moment, aware.

    Returns:
        The conversations that have something to answer, each once.
    """
    again = [_again(message, now) for page in pages().values() for message in _waiting(page, now)]
    return list(dict.fromkeys(message.conversation_id for message in again if message is not None))


def was_told(message: InboxMessage, page: Page) -> bool:
    """Whether this conversation has been told already that the page is closed, in this closed period."""
    earlier = _closed_notices().filter(
        conversation_id=message.conversation_id,
        in_reply_to__id__lt=message.id,
        in_reply_to__received_at__gt=message.received_at - LOOK_BACK,
    )
    last = earlier.exclude(text="").order_by("-id").values_list("in_reply_to__received_at", flat=True).first()
    return last is not None and next_opening(page, last) == next_opening(page, message.received_at)


def _closed_notices() -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(outcome=Outcome.CLOSED.value)


def _waiting(page: Page, now: datetime) -> Iterator[InboxMessage]:
    """The page's messages that nobody has answered yet and whose opening has come, oldest first."""
    if not is_open(page, now):
        return
    notices = _closed_notices().filter(
        conversation__page=page.id, in_reply_to__received_at__gt=now - LOOK_BACK, in_reply_to__received_at__lte=now
    )
    for notice in notices.order_by("in_reply_to_id").select_related("in_reply_to__conversation"):
        message = notice.in_reply_to
        if message is None:  # a person's words, which no message asked for
            continue
        courtesy = notice.detail.get("intent") in SMALL_TALK_INTENTS
        done = InboxMessage.objects.filter(channel=message.channel, platform_id=_name(message)).exists()
        opens = next_opening(page, message.received_at)
        if not courtesy and not done and message.text and opens is not None and opens <= now:
            yield message


def _again(message: InboxMessage, now: datetime) -> InboxMessage | None:
    """The message in the inbox once more; None where the channel does not let an answer through any more."""
    window = ANSWER_WINDOWS.get(message.channel)
    if window is not None and now - message.sent_at >= window:
        escalate(message.conversation, Reason.WINDOW_CLOSING)
        return None
    again, _ = InboxMessage.objects.get_or_create(
        channel=message.channel,
        platform_id=_name(message),
        defaults={
            "conversation": message.conversation,
            "sent_at": message.sent_at,
            "received_at": now,
            "text": message.text,
            "choice": message.choice,
        },
    )
    return again


def _name(message: InboxMessage) -> str:
    return f"{_AGAIN}{message.id}"
