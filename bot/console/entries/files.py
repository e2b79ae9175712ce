"""New entries, and the whole FAQ as a spreadsheet: out of the files and back as drafts."""

import re
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bot.console import audit
from bot.console.access import account_of, requires
from bot.console.models import Account
from bot.console.roles import Right
from bot.console.texts import say
from bot.editing import workflow
from bot.editing.contents import folder
from bot.editing.library import library
from bot.editing.models import ID_LENGTH, Draft
from bot.faq.catalogue import Topic, add_topic, read_catalogue
from bot.faq.sheets.cells import content_of
from bot.faq.sheets.export import export as export_sheet
from bot.faq.sheets.plan import Change, plan, themes_of
from bot.faq.sheets.problems import SheetError

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
LARGEST = 8 * 1024 * 1024
"""Bytes of a spreadsheet that is read: the whole FAQ takes a tenth of it."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@requires(Right.EDIT)
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Adds a topic to the catalogue and opens its form."""
    entry_id, theme, scope = (" ".join(request.POST.get(name, "").split()) for name in ("id", "theme", "scope"))
    topics = read_catalogue(folder())
    if entry_id in topics:
        return _refuse(request, say("entries.known", id=entry_id))
    if not _ID.fullmatch(entry_id) or len(entry_id) > ID_LENGTH:
        return _refuse(request, say("entries.bad_id", id=entry_id[:60]))
    if theme not in themes_of(folder()):
        return _refuse(request, say("entries.bad_theme"))
    if not scope:
        return _refuse(request, say("entries.no_scope"))
    add_topic(folder(), topics, entry_id, Topic(theme, scope))
    audit.record(account_of(request), "entry_created", entry_id)
    messages.success(request, say("entries.created", id=entry_id))
    return HttpResponseRedirect(reverse("console:entry", args=[entry_id]))


@requires(Right.EDIT)
@require_http_methods(["GET", "POST"])
def sheets(request: HttpRequest) -> HttpResponse:
    """The page to fetch a spreadsheet, and to bring it back: each row that differs becomes a draft."""
    if request.method == "GET":
        return render(request, "console/entries/sheets.html")
    sent = request.FILES.get("file")
    suffix = Path(sent.name or "").suffix.casefold() if sent else ""
    if sent is None or suffix.removeprefix(".") not in TYPES or (sent.size or 0) > LARGEST:
        return render(request, "console/entries/sheets.html", {"problems": [say("entries.no_file")]}, status=422)
    with tempfile.TemporaryDirectory(prefix="caf-import-") as staging:
        sheet = Path(staging) / f"fiches{suffix}"
        sheet.write_bytes(sent.read())
        try:
            planned = plan(sheet, folder(), Path(staging))
        except SheetError as error:
            told = [str(problem).replace(str(sheet), sent.name or "") for problem in error.problems]
            return render(request, "console/entries/sheets.html", {"problems": told}, status=422)
    account = account_of(request)
    try:
        made, kept = _drafts(planned.changes, account)
    except workflow.Refused as error:
        return render(request, "console/entries/sheets.html", {"problems": [str(error)]}, status=422)
    audit.record(account, "entries_imported", count=len(made))
    if kept:
        messages.warning(request, say("entries.import_kept", ids=", ".join(kept)))
    if not made:
        messages.success(request, say("entries.import_nothing"))
    elif "submit" in request.POST:
        _submit(request, made)
    else:
        messages.success(request, say("entries.imported", count=len(made)))
    state = Draft.State.REVIEW if "submit" in request.POST else Draft.State.WRITING
    return HttpResponseRedirect(f"{reverse('console:entries')}?etat={state}")


@transaction.atomic
def _drafts(changes: Sequence[Change], by: Account) -> tuple[list[str], list[str]]:
    """Makes a draft of each change, all or none; the entries that have a draft already are left as they are.

    Returns:
        The identifiers of the drafts that were made, and of those that were left.

    Raises:
        Refused: the catalogue lacks one of them.
    """
    made, kept = [], []
    for change in changes:
        draft = workflow.current(change.after.id)
        if draft.revision:
            kept.append(change.after.id)
        else:
            workflow.save(change.after.id, draft.mark, content_of(change.after), by.username)
            made.append(change.after.id)
    return made, kept


def _submit(request: HttpRequest, ids: Sequence[str]) -> None:
    """Sends the drafts to review with one comment; what is not fit for it stays a draft, and the reason is told."""
    account = account_of(request)
    left: dict[str, list[str]] = defaultdict(list)
    for entry_id in ids:
        try:
            workflow.submit(entry_id, request.POST.get("comment", ""))
            audit.record(account, "entry_submitted", entry_id)
        except workflow.Refused as error:
            left[str(error)].append(entry_id)
    if sent := len(ids) - sum(map(len, left.values())):
        messages.success(request, say("entries.import_submitted", count=sent))
    for reason, kept in left.items():
        messages.warning(request, say("entries.import_incomplete", ids=", ".join(kept), reason=reason))


@requires(Right.EDIT)
@require_GET
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """The whole FAQ as a file."""
    if kind not in TYPES:
        raise Http404
    with tempfile.TemporaryDirectory(prefix="caf-export-") as aside:
        file = Path(aside) / f"fiches.{kind}"
        export_sheet(library().entries(), themes_of(folder()), file)
        content = file.read_bytes()
    audit.record(account_of(request), "entries_exported", kind)
    headers = {"Content-Disposition": f'attachment; filename="fiches.{kind}"'}
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)


def _refuse(request: HttpRequest, reason: str) -> HttpResponse:
    messages.error(request, reason)
    return HttpResponseRedirect(f"{reverse('console:entries')}#nouvelle")
