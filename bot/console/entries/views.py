"""Finding, writing, reviewing and publishing entries (CN1, CN3, CN7)."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bot.console import audit
from bot.console.access import account_of, requires
from bot.console.entries import page, publishing, reminders, suggestions
from bot.console.entries.form import content_from
from bot.console.entries.listing import Wanted, pick, rows
from bot.console.entries.moments import moment
from bot.console.models import Account, EditorMark
from bot.console.roles import Right
from bot.console.texts import say
from bot.conversations.rasa import RasaError
from bot.editing import history, meaning, workflow
from bot.editing.contents import folder
from bot.editing.models import Draft, Version
from bot.faq.catalogue import read_catalogue
from bot.faq.problems import InvalidFileError
from bot.faq.sheets.columns import title_of
from bot.faq.sheets.differences import Difference, differences
from bot.learning.deciding import DecisionRefusedError

PAGE_SIZE = 50
STATES = ("writing", "review", "approved", "published", "disabled", "draft", "broken")


@requires(Right.EDIT)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The list, and what waits: drafts to approve, entries to read again at their source."""
    wanted, everything = Wanted.of(request.GET.dict()), rows()
    shown = Paginator(pick(everything, wanted, _near(request, wanted)), PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "rows": shown,
        "wanted": wanted,
        "themes": sorted({row.theme for row in everything}),
        "owners": sorted({row.owner for row in everything if row.owner}),
        "states": STATES,
        "in_review": sum(row.state == Draft.State.REVIEW for row in everything),
        "entries_waiting": reminders.waiting(account_of(request)),  # the menu takes it, too
        "marks": EditorMark.objects.filter(done_at=None).count(),
        "soon": sum(row.review == "soon" for row in everything),
        "to_write": [id_ for id_ in read_catalogue(folder()) if id_ not in {row.id for row in everything}],
    }
    return render(request, "console/entries/index.html", context)


@requires(Right.EDIT)
@require_http_methods(["GET", "POST"])
def editor(request: HttpRequest, entry_id: str) -> HttpResponse:
    """The form; saved, and sent to review where that is asked for."""
    draft = _draft(entry_id)
    if isinstance(draft, InvalidFileError):
        context = {"entry_id": entry_id, "problems": draft.problems, "versions": _versions(entry_id)}
        return render(request, "console/entries/broken.html", context, status=422 if request.method == "POST" else 200)
    if request.method == "GET":
        return page.editor(request, draft)
    return _save(request, draft)


@requires(Right.EDIT)
@require_POST
def check(request: HttpRequest, entry_id: str) -> HttpResponse:
    """What the checks and the channels make of the form as it is; a draft that is being written is kept."""
    draft = _draft(entry_id)
    if isinstance(draft, InvalidFileError):
        return HttpResponse(status=409)
    content = content_from(request.POST.dict(), entry_id, draft.content["theme"])
    overtaken = draft.mark != request.POST.get("mark")
    if not overtaken and draft.state == Draft.State.WRITING:
        draft = workflow.save(entry_id, draft.mark, content, account_of(request).username)
    context = page.checked(page.unsaved(draft, content)) | {"overtaken": overtaken}
    return render(request, "console/entries/checked.html", context)


@requires(Right.EDIT)
@require_GET
def near(request: HttpRequest, entry_id: str) -> HttpResponse:
    """What says nearly the same as the draft: a part of its pages, which ask again while the worker compares."""
    draft = get_object_or_404(Draft, entry_id=entry_id)
    return render(request, "console/entries/near.html", page.near(draft))


