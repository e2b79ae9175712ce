"""Which questions were asked in vain: no answer was found, or the answer got a « no »."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from bot.charter.outcomes import Outcome
from bot.conversations.escalations import RECENT
from bot.conversations.models import InboxMessage, OutboxMessage
from bot.faq import choice

AT_ONCE = 2000
"""Messages that are looked at together, the newest ones: what is older waits no longer than its text is kept."""


@dataclass(frozen=True, slots=True)
class Missed:
    """One question, and the entry that was likeliest for it, empty where there was none."""

    message: InboxMessage
    nearest: str


def missed(since: datetime) -> list[Missed]:
    """The questions since then that are in no group yet, each once."""
    in_vain = Q(outcome=Outcome.NOT_FOUND) | Q(detail__helpful=False)
    replies = OutboxMessage.objects.filter(in_vain, created_at__gte=since, in_reply_to__isnull=False)
    found = {
        question.message.pk: question
        for reply in replies.select_related("in_reply_to").order_by("-id")[:AT_ONCE]
        for question in _question_of(reply)
    }
    grouped = set(InboxMessage.objects.filter(pk__in=found, learning__isnull=False).values_list("pk", flat=True))
    return [question for key, question in found.items() if key not in grouped]


def _question_of(reply: OutboxMessage) -> Iterator[Missed]:
    """What was asked: the message itself, or the last one before it that is more than a yes, a no or a button."""
    message = reply.in_reply_to
    assert message is not None  # noqa: S101 (for the type checker)
    before = InboxMessage.objects.filter(
        conversation_id=reply.conversation_id, id__lte=message.pk, received_at__gte=message.received_at - RECENT
    ).select_related("reply")
    for each in before.order_by("-id"):
        if each.kinds or not each.text:
            return  # what was said with personal data is left alone (CH2)
        if not _only_answers(each):
            yield Missed(each, _likeliest(each))
            return


def _only_answers(message: InboxMessage) -> bool:
    return bool(message.choice) or choice.yes_or_no(message.text) is not None


def _likeliest(message: InboxMessage) -> str:
    reply = getattr(message, "reply", None)
    candidates = reply.detail.get("candidates") if reply else None
    return str(candidates[0]["id"]) if candidates else ""
