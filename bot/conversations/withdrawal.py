"""Answers that were stopped on their way: they are not given any more; who waits is told so plainly (CH10)."""

from bot.charter.outcomes import Outcome
from bot.config.pages import first_page, pages
from bot.conversations import clock
from bot.conversations.models import OutboxMessage
from bot.conversations.texts import say
from bot.stops.models import Stop
from bot.stops.reach import withholding

STOPPED = "stopped"
"""``error`` of a reply that was withdrawn."""

_ANSWERS = frozenset({Outcome.ANSWERED, Outcome.CLARIFIED})
"""What a stop is about; what protects (CH2, CD5) and what shows the way to the Caf leaves all the same."""


def stop_on(reply: OutboxMessage) -> Stop | None:
    """The stop in force that keeps a reply of the assistant from leaving."""
    if reply.by_person or reply.outcome not in _ANSWERS:
        return None
    return withholding(reply.conversation.page, reply.detail.get("given") or {})


def say_instead(reply: OutboxMessage, stop: Stop) -> OutboxMessage:
    """Puts the plain message into the outbox for an answer that a stop has withdrawn."""
    page = pages().get(reply.conversation.page) or first_page()
    return OutboxMessage.objects.create(
        conversation=reply.conversation,
        text=say("withdrawn", contact_url=page.contact_url),
        outcome=Outcome.STOPPED,
        detail={"stop": stop.pk},
        created_at=clock.now(),
        state=OutboxMessage.State.READY,
    )
