"""The worker: answers the pending messages of one conversation, in order.

One worker at a time holds a conversation (its lease), because Rasa loses concurrent messages of one sender. A task
says « drain conversation X » and is harmless when doubled: whoever finds the lease taken leaves, and whoever holds it
looks again after letting it go.
"""

import logging
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

from django.db import transaction
from django.db.models import Q

from bot.charter.envelope import Envelope
from bot.charter.hours import is_open, next_opening
from bot.charter.outcomes import Outcome
from bot.charter.page import Page
from bot.config.pages import first_page, pages
from bot.conversations import clock, handover, metrics, outbox, rasa
from bot.conversations.escalations import escalate_reply
from bot.conversations.inbox import follows_erased_pieces
from bot.conversations.models import Conversation, InboxMessage, OutboxMessage
from bot.conversations.pace import pace
from bot.conversations.records import record_contact
from bot.conversations.reopening import was_told
from bot.conversations.texts import say
from bot.logs import tracing
from bot.stops.reach import reach

logger = logging.getLogger(__name__)

LEASE_SECONDS = 30
"""How long a dead worker keeps a conversation; more than one message can take (``rasa.TIMEOUT_SECONDS``)."""


def drain(conversation_id: uuid.UUID, *, patient: bool = False, last_try: bool = False) -> int:
    """Answers what is pending in a conversation.

    Args:
        conversation_id: of the conversation.
        patient: what Rasa fails to answer stays pending, for the caller to try again: while PostgreSQL restarts Rasa
            can answer nobody, and seconds later all is well. Else the citizen is told at once.
        last_try: an answer that fails for a reason that nobody foresaw is not tried again: the citizen is told (CH10),
            and what follows is answered. Without an end it would keep everything after it waiting.

    Returns:
        How many messages were answered here; 0 when another worker holds the conversation.

    Raises:
        RasaError: Rasa fails, and the caller is patient.
    """
    answered = 0
    lease = uuid.uuid4()
    while _pending(conversation_id).exists() and _take(conversation_id, lease):
        try:
            for message in _in_order(conversation_id, lease):
                with tracing(message.trace):
                    _answer(message, patient=patient, last_try=last_try)
                answered += 1
        finally:
            Conversation.objects.filter(id=conversation_id, lease=lease).update(lease=None, leased_until=None)
        # A message that came between the last look and the release found the lease taken: hence the loop.
    return answered


def waiting_conversations() -> list[uuid.UUID]:
    """Conversations with something to answer, those that a dead worker left included."""
    pending = InboxMessage.objects.filter(state=InboxMessage.State.PENDING)
    return list(pending.order_by().values_list("conversation_id", flat=True).distinct())


def held_until(conversation_id: uuid.UUID) -> datetime | None:
    """When a conversation that waits is let go even if its holder has died; None where it is free or nothing waits."""
    if not _pending(conversation_id).exists():
        return None
    conversation = Conversation.objects.filter(id=conversation_id).first()
    return conversation.leased_until if conversation else None


def _answer(message: InboxMessage, *, patient: bool, last_try: bool) -> None:
    try:
        answer(message, patient=patient)
    except Exception:
        if not last_try:
            raise
        logger.exception("message %s: given up; the citizen is told so", message.id)
        _keep(message, _sorry(message), perf_counter())


def answer(message: InboxMessage, *, patient: bool = False) -> OutboxMessage:
    """Answers one message: asks Rasa, then keeps all that comes of it (reply, record, …) in one transaction.

    The reply's row says what happened in ``detail``: intent, candidates, and ``ms``, milliseconds by step.

    Raises:
        RasaError: Rasa fails, and the caller is patient (:func:`drain`).
    """
    started = perf_counter()
    metrics.STEP.labels("wait").observe(max(0.0, (clock.now() - message.received_at).total_seconds()))
    handover.end_pause(message.conversation, message.received_at)
    outbox.show_work(message.conversation)
    envelope = envelope_of(message, _page_of(message))
    try:
        reply = rasa.ask(str(message.conversation_id), message.text, envelope)
    except rasa.RasaError as error:
        if patient:
            raise
        logger.error("no answer from Rasa (%s); the citizen is told so", error)
        reply = _sorry(message)
    return _keep(message, reply, started)


