"""Escalations: what a person should look at. Written with the reply that gives rise to them."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Q

from bot.charter.escalations import Reason, reason_of
from bot.charter.outcomes import Outcome
from bot.conversations import clock
from bot.conversations.models import Conversation, Escalation, OutboxMessage

REPORTED = "escalation"
"""Key of an action's report: the reason that the action saw, beside those that an outcome always brings."""

RECENT = timedelta(hours=1)
"""Replies further apart are not « twice in a row »; Rasa forgets a conversation after the same time (domain.yml)."""


def escalate(conversation: Conversation, reason: Reason) -> Escalation:
    """Notes that a person should look at a conversation; one that is open for that reason already stays as it is."""
    open_ones = Escalation.objects.filter(state__in=Escalation.OPEN)
    # Called only where a row is made: looking the benefit up reads the replies.
    made: dict[str, Any] = {"created_at": clock.now, "benefit": lambda: _benefit(conversation)}
    escalation, _ = open_ones.get_or_create(conversation=conversation, reason=reason.value, defaults=made)
    return escalation


def _benefit(conversation: Conversation) -> str:
    """The benefit that the conversation was about lately; empty where no reply tells."""
    lately = conversation.outbox.filter(created_at__gte=clock.now() - RECENT).order_by("-id")
    return str(next(filter(None, lately.values_list("detail__benefit", flat=True)), ""))


def escalate_reply(reply: OutboxMessage) -> list[Escalation]:
    """Notes what a reply gives rise to. Call it in the transaction that writes the reply."""
    if reply.outcome == Outcome.HUMAN_IN_CHARGE:  # somebody was waiting for this citizen, who has just written
        waiting = Escalation.objects.filter(conversation_id=reply.conversation_id, state=Escalation.State.WAITING)
        waiting.update(state=Escalation.State.TAKEN)
    if reply.in_reply_to_id is not None:
        _window_is_open_again(reply.conversation_id)
    return [escalate(reply.conversation, reason) for reason in reasons(reply)]


def _window_is_open_again(conversation_id: uuid.UUID) -> None:
    """Takes away the alert that a window closes: the citizen has just written, which opens it again.

    Where something else is open the team is told again in time; the alert alone is all that says that somebody waits.
    """
    open_ones = Escalation.objects.filter(conversation_id=conversation_id, state__in=Escalation.OPEN)
    closing = Q(reason=Reason.WINDOW_CLOSING.value)
    if open_ones.exclude(closing).exists():
        open_ones.filter(closing).delete()


def reasons(reply: OutboxMessage) -> Iterator[Reason]:
    """Why a person should look after this reply: its outcome, the action's report, or the replies before it."""
    if (brought := reason_of(Outcome(reply.outcome))) is not None:
        yield brought
    if reported := reply.detail.get(REPORTED):
        yield Reason(reported)
    if _unknown_twice(reply):
        yield Reason.UNKNOWN_TWICE


def _unknown_twice(reply: OutboxMessage) -> bool:
    """Whether this reply and the one before it both said that no answer was found."""
    if reply.outcome != Outcome.NOT_FOUND:
        return False
    before = OutboxMessage.objects.filter(
        conversation_id=reply.conversation_id, id__lt=reply.id, created_at__gte=reply.created_at - RECENT
    )
    return before.order_by("-id").values_list("outcome", flat=True).first() == Outcome.NOT_FOUND
