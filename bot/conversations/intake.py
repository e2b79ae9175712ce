"""What a platform's request held, put where it belongs before the platform gets its 200."""

import contextlib
import logging
import threading
from collections import Counter
from datetime import datetime

from django.db import connection
from django.db.models import F

from bot.channels.event import Batch, Event, Handover, Receipt
from bot.conversations import clock, handover, outbox
from bot.conversations.inbox import conversation_of, receive
from bot.conversations.models import UnusedEvents
from bot.conversations.tasks import ask_for_answers

logger = logging.getLogger(__name__)


_IN_LINE = threading.Lock()
"""SQLite has one writer at a time, and whoever waits for it sleeps and asks again: a line is shorter."""


def take_in(channel: str, batch: Batch) -> None:
    """Writes every event to the inbox and asks for answers; notes handovers and receipts; counts the rest."""
    with _IN_LINE if connection.vendor == "sqlite" else contextlib.nullcontext():
        _take_in(channel, batch)


def _take_in(channel: str, batch: Batch) -> None:
    now = clock.now()
    waiting: dict[str, None] = {}
    for signal in batch.signals:
        match signal:
            case Event():
                message = receive(signal, now)
                if message:
                    waiting[str(message.conversation_id)] = None
            case Handover():
                _hand_over(signal, now)
            case Receipt():
                outbox.confirm(signal.reference)
    for conversation_id in waiting:
        ask_for_answers(conversation_id)
    if batch.unused:
        _count(channel, batch.unused, now)


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
