"""Who did what with a conversation, and for which reason: from the audit trail, and from what was stopped meanwhile."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from bot.charter import outbound
from bot.charter.outcomes import Outcome
from bot.console.models import AuditEntry, EditorMark
from bot.console.texts import say
from bot.conversations.models import Conversation
from bot.stops import stopping
from bot.stops.models import Stop

SHOWN = 50
"""The last acts of a conversation; the whole trail is the auditor's."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done: what, by whom (a username, or a name for a stop; empty for the application), and why."""

    at: datetime
    actor: str
    what: str
    why: str


def acts(conversation: Conversation) -> list[Act]:
    """What was done with a conversation, newest first."""
    done = AuditEntry.objects.filter(object=str(conversation.id)).order_by("-id")[:SHOWN]
    found = [Act(entry.at, entry.actor, say(f"audit.{entry.action}"), why(entry)) for entry in done]
    return sorted([*found, *_stopped(conversation)], key=lambda act: act.at, reverse=True)


def why(entry: AuditEntry) -> str:
    """The reason that was given with an entry of the trail, in words; empty where it asks for none."""
    words = _REASONS.get(entry.action)
    return words(entry.detail) if words else ""


def _said(**fields: str) -> Callable[[Mapping[str, Any]], str]:
    """Words for the fields of a detail, each out of its group of ``texts.yml``; older entries lack some."""

    def words(detail: Mapping[str, Any]) -> str:
        return ", ".join(say(f"{group}.{detail[name]}") for name, group in fields.items() if name in detail)

    return words


_REASONS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "blocked": _said(reason="block_reasons", hours="block_hours"),
    "handed_back": _said(reason="hand_back_reasons"),
    "closed": _said(motive="motives", result="results"),
    "erased": _said(reason="erase_reasons"),
    "reply_refused": lambda detail: ", ".join(outbound.name_of(kind) for kind in detail["kinds"]),
    "freed": lambda detail: str(detail["holder"]),
    "marked": lambda detail: str(EditorMark.Fault(detail["fault"]).label),
}
"""How the reason of an act is told; the other acts have none."""


def _stopped(conversation: Conversation) -> Iterator[Act]:
    """The stops for which the assistant did not answer in this conversation."""
    found: set[Stop] = set()
    for at, detail in conversation.outbox.filter(outcome=Outcome.STOPPED.value).values_list("created_at", "detail"):
        found |= set(_in_force(conversation.page, at, detail.get("stop")))
    for stop in found:
        named = stopping.name(Stop.Scope(stop.scope), stop.target)
        yield Act(stop.stopped_at, stop.stopped_by, say("history.stopped", what=named), stop.reason)


def _in_force(page: str, at: datetime, known: int | None) -> QuerySet[Stop]:
    """The stops that silenced the assistant at a moment; the one that is known where a reply was withdrawn."""
    if known is not None:
        return Stop.objects.filter(pk=known)
    whole = Q(scope=Stop.Scope.EVERYTHING) | Q(scope=Stop.Scope.PAGE, target=page)
    return Stop.objects.filter(whole, Q(lifted_at=None) | Q(lifted_at__gte=at), stopped_at__lte=at)
