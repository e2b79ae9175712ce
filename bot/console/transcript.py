"""A conversation as people read it: what the citizen wrote (erased), what was answered and why, notes, in order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.charter.outcomes import labels
from bot.charter.privacy import WORDS, Kind
from bot.conversations.models import Conversation, OutboxMessage


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said.

    Attributes:
        author: ``citizen``, ``assistant``, ``person`` or ``note``.
        name: who it is, where it is a colleague.
        erased: what personal data was erased, in words.
        outcome: the label of the reply's outcome.
        entry: the FAQ entry that was served.
        candidates: the entries that were considered, ``{"id", "score"}``, likeliest first.
        unsent: why the reply did not go out, a key of ``unsent`` in ``texts.yml``; empty where it did, or will.
    """

    at: datetime
    author: str
    text: str
    name: str = ""
    attachment: str = ""
    erased: Sequence[str] = ()
    outcome: str = ""
    entry: str = ""
    candidates: Sequence[dict[str, Any]] = field(default_factory=tuple)
    unsent: str = ""


def lines(conversation: Conversation) -> list[Line]:
    """Everything said in a conversation and about it, oldest first."""
    said = [
        Line(
            message.received_at,
            "citizen",
            message.text,
            attachment=message.attachment,
            erased=[WORDS[Kind(kind)].label for kind in message.kinds],
        )
        for message in conversation.inbox.order_by("id")
    ]
    answered = [_reply(reply) for reply in conversation.outbox.order_by("id")]
    notes = [
        Line(note.created_at, "note", note.text, name=str(note.account))
        for note in conversation.notes.select_related("account").order_by("id")
    ]
    return sorted([*said, *answered, *notes], key=lambda line: line.at)


def _reply(reply: OutboxMessage) -> Line:
    return Line(
        reply.created_at,
        "person" if reply.by_person else "assistant",
        reply.text,
        outcome="" if reply.by_person else labels()[reply.outcome],
        entry=reply.detail.get("faq_id") or "",
        candidates=reply.detail.get("candidates") or (),
        unsent=_unsent(reply),
    )


def _unsent(reply: OutboxMessage) -> str:
    if reply.state == OutboxMessage.State.FAILED:
        return "failed"
    withdrawn = reply.state == OutboxMessage.State.SILENT and reply.text
    return reply.error if withdrawn else ""
