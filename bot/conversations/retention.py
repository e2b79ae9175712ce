"""What is kept, and how long (RGPD, art. 5(1)(e); the Cnil's advice on conversational agents, 2021).

The times are settings (``CAF_KEEP_…``). Redacted text goes first, unless a person had to look at it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Concat

from bot.channels.event import Event
from bot.config import environment
from bot.conversations.inbox import sender_key
from bot.conversations.models import ContactRecord, Conversation, Escalation, InboxMessage, OutboxMessage

_FORGOTTEN = "forgotten:"
"""Stands before a number of ours where the platform's identifier stood; the column is unique."""


def limit(setting: str, now: datetime) -> datetime:
    """The moment before which what the setting speaks of is deleted."""
    return now - timedelta(days=float(environment.value(setting)))


@transaction.atomic
def purge(now: datetime) -> Mapping[str, int]:
    """Deletes what has been kept long enough; returns how many rows of each sort went."""
    old, seen = limit("CAF_KEEP_TEXT_DAYS", now), limit("CAF_KEEP_ESCALATED_DAYS", now)
    messages = _messages_before(old, Q(conversation__escalations__isnull=True))
    # An escalation that is still open keeps its conversation, however old it is: somebody waits for an answer.
    closed = Q(conversation__escalations__isnull=False) & ~Q(conversation__escalations__state__in=Escalation.OPEN)
    messages += _messages_before(seen, closed)
    Escalation.objects.filter(state=Escalation.State.CLOSED, created_at__lt=seen).delete()
    unused = Conversation.objects.filter(created_at__lt=old, inbox=None, outbox=None, escalations=None)
    empty = unused.exclude(blocked_until__gt=now)  # who is blocked is recognised until the end of it
    return {
        "messages": messages,
        "conversations": empty.delete()[1].get("conversations.Conversation", 0),
        "identifiers": _forget_identifiers(limit("CAF_KEEP_IDS_DAYS", now)),
        "records": ContactRecord.objects.filter(started_at__lt=limit("CAF_KEEP_RECORDS_DAYS", now)).delete()[0],
    }


def is_redelivered_late(event: Event) -> bool:
    """Whether a platform delivers again what it delivered before the identifiers were forgotten.

    An event is told by its time then: one that is no newer than what has been forgotten of the same conversation was
    received at that time. Compared are the platform's own times, so that no clock of ours refuses anything. Platforms
    deliver again for a day and a half at most, the identifiers are kept for two, the times with the messages for seven:
    https://developers.facebook.com/docs/graph-api/webhooks/getting-started, https://core.telegram.org/bots/api#getting-updates
    """
    return InboxMessage.objects.filter(
        conversation__channel=event.channel,
        conversation__page=event.page,
        conversation__sender_key=sender_key(event.channel, event.page, event.sender),
        platform_id__startswith=_FORGOTTEN,
        sent_at__gte=event.sent_at,
    ).exists()


def _messages_before(at: datetime, of: Q) -> int:
    """Deletes the messages before a moment, those still to be answered left out; a reply goes with its message."""
    said = OutboxMessage.objects.filter(of, created_at__lt=at)
    heard = InboxMessage.objects.filter(of, received_at__lt=at, state=InboxMessage.State.ANSWERED)
    numbers = set(heard.values_list("id", flat=True))
    return said.delete()[0] + InboxMessage.objects.filter(id__in=numbers).delete()[0]


def _forget_identifiers(at: datetime) -> int:
    known = InboxMessage.objects.filter(received_at__lt=at).exclude(platform_id__startswith=_FORGOTTEN)
    return known.update(platform_id=Concat(Value(_FORGOTTEN), Cast(F("id"), CharField())))
