"""The outbox: replies leave in order, each part once, and what becomes of them is written down.

The row's state is the lock: whoever turns ``ready`` into ``sending`` sends the part. A process that dies then leaves
``sending`` behind, exactly like a line that breaks after the message has left: its fate is unknown, and stays so for
:data:`FATE_KNOWN_AFTER`. Where the platform echoes what was delivered, no echo by then means that it was not, and it is
sent again; elsewhere the reply is given up rather than said twice.
"""

import contextlib
import logging
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from bot.channels.delivery import NotNowError, RefusedError, Sender, UnknownFateError
from bot.channels.event import Outgoing
from bot.charter.escalations import Reason
from bot.charter.outcomes import Outcome
from bot.conversations import clock, handover, metrics, withdrawal
from bot.conversations.address import AddressError, unseal
from bot.conversations.escalations import escalate
from bot.conversations.models import Conversation, InboxMessage, OutboxMessage
from bot.conversations.senders import sender_of

logger = logging.getLogger(__name__)

State = OutboxMessage.State

FATE_KNOWN_AFTER = timedelta(minutes=2)
"""An echo comes within seconds, a redelivered one within a minute or so."""

BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (2, 8, 30, 120, 600, 1800, 3600))
"""Waiting times after the first, second, … failure; the last one from then on, and however long a platform asks for."""

GIVE_UP_AFTER = timedelta(hours=6)
"""A later answer comes as a riddle; and Messenger takes none after a day."""


def first_state(conversation: Conversation, text: str) -> State:
    """The state in which a reply is written: nothing to say, to be sent, or waiting for the browser to fetch it."""
    if not text:
        return State.SILENT
    return State.READY if sender_of(conversation.channel, conversation.page) else State.SENT


def say_as_person(conversation: Conversation, text: str) -> OutboxMessage:
    """Puts a person's message in the outbox; the assistant is paused. Ask for its delivery after that."""
    now = clock.now()
    handover.person_speaks(conversation, now)
    return OutboxMessage.objects.create(
        conversation=conversation,
        text=text,
        outcome=Outcome.HUMAN_IN_CHARGE,
        created_at=now,
        state=first_state(conversation, text),
        by_person=True,
    )


def show_work(conversation: Conversation) -> None:
    """Shows the citizen that a reply is being written; where a person decides, nobody knows."""
    sender = sender_of(conversation.channel, conversation.page)
    if sender and not (conversation.human_in_charge or conversation.is_blocked(clock.now())):
        with contextlib.suppress(AddressError):
            sender.show_work(unseal(conversation.address))


def deliver(conversation_id: uuid.UUID) -> datetime | None:
    """Sends what is ready in a conversation, in order.

    Returns:
        When to look again, if something was put off here.
    """
    put_off = None
    while row := _first_unsent(conversation_id):
        if row.not_before and row.not_before > clock.now():
            return put_off
        sender = sender_of(row.conversation.channel, row.conversation.page)
        if sender is None:
            _fail(row, "no_account")
        elif row.state == State.SENDING:
            _settle(row, sender)
        elif _claim(row):
            put_off = _send(row, sender)
    return None


def confirm(reference: str) -> None:
    """An echo says that a part was delivered; unknown references are nobody's."""
    number, _, part = reference.partition(".")
    if number.isdecimal() and part.isdecimal():
        row = OutboxMessage.objects.filter(id=int(number)).select_related("conversation").first()
        sender = sender_of(row.conversation.channel, row.conversation.page) if row else None
        if row and sender and row.state in (State.SENDING, State.READY) and row.parts_sent == int(part):
            _sent(row, sender)


def unsent_conversations() -> Iterable[uuid.UUID]:
    """Conversations with something to send now, those that a dead worker left included."""
    due = Q(not_before=None) | Q(not_before__lte=clock.now())
    rows = OutboxMessage.objects.filter(due, state__in=(State.READY, State.SENDING))
    return rows.order_by().values_list("conversation_id", flat=True).distinct()


def forget_other_clocks() -> None:
    """A wait that is longer than any is one from before the clock was set back: it would last as long as the jump.

    It is made short, not ended: the fate of a part that has just left must have time to become known.
    """
    now = clock.now()
    far = OutboxMessage.objects.filter(
        state__in=(State.READY, State.SENDING), not_before__gt=now + BACK_OFF[-1] + FATE_KNOWN_AFTER
    )
    far.update(not_before=now + FATE_KNOWN_AFTER)


