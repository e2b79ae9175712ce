"""What a platform's request held, put where it belongs before the platform gets its 200."""

import logging
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from bot.channels.event import Batch, Event, Handover, PersonSpoke, Receipt
from bot.conversations import clock, handover, outbox
from bot.conversations.inbox import conversation_of, receive
from bot.conversations.models import UnusedEvents
from bot.conversations.retention import is_redelivered_late
from bot.conversations.tasks import ask_for_answers

logger = logging.getLogger(__name__)


def take_in(channel: str, batch: Batch) -> None:
    """Writes every event to the inbox, in one transaction, then asks for answers; notes handovers and receipts."""
    now = clock.now()
    with transaction.atomic():
        waiting, refused = _write(batch, now)
        if unused := batch.unused + refused:
            _count(channel, unused, now)
    for conversation_id in waiting:
        ask_for_answers(conversation_id)


def _write(batch: Batch, now: datetime) -> tuple[Iterable[str], Counter[str]]:
    """The conversations that wait for an answer, each once; how many events of each kind were refused."""
    waiting: dict[str, None] = {}
    refused: Counter[str] = Counter()
    for signal in batch.signals:
        match signal:
            case Event() if is_redelivered_late(signal):
                refused["redelivered_late"] += 1
            case Event():
                message = receive(signal, now)
                if message:
                    waiting[str(message.conversation_id)] = None
            case Handover():
                _hand_over(signal, now)
            case PersonSpoke():
                handover.person_spoke(conversation_of(signal.channel, signal.page, signal.sender, now), signal, now)
            case Receipt():
                outbox.confirm(signal.reference)
    return waiting, refused


def _hand_over(signal: Handover, now: datetime) -> None:
    conversation = conversation_of(signal.channel, signal.page, signal.sender, now)
    if signal.human:
        handover.person_speaks(conversation, now)
    else:
        handover.assistant_resumes(conversation)


def _count(channel: str, unused: Counter[str], now: datetime) -> None:
    logger.info("%s: events that ask for nothing: %s", channel, dict(unused))
    for kind, number in unused.items():
        row, _ = UnusedEvents.objects.get_or_create(day=now.date(), channel=channel, kind=kind)
        UnusedEvents.objects.filter(id=row.id).update(count=F("count") + number)