@requires(Right.EDIT)
@require_POST
def rebase(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Takes into the draft what changed in its file."""

    def act(_: Account) -> str:
        both = workflow.rebase(entry_id, account_of(request).username)
        fields = ", ".join(title_of(f"{name}.1" if name in ("variants", "links", "sources") else name) for name in both)
        return say("entries.rebased_both", fields=fields) if both else say("entries.rebased")

    return _act(request, entry_id, act, "entry_saved")


@requires(Right.EDIT)
@require_POST
def discard(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Gives the draft up."""

    def act(_: Account) -> str:
        workflow.discard(entry_id)
        return say("entries.discarded")

    return _act(request, entry_id, act, "entry_discarded", "console:entries")


@requires(Right.EDIT)
@require_GET
def review(request: HttpRequest, entry_id: str) -> HttpResponse:
    """What a draft would change, to be approved or sent back."""
    draft = get_object_or_404(Draft, entry_id=entry_id)
    return _review(request, draft)


@requires(Right.APPROVE)
@require_POST
def approve(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Publishes what was read, now or at the moment given."""
    account = account_of(request)
    try:
        at = moment(request.POST.get("at", ""))
        problem = publishing.approve(entry_id, request.POST.get("mark", ""), account, at)
        messages.success(request, say("entries.planned", at=at) if at else say("entries.published", id=entry_id))
        if problem:
            messages.warning(request, problem)
    except workflow.Overtaken as error:
        messages.error(request, say("entries.reread"))
        return _review(request, error.draft, status=409)
    except workflow.Refused as error:
        messages.error(request, str(error))
    except OSError:
        messages.error(request, say("entries.not_written"))
    return HttpResponseRedirect(reverse("console:entry_history", args=[entry_id]))


@requires(Right.APPROVE)
@require_POST
def send_back(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Gives a draft back to its authors."""

    def act(_: Account) -> str:
        workflow.send_back(entry_id, request.POST.get("reason", ""))
        return say("entries.sent_back")

    return _act(request, entry_id, act, "entry_sent_back", "console:entries")


@requires(Right.EDIT)
@require_GET
def past(request: HttpRequest, entry_id: str) -> HttpResponse:
    """Every version of an entry, with what it changed; a change made by Git just now included."""
    if entry_id not in read_catalogue(folder()):
        raise Http404
    versions = _versions(entry_id)
    names = page.people([name for version in versions for name in (*version.authors, version.approver)])
    shown = [(version, _changes(version)) for version in versions]
    has_draft = Draft.objects.filter(entry_id=entry_id).exists()
    context = {"entry_id": entry_id, "versions": shown, "people": names, "has_draft": has_draft}
    return render(request, "console/entries/history.html", context)


@requires(Right.EDIT)
@require_POST
def restore(request: HttpRequest, entry_id: str, number: int) -> HttpResponse:
    """Proposes an earlier text again."""
    version = get_object_or_404(Version, pk=number, entry_id=entry_id)

    def act(account: Account) -> str:
        workflow.restore(version, account.username)
        return say("entries.restored")

    return _act(request, entry_id, act, "entry_restored", "console:entry_review")


def _near(request: HttpRequest, wanted: Wanted) -> list[str] | None:
    """The entries that the question leads to; None where it is sought by its words."""
    if not (wanted.sens and wanted.q):
        return None
    try:
        return meaning.nearest(wanted.q)
    except RasaError:
        messages.error(request, say("entries.no_meaning"))
        return None


def _save(request: HttpRequest, draft: Draft) -> HttpResponse:
    account, entry_id = account_of(request), draft.entry_id
    content = content_from(request.POST.dict(), entry_id, draft.content["theme"])
    try:
        draft = workflow.save(entry_id, request.POST.get("mark", ""), content, account.username)
        if "submit" in request.POST:
            workflow.submit(entry_id, request.POST.get("comment", ""))
            audit.record(account, "entry_submitted", entry_id)
            messages.success(request, say("entries.submitted"))
            return HttpResponseRedirect(_kept("console:entry_review", entry_id))
        if "suggestion" in request.POST:
            suggestions.take(entry_id, request.POST.dict(), account)
            messages.success(request, say("learning.added"))
            return HttpResponseRedirect(_kept("console:entry", entry_id))
    except workflow.Overtaken as error:
        messages.error(request, say("entries.overtaken"))
        between = differences(error.draft.content, content)
        return page.editor(request, page.unsaved(error.draft, content), status=409, between=between)
    except (workflow.Refused, DecisionRefusedError) as error:
        comment = request.POST.get("comment", "")
        return page.editor(request, _again(entry_id), status=422, refused=str(error), comment=comment)
    if draft.revision:
        audit.record(account, "entry_saved", entry_id)
    messages.success(request, say("entries.saved" if draft.revision else "entries.unchanged"))
    return HttpResponseRedirect(_kept("console:entry", entry_id))


def _kept(name: str, entry_id: str) -> str:
    """The page, told that the form's content is kept: the browser's tab need not hold it any longer (entries.js)."""
    return f"{reverse(name, args=[entry_id])}#done-entry:{entry_id}"


def _again(entry_id: str) -> Draft:
    draft = _draft(entry_id)
    if isinstance(draft, InvalidFileError):
        raise draft
    return draft


def _draft(entry_id: str) -> Draft | InvalidFileError:
    """The draft to show; or why the file cannot be shown in a form."""
    try:
        return workflow.current(entry_id)
    except workflow.Refused as error:
        raise Http404 from error
    except InvalidFileError as error:
        return error


def _review(request: HttpRequest, draft: Draft, status: int = 200) -> HttpResponse:
    account = account_of(request)
    mine = account.username in draft.authors
    context: dict[str, Any] = page.checked(draft) | {
        "changes": page.proposed(draft),
        "people": page.people([*draft.authors, draft.approver]),
        "mine": mine,
        "may_approve": account.may(Right.APPROVE) and (not mine or not workflow.needs_second_person()),
    }
    return render(request, "console/entries/review.html", context, status=status)


def _act(
    request: HttpRequest, entry_id: str, act: Callable[[Account], str], done: str, then: str = "console:entry"
) -> HttpResponse:
    account = account_of(request)
    try:
        said = act(account)
    except (workflow.Refused, workflow.Overtaken, InvalidFileError) as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("console:entry", args=[entry_id]))
    audit.record(account, done, entry_id)
    messages.success(request, said)
    return HttpResponseRedirect(reverse(then, args=[] if then == "console:entries" else [entry_id]))


def _versions(entry_id: str) -> list[Version]:
    with suppress(InvalidFileError):  # the page shows the versions that there are; the list says that the file is wrong
        history.notice(entry_id)
    return list(Version.objects.filter(entry_id=entry_id))


def _changes(version: Version) -> list[Difference] | None:
    try:
        return history.changes(version)
    except InvalidFileError:
        return None
