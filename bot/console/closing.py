"""Ending a conversation: what it was about and how it ended, in a record that names nobody (AR1)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from bot.charter.escalations import Reason, words
from bot.console import audit, work
from bot.console.models import Account, HandlingRecord
from bot.console.texts import choices, say
from bot.conversations import clock
from bot.conversations.models import Conversation, Escalation

RESULTS = ("informed", "routed", "emergency", "rule", "nothing", "gone")
"""How a conversation may end: keys of ``results`` in ``texts.yml``."""

MOTIVES = (
    "question", "personal_case", "complaint", "human_request", "personal_data", "distress", "forbidden", "out_of_scope",
)  # fmt: skip
"""What a conversation may have been about: keys of ``motives`` in ``texts.yml``."""

_MOTIVE_OF = {
    Reason.DISTRESS: "distress",
    Reason.FORBIDDEN: "forbidden",
    Reason.HUMAN_REQUEST: "human_request",
    Reason.COMPLAINT: "complaint",
    Reason.PERSONAL_DATA_REPEATED: "personal_data",
    Reason.PERSONAL_CASE: "personal_case",
}


@dataclass(frozen=True, slots=True)
class Closing:
    """What a person decides when they close.

    Attributes:
        result: one of :data:`RESULTS`.
        motive: one of :data:`MOTIVES`.
        benefit: a key of ``benefits`` in ``texts.yml``; empty where none is known.
    """

    result: str
    motive: str
    benefit: str

    def __post_init__(self) -> None:
        """Holds the record to its closed lists (AR1: no free text).

        Raises:
            ValueError: a value is none of its list.
        """
        if not (self.result in RESULTS and self.motive in MOTIVES and self.benefit in benefits()):
            raise ValueError("not of the closed lists")


def benefits() -> dict[str, str]:
    """What a conversation may be about, with its name; that none is known comes first."""
    return {"": say("statistics.no_benefit")} | choices("benefits")


def motive_of(reason: Reason) -> str:
    """The motive that an alert speaks of; one that is about answers comes from somebody who had a question."""
    return _MOTIVE_OF.get(reason, MOTIVES[0])


def proposed(conversation: Conversation, result: str = RESULTS[0]) -> Closing:
    """What the alerts say of a conversation; the person who closes it knows better."""
    rows = _most_urgent_first(conversation)
    motive = motive_of(Reason(rows[0].reason)) if rows else MOTIVES[0]
    known = benefits()
    return Closing(result, motive, next((row.benefit for row in rows if row.benefit and row.benefit in known), ""))


@transaction.atomic
def close(conversation: Conversation, account: Account, closing: Closing) -> None:
    """Closes what is open, leaves one record of the conversation as the person found it, hands back.

    Raises:
        Refused: the account is not in charge.
    """
    claim = work.own_claim(conversation, account)
    now = clock.now()
    if rows := _most_urgent_first(conversation):
        since = min(row.created_at for row in rows)
        HandlingRecord.objects.create(
            channel=conversation.channel,
            page=conversation.page,
            reason=rows[0].reason,
            motive=closing.motive,
            benefit=closing.benefit,
            escalated_at=since,
            closed_at=now,
            waiting_seconds=_seconds(since, claim.claimed_at),
            handling_seconds=_seconds(claim.claimed_at, now),
            first_reply_seconds=_seconds(since, claim.first_reply_at) if claim.first_reply_at else None,
            result=closing.result,
        )
    work.open_escalations(conversation).update(state=Escalation.State.CLOSED)
    claim.delete()
    work.resume_assistant(conversation)
    audit.record(account, "closed", conversation.id, motive=closing.motive, result=closing.result)


def _most_urgent_first(conversation: Conversation) -> list[Escalation]:
    return sorted(work.open_escalations(conversation), key=lambda row: (words()[Reason(row.reason)].priority, row.id))


def _seconds(start: datetime, end: datetime) -> int:
    return max(0, round((end - start).total_seconds()))