def _sorry(message: InboxMessage) -> rasa.RasaReply:
    """That the assistant is in trouble, and where the Caf can be reached (CH10)."""
    text = say("failed", contact_url=_page_of(message).contact_url)
    return rasa.RasaReply(text, Outcome.FAILED, [], {"kinds": message.kinds})


def _page_of(message: InboxMessage) -> Page:
    """The page that was written to; the first one where it is no longer among the installation's."""
    return pages().get(message.conversation.page) or first_page()


def _keep(message: InboxMessage, reply: rasa.RasaReply, started: float) -> OutboxMessage:
    """Writes the reply, the record and what else comes of it; the message is answered."""
    asked = perf_counter()
    with transaction.atomic():
        text = _disclosed(message.conversation, reply.text)
        row, created = OutboxMessage.objects.get_or_create(
            in_reply_to=message,
            defaults={
                "conversation_id": message.conversation_id,
                "text": text,
                "buttons": [dict(button) for button in reply.buttons],
                "outcome": reply.outcome.value,
                "detail": dict(reply.detail) | {"ms": {"rasa": round((asked - started) * 1000, 2)}},
                "created_at": clock.now(),
                "state": outbox.first_state(message.conversation, text),
            },
        )
        message.state = InboxMessage.State.ANSWERED
        message.save(update_fields=["state"])
        if created:
            escalations = escalate_reply(row)
            record_contact(message, row, ended_at=clock.now(), escalated=bool(escalations))
    metrics.STEP.labels("rasa").observe(asked - started)
    metrics.ANSWERED.labels(message.channel, row.outcome).inc()
    logger.info("%s answered: %s", message.trace, row.outcome)
    return row


def _disclosed(conversation: Conversation, text: str) -> str:
    """The reply; after a person has spoken it begins by saying that a program answers again."""
    if not (conversation.resumed and text):
        return text
    Conversation.objects.filter(id=conversation.id).update(resumed=False)
    return f"{say('resumed')}\n\n{text}"


def envelope_of(message: InboxMessage, page: Page) -> Envelope:
    """The circumstances of a message: hours are those of the moment it was received (CH4)."""
    opened = is_open(page, message.received_at)
    rate = pace(message)
    stopped = reach(page.id)
    return Envelope(
        page_name=page.name,
        contact_url=page.contact_url,
        appointment_url=page.appointment_url,
        stopped=stopped.assistant,
        stopped_entries=stopped.entries,
        stopped_themes=stopped.themes,
        closed=not opened,
        reopens=None if opened else next_opening(page, message.received_at),
        blocked=message.conversation.is_blocked(message.received_at),
        human_in_charge=message.conversation.human_in_charge,
        kinds=tuple(message.kinds),
        attachment=message.attachment or None,
        choice=message.choice or None,
        silent=rate.told if rate.too_many else not opened and was_told(message, page),
        too_many=rate.too_many,
        forget=follows_erased_pieces(message),
        trace=message.trace,
    )


def _pending(conversation_id: uuid.UUID) -> Any:
    return InboxMessage.objects.filter(
        conversation_id=conversation_id, state=InboxMessage.State.PENDING
    ).select_related("conversation")


def _in_order(conversation_id: uuid.UUID, lease: uuid.UUID) -> Iterator[InboxMessage]:
    """Pending messages, first written first, as long as the lease is ours; it is renewed at each."""
    while (message := _pending(conversation_id).order_by("sent_at", "id").first()) and _renew(conversation_id, lease):
        yield message


def _take(conversation_id: uuid.UUID, lease: uuid.UUID) -> bool:
    now = clock.now()
    # A lease longer than any is one from before the clock was set back: nobody holds it for that long.
    free = Q(lease=None) | Q(leased_until__lt=now) | Q(leased_until__gt=now + timedelta(seconds=2 * LEASE_SECONDS))
    return bool(Conversation.objects.filter(free, id=conversation_id).update(**_held(lease)))


def _renew(conversation_id: uuid.UUID, lease: uuid.UUID) -> bool:
    return bool(Conversation.objects.filter(id=conversation_id, lease=lease).update(**_held(lease)))


def _held(lease: uuid.UUID) -> dict[str, Any]:
    return {"lease": lease, "leased_until": clock.now() + timedelta(seconds=LEASE_SECONDS)}
