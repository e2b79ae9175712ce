"""The inbox: one row an event, unique by channel and platform identifier, written before anything else happens."""

import hashlib
import hmac
import logging
from datetime import datetime
from time import perf_counter

from django.db import IntegrityError, transaction

from bot.channels.event import Event
from bot.charter.privacy import Context
from bot.config import environment
from bot.conversations import handover, metrics
from bot.conversations.address import seal
from bot.conversations.gate import admit
from bot.conversations.models import Conversation, InboxMessage
from bot.conversations.senders import sender_of
from bot.logs import tracing

logger = logging.getLogger(__name__)


def receive(event: Event, now: datetime) -> InboxMessage | None:
    """Erases personal data and writes the row.

    Args:
        event: as the channel gave it.
        now: when it reached us, aware.

    Returns:
        The new row; None for a redelivery of an event that is known already, and for an edited message without
        personal data, which was answered as it was.
    """
    started = perf_counter()
    with transaction.atomic():
        conversation = _in_turn(conversation_of(event.channel, event.page, event.sender, now))
        admitted = admit(event, _context(conversation))
        if event.edited and not admitted.kinds:
            return None
        if event.standby:
            handover.another_holds_the_thread(conversation, now)
        try:
            with transaction.atomic():
                message = InboxMessage.objects.create(
                    conversation=conversation,
                    channel=event.channel,
                    platform_id=event.platform_id,
                    sent_at=event.sent_at,
                    received_at=now,
                    text=admitted.text,
                    kinds=list(admitted.kinds),
                    attachment=admitted.attachment,
                    choice=event.choice,
                )
        except IntegrityError:
            return None
        if admitted.earlier_pieces:
            _erase_pieces(message, admitted.earlier_pieces)
        facts = admitted.context.facts()
        if facts != conversation.privacy_context:
            conversation.privacy_context = facts
            conversation.save(update_fields=["privacy_context"])
    metrics.STEP.labels("gate").observe(perf_counter() - started)
    metrics.RECEIVED.labels(event.channel).inc()
    with tracing(message.trace):
        logger.info("%s received", message.trace)
    return message


def _in_turn(conversation: Conversation) -> Conversation:
    """The conversation, nobody else's until the transaction ends: what was said before decides what a number is (CH2).

    SQLite's transactions take turns by themselves.
    """
    return Conversation.objects.select_for_update().get(id=conversation.id)


def _context(conversation: Conversation) -> Context:
    stored = conversation.privacy_context
    return Context.of_facts(stored) if stored else Context()


def conversation_of(channel: str, page: str, sender: str, now: datetime) -> Conversation:
    """The conversation of that person with that page, made where new."""
    key = sender_key(channel, page, sender)
    known = Conversation.objects.filter(channel=channel, page=page, sender_key=key).first()
    if known:
        return known
    address = seal(sender) if sender_of(channel, page) else ""
    conversation, _ = Conversation.objects.get_or_create(
        channel=channel, page=page, sender_key=key, defaults={"created_at": now, "address": address}
    )
    return conversation


def sender_key(channel: str, page: str, sender: str) -> str:
    """An HMAC of the platform's identifier: the same person is recognised, and cannot be found."""
    secret = environment.secret("CAF_SENDER_KEY").encode()
    return hmac.new(secret, f"{channel}\n{page}\n{sender}".encode(), hashlib.sha256).hexdigest()


def _erase_pieces(message: InboxMessage, count: int) -> None:
    """Erases the earlier messages that held the beginning of a number which this message completes."""
    earlier = (
        InboxMessage.objects.filter(conversation=message.conversation, id__lt=message.id)
        .order_by("-id")
        .values_list("id", flat=True)[:count]
    )
    InboxMessage.objects.filter(id__in=list(earlier)).update(text="", kinds=message.kinds)


def follows_erased_pieces(message: InboxMessage) -> bool:
    """Whether the message just before was erased as a piece: what Rasa keeps of it must go as well.

    Such a row has kinds, though nothing else: of a message that was refused by itself the redacted text stays.
    """
    before = (
        InboxMessage.objects.filter(conversation_id=message.conversation_id, id__lt=message.id).order_by("-id").first()
    )
    return before is not None and bool(before.kinds) and not (before.text or before.attachment or before.choice)
