"""What waits for who writes or approves entries: in the menu of every page, and in a list where they arrive (CN3)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils.timezone import localdate

from bot.console.access import account_of
from bot.console.models import Account
from bot.console.roles import Right
from bot.conversations import clock
from bot.editing import workflow
from bot.editing.library import library
from bot.editing.models import Draft
from bot.faq.entries import Entry, Status

REVIEW_SOON = timedelta(days=30)
"""How long before its review date an entry is in the reminder."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Drafts that the account may approve; entries to read again at their source, the longest overdue first."""

    to_approve: Sequence[Draft]
    late: Sequence[Entry]

    @property
    def total(self) -> int:
        """How many things wait."""
        return len(self.to_approve) + len(self.late)


def waiting(account: Account) -> Waiting:
    """What waits for an account that may edit."""
    today = localdate(clock.now())
    late = [entry for entry in library().entries() if review(entry, today) == "late"]
    return Waiting(to_approve(account), sorted(late, key=lambda entry: entry.review_by))


def to_approve(account: Account) -> list[Draft]:
    """The drafts in review that the account may approve: it wrote no part of them (CN1), or one person is enough."""
    if not account.may(Right.APPROVE):
        return []
    drafts = Draft.objects.filter(state=Draft.State.REVIEW).order_by("entry_id")
    alone = not workflow.needs_second_person()
    return [draft for draft in drafts if alone or account.username not in draft.authors]


def review(entry: Entry, today: date) -> str:
    """« late » or « soon » where an entry is to be read again at its source, or nothing; withdrawn ones wait."""
    if entry.status is Status.DISABLED:
        return ""
    if entry.review_by < today:
        return "late"
    return "soon" if entry.review_by < today + REVIEW_SOON else ""


def shown(request: HttpRequest) -> Mapping[str, Callable[[], Waiting]]:
    """Context processor: what waits, counted where a template asks."""
    return {"entries_waiting": lambda: waiting(account_of(request))}
