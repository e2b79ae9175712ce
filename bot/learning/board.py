"""The groups as editors see them: only those that at least five people's words make up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Sum
from django.utils.timezone import localdate

from bot.learning.anonymity import LEAST
from bot.learning.models import Group

WEEK = timedelta(days=7)
EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """One group: words of it, how often it was asked this week and the week before, the likeliest entry or ""."""

    group: Group
    examples: Sequence[str]
    this_week: int
    week_before: int
    nearest: str


def shown(now: datetime) -> list[Shown]:
    """The open groups whose words still come from enough conversations, the most frequent ones first."""
    people = Count("members__message__conversation", distinct=True)
    groups = Group.objects.filter(state=Group.State.OPEN).annotate(people=people).filter(people__gte=LEAST)
    rows = [_row(group, now) for group in groups]
    return sorted(rows, key=lambda row: (-row.this_week, -row.week_before, row.group.pk))


def near(entry_id: str, now: datetime) -> list[Shown]:
    """Those for which that entry was the likeliest: their words may be wordings that it lacks."""
    return [row for row in shown(now) if row.nearest == entry_id]


def is_shown(group: Group) -> bool:
    """Whether an editor may see and decide on a group."""
    return group.members.values("message__conversation").distinct().count() >= LEAST


def _row(group: Group, now: datetime) -> Shown:
    members = list(group.members.select_related("message").order_by("-message__id"))
    examples = list(dict.fromkeys(member.message.text for member in members))[:EXAMPLES]
    nearest = Counter(member.nearest for member in members if member.nearest).most_common(1)
    return Shown(
        group, examples, _count(group, now - WEEK, now), _count(group, now - 2 * WEEK, now - WEEK),
        nearest[0][0] if nearest else "",
    )  # fmt: skip


def _count(group: Group, after: datetime, until: datetime) -> int:
    days = group.tallies.filter(day__gt=localdate(after), day__lte=localdate(until))
    return days.aggregate(total=Sum("count"))["total"] or 0
