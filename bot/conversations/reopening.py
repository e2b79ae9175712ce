"""Messages received while the page was closed are answered, in order, when it opens again (CH4).

Each is put into the inbox once more, as of the opening, and the worker answers it like any other. Where the channel's
window has closed, a person is asked to look instead. The closed notice notes that it has been made up for, whichever it
was: neither a forgotten identifier nor a closed escalation brings the message up again.
"""

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
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

AGAIN = "opening:"
"""A message put into the inbox again is named by this and the row that it repeats."""

_MADE_UP_FOR = "made_up_for"
"""Key of a closed notice's ``detail``: when what it promised was done, ISO 8601."""


def put_back(now: datetime) -> list[uuid.UUID]:
    """Puts back what waits for an opening that has come.

    Args:
        now: the present moment, aware.

    Returns:
        The conversations that have something to answer, each once.
    """
    again = [_make_up_for(notice, now) for page in pages().values() for notice in _waiting(page, now)]
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


def _waiting(page: Page, now: datetime) -> Iterator[OutboxMessage]:
    """The page's closed notices that nothing has made up for yet and whose opening has come, oldest message first."""
    if not is_open(page, now):
        return
    notices = _closed_notices().filter(
        conversation__page=page.id,
        in_reply_to__received_at__gt=now - LOOK_BACK,
        in_reply_to__received_at__lte=now,
        **{f"detail__{_MADE_UP_FOR}__isnull": True},
    )
    for notice in notices.order_by("in_reply_to_id").select_related("in_reply_to__conversation"):
        message = notice.in_reply_to
        if message is None:  # a person's words, which no message asked for
            continue
        courtesy = notice.detail.get("intent") in SMALL_TALK_INTENTS
        opens = next_opening(page, message.received_at)
        if not courtesy and message.text and opens is not None and opens <= now:
            yield notice


@transaction.atomic
def _make_up_for(notice: OutboxMessage, now: datetime) -> InboxMessage | None:
    """The notice's message in the inbox once more; None where it was left to a person, or another worker did it."""
    undone = OutboxMessage.objects.filter(id=notice.id, **{f"detail__{_MADE_UP_FOR}__isnull": True})
    message = notice.in_reply_to
    if message is None or not undone.update(detail=notice.detail | {_MADE_UP_FOR: now.isoformat()}):
        return None
    window = ANSWER_WINDOWS.get(message.channel)
    if window is not None and now - message.sent_at >= window:
        escalate(message.conversation, Reason.WINDOW_CLOSING)
        return None
    again, _ = InboxMessage.objects.get_or_create(
        channel=message.channel,
        platform_id=f"{AGAIN}{message.id}",
        defaults={
            "conversation": message.conversation,
            "sent_at": message.sent_at,
            "received_at": now,
            "text": message.text,
            "choice": message.choice,
        },
    )
    return again
