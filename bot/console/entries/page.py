"""What the pages of one entry show: the form or the review, with what the checks find and what citizens will read."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from bot.console.entries.form import by_field, rows_to_fill
from bot.console.models import Account
from bot.conversations import clock
from bot.editing import nearness, tasks, workflow
from bot.editing.checking import check_draft
from bot.editing.contents import content_in, folder
from bot.editing.library import library
from bot.editing.models import Draft
from bot.editing.preview import previews
from bot.faq.amounts import read_amounts
from bot.faq.catalogue import read_catalogue
from bot.faq.entries import Status, most_characters
from bot.faq.problems import InvalidFileError, Severity
from bot.faq.sheets.cells import Content
from bot.faq.sheets.differences import Difference, differences
from bot.learning import board

STATUSES = (Status.PUBLISHED.value, Status.DISABLED.value)
"""What a publication makes of an entry: citizens read it, or no longer."""


def editor(request: HttpRequest, draft: Draft, *, status: int = 200, **more: Any) -> HttpResponse:
    """The form."""
    context = checked(draft) | {
        "topic": read_catalogue(folder()).get(draft.entry_id),
        "rows": {group: rows_to_fill(draft.content, group) for group in ("links", "sources")},
        "amounts": read_amounts(folder())[0].values(),
        "known": known_words(),
        "statuses": STATUSES,
        "stale": changed_outside(draft),
        "needs_comment": workflow.needs_comment(draft),
        "people": people([*draft.authors, draft.approver]),
        "suggestions": board.near(draft.entry_id, clock.now()),
    }
    return render(request, "console/entries/editor.html", context | more, status=status)


def checked(draft: Draft) -> dict[str, Any]:
    """What the form shows beside its fields, again at every pause of the keyboard."""
    checks = check_draft(draft)
    found = checks.findings
    if checks.entry and draft.revision and nearness.ask(checks.entry):
        transaction.on_commit(tasks.ask_for_comparison)
    return {
        "draft": draft,
        "content": draft.content,
        "told": by_field(found),
        "errors": sum(each.severity is Severity.ERROR for each in found),
        "warnings": sum(each.severity is Severity.WARNING for each in found),
        "previews": previews(draft.content),
        "near": checks.near,
        "comparison": nearness.state(draft.entry_id),
        "sizes": {name: (len(draft.content.get(name, "")), most) for name, most in most_characters().items()},
    }


def near(draft: Draft) -> dict[str, Any]:
    """What other entries say nearly as the draft does, and whether that is all."""
    return {
        "draft": draft,
        "content": draft.content,
        "near": check_draft(draft).near,
        "comparison": nearness.state(draft.entry_id),
    }


def proposed(draft: Draft) -> list[Difference]:
    """What publishing the draft changes for citizens and for the search."""
    return differences(content_in(draft.base, draft.entry_id) if draft.base else None, draft.content)


def changed_outside(draft: Draft) -> Sequence[Difference] | None:
    """What has changed in the file since the draft was begun; None where nothing has."""
    if not draft.revision or not workflow.is_stale(draft):
        return None
    try:
        today = workflow.on_disk(draft.entry_id)
    except InvalidFileError:
        return []
    return differences(content_in(draft.base, draft.entry_id) if draft.base else None, today) if today else []


def people(usernames: Sequence[str]) -> dict[str, str]:
    """Full names by username; the username where the account is gone."""
    names = {account.username: str(account) for account in Account.objects.filter(username__in=usernames)}
    return {username: names.get(username, username) for username in usernames if username}


def known_words() -> dict[str, list[str]]:
    """Benefits and owners that entries name, and every identifier: to choose from while typing."""
    entries = library().entries()
    return {
        "benefit": sorted({entry.benefit for entry in entries}),
        "owner": sorted({entry.owner for entry in entries}),
        "related": sorted(entry.id for entry in entries),
    }


def unsaved(draft: Draft, content: Content) -> Draft:
    """The draft with what a form holds, to be shown and checked, not kept."""
    draft.content = content
    return draft