def _first_unsent(conversation_id: uuid.UUID) -> OutboxMessage | None:
    rows = OutboxMessage.objects.filter(conversation_id=conversation_id, state__in=(State.READY, State.SENDING))
    return rows.select_related("conversation").order_by("id").first()


def _claim(row: OutboxMessage) -> bool:
    """Whether the part is ours to send; the assistant's word is withdrawn when a person has spoken, or stopped it."""
    beside = row.by_person or row.outcome in handover.SAID_BESIDE_A_PERSON
    if row.conversation.human_in_charge and not beside:
        _change(row, state=State.SILENT, error="human_in_charge")
        return False
    if (stop := withdrawal.stop_on(row)) is not None:
        with transaction.atomic():
            if _change(row, state=State.SILENT, error=withdrawal.STOPPED):
                withdrawal.say_instead(row, stop)
        return False
    return _change(row, state=State.SENDING, not_before=clock.now() + FATE_KNOWN_AFTER)


def _send(row: OutboxMessage, sender: Sender) -> datetime | None:
    """Sends one part; returns when to look again if it was put off."""
    parts = sender.parts(row.text)
    try:
        with metrics.STEP.labels("send").time():
            sender.send(_outgoing(row, parts))
    except NotNowError as error:
        _count(row, "later")
        _later(row, error.reason, error.retry_after)
    except RefusedError as error:
        _count(row, "refused")
        _fail(row, error.reason)
    except UnknownFateError as error:
        _count(row, "unknown")
        logger.warning("reply %s: fate unknown (%s)", row.id, error.reason)
    except AddressError:
        _fail(row, "address")
    else:
        _count(row, "sent")
        _sent(row, sender)
        return None
    return row.not_before


def _count(row: OutboxMessage, fate: str) -> None:
    metrics.DELIVERED.labels(row.conversation.channel, fate).inc()


def _outgoing(row: OutboxMessage, parts: Sequence[str]) -> Outgoing:
    last = InboxMessage.objects.filter(conversation=row.conversation).order_by("-id").first()
    return Outgoing(
        address=unseal(row.conversation.address),
        text=parts[row.parts_sent],
        buttons=row.buttons if row.parts_sent == len(parts) - 1 else (),
        reference=f"{row.id}.{row.parts_sent}",
        by_person=row.by_person,
        silence=clock.now() - (last.received_at if last else row.created_at),
    )


def _sent(row: OutboxMessage, sender: Sender) -> None:
    """One part more is delivered. Said by the platform's answer and by its echo, whichever is first."""
    done = row.parts_sent + 1 >= len(sender.parts(row.text))
    same = OutboxMessage.objects.filter(id=row.id, parts_sent=row.parts_sent, state__in=(State.SENDING, State.READY))
    state = State.SENT if done else State.READY
    same.update(parts_sent=row.parts_sent + 1, state=state, attempts=0, not_before=None, error="")


def _settle(row: OutboxMessage, sender: Sender) -> None:
    """The fate of a part has been unknown for long enough."""
    if sender.confirms:
        _later(row, "unknown_fate", 0)
    else:
        _fail(row, "unknown_fate")


def _later(row: OutboxMessage, reason: str, retry_after: float | None) -> None:
    if clock.now() - row.created_at > GIVE_UP_AFTER:
        _fail(row, reason)
        return
    wait = BACK_OFF[min(row.attempts, len(BACK_OFF) - 1)] if retry_after is None else timedelta(seconds=retry_after)
    wait = min(wait, BACK_OFF[-1])
    _change(row, state=State.READY, attempts=row.attempts + 1, not_before=clock.now() + wait, error=reason[:40])
    logger.warning("reply %s: not sent (%s), again in %.0f s", row.id, reason, wait.total_seconds())


def _fail(row: OutboxMessage, reason: str) -> None:
    if _change(row, state=State.FAILED, not_before=None, error=reason[:40]):
        logger.error("reply %s: not delivered (%s)", row.id, reason)
        escalate(row.conversation, Reason.SEND_FAILED)


def _change(row: OutboxMessage, **values: object) -> bool:
    """Changes the row unless somebody else has, since it was read."""
    same = OutboxMessage.objects.filter(id=row.id, state=row.state, parts_sent=row.parts_sent, attempts=row.attempts)
    if not same.update(**values):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    return True
