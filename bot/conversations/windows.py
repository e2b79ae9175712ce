"""Until when a citizen can be answered, and the alert before it is too late (CH10)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, QuerySet

from bot.channels.windows import ANSWER_WINDOWS, PERSON_WINDOWS
from bot.charter.escalations import Reason
from bot.charter.hours import is_open, next_opening
from bot.charter.page import Page
from bot.config.pages import pages
from bot.conversations.escalations import escalate
from bot.conversations.models import Conversation, Escalation, InboxMessage

NOTICE = timedelta(hours=4)
"""Working time that the team has at least when it is told that a window is about to close."""

UNANSWERED = (Escalation.State.NEW, Escalation.State.TAKEN)
"""Escalations in which the citizen waits for the team."""


@dataclass(frozen=True, slots=True)
class Window:
    """When a channel stops taking answers, after what the citizen sent last; None where it sets no end.

    Attributes:
        assistant: for an automatic answer.
        person: for what a person of the Caf types.
    """

    assistant: datetime | None = None
    person: datetime | None = None

    @classmethod
    def after(cls, channel: str, last: datetime | None) -> "Window":
        """The window of a channel after a message of that moment; no end where there is none."""
        answer, person = ANSWER_WINDOWS.get(channel), PERSON_WINDOWS.get(channel)
        return cls(last + answer if last and answer else None, last + person if last and person else None)


def windows_of(conversations: Iterable[Conversation]) -> Mapping[Conversation, Window]:
    """The windows of conversations, in one query."""
    conversations = list(conversations)
    sent = InboxMessage.objects.filter(conversation__in=conversations).order_by().values("conversation_id")
    last = dict(sent.annotate(last=Max("sent_at")).values_list("conversation_id", "last"))
    return {one: Window.after(one.channel, last.get(one.id)) for one in conversations}


def escalate_closing(now: datetime) -> None:
    """Tells the team of citizens who wait for it and whom the channel will soon let nobody answer any more."""
    for page in pages().values():
        soon = _end_of_notice(page, now)
        for lengths in (ANSWER_WINDOWS, PERSON_WINDOWS):
            for channel, length in lengths.items():
                for conversation in _waiting(page, channel, now - length, soon - length):
                    escalate(conversation, Reason.WINDOW_CLOSING)


def _waiting(page: Page, channel: str, after: datetime, until: datetime) -> QuerySet[Conversation]:
    """Those whose citizen waits for the team, last wrote in that time, and of whom nobody is alerted yet."""
    alerted = Escalation.objects.filter(
        conversation=OuterRef("pk"), reason=Reason.WINDOW_CLOSING.value, state__in=Escalation.OPEN
    )
    waiting = Conversation.objects.filter(page=page.id, channel=channel, escalations__state__in=UNANSWERED)
    return waiting.annotate(last=Max("inbox__sent_at")).filter(~Exists(alerted), last__gt=after, last__lte=until)


def _end_of_notice(page: Page, now: datetime) -> datetime:
    """What closes before this moment is told now: in :data:`NOTICE`, or that long after the opening that comes then."""
    end = now + NOTICE
    if is_open(page, end):
        return end
    opening = next_opening(page, end)
    return opening + NOTICE if opening else end
