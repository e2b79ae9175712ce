"""The list of escalations: who needs a person first."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from bot.charter.escalations import Reason, words
from bot.console.models import Account
from bot.conversations.models import Escalation


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show; empty fields leave everything in."""

    state: str = "open"
    reason: str = ""
    page: str = ""
    mine: bool = False
    words: str = ""


def visible(account: Account) -> QuerySet[Escalation]:
    """The escalations of the pages that the account serves."""
    return Escalation.objects.filter(conversation__page__in=account.served_pages())


def listed(account: Account, wanted: Filter) -> QuerySet[Escalation]:
    """The escalations that the filter lets through: the most urgent first, then the oldest."""
    rows = visible(account).filter(state__in=Escalation.OPEN if wanted.state == "open" else [wanted.state])
    if wanted.reason:
        rows = rows.filter(reason=wanted.reason)
    if wanted.page:
        rows = rows.filter(conversation__page=wanted.page)
    if wanted.mine:
        rows = rows.filter(conversation__claim__account=account)
    for word in wanted.words.split():
        rows = rows.filter(
            Q(conversation__inbox__text__icontains=word) | Q(conversation__notes__text__icontains=word)
        ).distinct()
    rank = Case(
        *(When(reason=reason.value, then=Value(entry.priority)) for reason, entry in words().items()),
        output_field=IntegerField(),
    )
    return (
        rows.annotate(rank=rank)
        .order_by("rank", "created_at", "id")
        .select_related("conversation", "conversation__claim__account")
    )


def counts(account: Account) -> Mapping[str, int]:
    """How many escalations are in each state, closed ones left out."""
    rows = visible(account).filter(state__in=Escalation.OPEN).order_by().values_list("state").annotate(Count("id"))
    return {state.value: 0 for state in Escalation.OPEN} | dict(rows)


def distress_waiting(account: Account) -> int:
    """How many people in distress nobody looks after yet (CD5)."""
    return visible(account).filter(state=Escalation.State.NEW, reason=Reason.DISTRESS.value).count()
