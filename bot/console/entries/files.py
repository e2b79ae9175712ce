"""New entries, and the whole FAQ as a spreadsheet: out of the files and back as drafts."""

import re
import tempfile
from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bot.console import audit
from bot.console.access import account_of, requires
from bot.console.roles import Right
from bot.console.texts import say
from bot.editing import workflow
from bot.editing.contents import folder
from bot.editing.library import library
from bot.editing.models import ID_LENGTH
from bot.faq.catalogue import Topic, add_topic, read_catalogue
from bot.faq.sheets.cells import content_of
from bot.faq.sheets.export import export as export_sheet
from bot.faq.sheets.plan import plan, themes_of
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
    made, kept = [], []
    for change in planned.changes:
        entry_id = change.after.id
        try:
            draft = workflow.current(entry_id)
        except workflow.Refused as error:
            return render(request, "console/entries/sheets.html", {"problems": [str(error)]}, status=422)
        if draft.revision:
            kept.append(entry_id)
            continue
        workflow.save(entry_id, draft.mark, content_of(change.after), account_of(request).username)
        made.append(entry_id)
    audit.record(account_of(request), "entries_imported", count=len(made))
    if kept:
        messages.warning(request, say("entries.import_kept", ids=", ".join(kept)))
    messages.success(request, say("entries.imported", count=len(made)) if made else say("entries.import_nothing"))
    return HttpResponseRedirect(f"{reverse('console:entries')}?etat=writing")


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
