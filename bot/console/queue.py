"""The list of escalations: who needs a person first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, QuerySet, Value, When

from bot.charter.escalations import Reason, words
from bot.console import presence
from bot.console.models import Account, Claim, Note
from bot.conversations import clock
from bot.conversations.models import Conversation, Escalation, InboxMessage

NOBODY = "personne"
"""Assignee of what nobody has taken."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show; empty fields leave everything in.

    Attributes:
        state: one of :class:`Escalation.State`, or ``open`` for what is not closed.
        assignee: a username, or :data:`NOBODY`.
        hours: the least age.
        blocked: only people whom the team has blocked.
        words: each has to be in what the citizen wrote (erased of personal data) or in a note.
    """

    state: str = "open"
    reason: str = ""
    page: str = ""
    channel: str = ""
    benefit: str = ""
    assignee: str = ""
    hours: int = 0
    blocked: bool = False
    words: str = ""


def visible(account: Account) -> QuerySet[Escalation]:
    """The escalations of the pages that the account serves."""
    return Escalation.objects.filter(conversation__page__in=account.served_pages())


def listed(account: Account, wanted: Filter) -> QuerySet[Escalation]:
    """The escalations that the filter lets through: the most urgent first, then the oldest."""
    rank = Case(
        *(When(reason=reason.value, then=Value(entry.priority)) for reason, entry in words().items()),
        output_field=IntegerField(),
    )
    return (
        _let_through(visible(account), wanted)
        .annotate(rank=rank)
        .order_by("rank", "created_at", "id")
        .select_related("conversation", "conversation__claim__account")
        .prefetch_related(presence.beside_escalations())
    )


def counts(account: Account) -> Mapping[str, int]:
    """How many escalations are in each state, closed ones left out."""
    rows = _open(account).values_list("state").annotate(Count("id"))
    return {state.value: 0 for state in Escalation.OPEN} | dict(rows)


def counts_by_reason(account: Account) -> Mapping[str, int]:
    """How many escalations are open for each reason."""
    return dict(_open(account).values_list("reason").annotate(Count("id")))


def benefits(account: Account) -> Sequence[str]:
    """The benefits that open escalations are about, in alphabetical order."""
    return list(_open(account).exclude(benefit="").values_list("benefit", flat=True).distinct().order_by("benefit"))


def distress_waiting(account: Account, but: Conversation | None = None) -> int:
    """How many people in distress nobody looks after yet (CD5), beside the one whose conversation is open."""
    waiting = visible(account).filter(state=Escalation.State.NEW, reason=Reason.DISTRESS.value)
    return waiting.exclude(conversation=but).count()


def _open(account: Account) -> QuerySet[Escalation]:
    return visible(account).filter(state__in=Escalation.OPEN).order_by()


def _let_through(rows: QuerySet[Escalation], wanted: Filter) -> QuerySet[Escalation]:
    rows = rows.filter(state__in=Escalation.OPEN if wanted.state == "open" else [wanted.state])
    equal = {
        "reason": wanted.reason,
        "benefit": wanted.benefit,
        "conversation__page": wanted.page,
        "conversation__channel": wanted.channel,
    }
    rows = rows.filter(**{field: value for field, value in equal.items() if value})
    if wanted.assignee:
        rows = rows.filter(**_assigned(wanted.assignee))
    if wanted.hours:
        rows = rows.filter(created_at__lte=clock.now() - timedelta(hours=wanted.hours))
    if wanted.blocked:
        rows = rows.filter(conversation__blocked_until__gt=clock.now())
    for word in wanted.words.split():
        here = {"conversation": OuterRef("conversation"), "text__icontains": word}
        rows = rows.filter(Exists(InboxMessage.objects.filter(**here)) | Exists(Note.objects.filter(**here)))
    return rows


def _assigned(assignee: str) -> dict[str, object]:
    if assignee == NOBODY:
        return {"conversation__claim": None}
    return {"conversation__claim__in": Claim.objects.filter(account__username=assignee)}
