"""Who speaks in a conversation: the assistant, or a person of the Caf.

A person who writes in the platform's own inbox, or in the console, pauses the assistant for
``CAF_HUMAN_PAUSE_HOURS`` after their last message. It then takes over again at the citizen's next message, and says
that it is automatic.
"""

import logging
from datetime import datetime, timedelta

from bot.channels.delivery import DeliveryError, RefusedError
from bot.channels.event import PersonSpoke
from bot.charter.outcomes import Outcome
from bot.config import environment
from bot.conversations import clock
from bot.conversations.address import AddressError, unseal
from bot.conversations.gate import erase
from bot.conversations.models import Conversation, OutboxMessage
from bot.conversations.senders import sender_of
from bot.conversations.texts import say

logger = logging.getLogger(__name__)

SAID_BESIDE_A_PERSON = frozenset(
    {Outcome.REFUSED_PERSONAL_DATA, Outcome.REFUSED_ATTACHMENT, Outcome.DISTRESS, Outcome.FORBIDDEN}
)
"""What the assistant says even while a person is in charge (``bot.charter.precedence``)."""


def person_speaks(conversation: Conversation, at: datetime) -> None:
    """A person has written at that moment: the assistant is silent until the pause is over."""
    conversation.human_in_charge = True
    until = at + pause()
    conversation.human_until = max(until, _end_of_pause(conversation, max(at, clock.now())) or until)
    conversation.save(update_fields=["human_in_charge", "human_until"])


def another_holds_the_thread(conversation: Conversation, at: datetime) -> None:
    """A message came on standby: where nobody is known to speak, a person does (in Meta's page inbox)."""
    if not conversation.human_in_charge:
        person_speaks(conversation, at)


def person_spoke(conversation: Conversation, said: PersonSpoke, at: datetime) -> None:
    """A person wrote in the platform's own inbox: kept as said, once, however often the platform delivers it.

    A redelivery that comes after the assistant has taken over again silences nobody.
    """
    if conversation.outbox.filter(by_person=True, detail__echo=said.platform_id).exists():
        return
    OutboxMessage.objects.create(
        conversation=conversation,
        text=erase(said.text) if said.text.strip() else say("person_attachment"),
        outcome=Outcome.HUMAN_IN_CHARGE,
        detail={"echo": said.platform_id},
        created_at=at,
        state=OutboxMessage.State.SENT,
        by_person=True,
    )
    person_speaks(conversation, at)


def assistant_resumes(conversation: Conversation) -> None:
    """The assistant speaks again, by a person's wish or because the pause is over; does nothing when it does.

    Where the platform has owners of threads, :func:`take_back` has to follow, outside any transaction.
    """
    if not conversation.human_in_charge:
        return
    conversation.human_in_charge, conversation.human_until, conversation.resumed = False, None, True
    conversation.save(update_fields=["human_in_charge", "human_until", "resumed"])


def end_pause(conversation: Conversation, at: datetime) -> None:
    """Lets the assistant resume when the pause is over at that moment."""
    if conversation.human_until and (_end_of_pause(conversation, at) or at) <= at:
        assistant_resumes(conversation)
        take_back(conversation)


def _end_of_pause(conversation: Conversation, at: datetime) -> datetime | None:
    """When the pause ends; None for one longer than any, which is from before the clock was set back."""
    until = conversation.human_until
    return until if until and until <= at + 2 * pause() else None


def pause() -> timedelta:
    """How long the assistant is silent after a person's message.

    Raises:
        ConfigurationError: the setting is no positive number.
    """
    given = environment.value("CAF_HUMAN_PAUSE_HOURS")
    try:
        hours = float(given)
    except ValueError:
        hours = 0
    if not 0 < hours <= MAX_PAUSE_HOURS:
        raise environment.ConfigurationError(
            f"CAF_HUMAN_PAUSE_HOURS vaut « {given} » : écrivez un nombre d’heures, par exemple 4."
        )
    return timedelta(hours=hours)


MAX_PAUSE_HOURS = 168
"""A week: after it nobody may answer on Messenger any more."""


def pass_to_inbox(conversation: Conversation) -> None:
    """Gives the thread to the people in the platform's own inbox, who answer from there: a person speaks.

    Raises:
        DeliveryError: the platform has none, or did not take it.
        AddressError: the citizen has to write first.
    """
    sender = sender_of(conversation.channel, conversation.page)
    if sender is None:
        raise RefusedError("no_inbox")
    sender.pass_to_inbox(unseal(conversation.address))
    person_speaks(conversation, clock.now())


def take_back(conversation: Conversation) -> None:
    """Has the assistant own the thread again, where the platform has owners of threads."""
    sender = sender_of(conversation.channel, conversation.page)
    if sender is None:
        return
    try:
        sender.take_back(unseal(conversation.address))
    except (DeliveryError, AddressError) as error:
        # The platform lets whoever owns the thread speak: the reply's own fate will say whether that is a problem.
        logger.warning("thread not taken back (%s)", error)
