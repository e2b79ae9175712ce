"""A conversation, and what one does with it."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bot.charter.escalations import Reason, words
from bot.config import environment
from bot.config.pages import first_page, pages
from bot.console import audit, work
from bot.console.access import account_of, requires
from bot.console.models import AuditEntry, Claim, EditorMark, ReadyReply
from bot.console.roles import Right
from bot.console.texts import say
from bot.console.transcript import lines
from bot.conversations import clock
from bot.conversations.models import Conversation, Escalation
from bot.faq.catalogue import read_catalogue

RESULTS = ("informed", "routed", "emergency", "rule", "nothing", "gone")
"""How an escalation may end: keys of ``results`` in ``texts.yml``."""


@requires(Right.READ)
@require_GET
def conversation(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The whole of it; the transcript alone when the page asks for news. Each opening is in the audit trail (AR3)."""
    found = _conversation(request, number)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "console/transcript.html", _said(request, found))
    audit.record(account_of(request), "conversation_opened", found.id)
    chosen = request.GET.get("modele", "")
    ready = ReadyReply.objects.filter(pk=chosen).first() if chosen.isdecimal() else None
    return _page(request, found, draft=_filled(ready, found) if ready else "")


@requires(Right.ANSWER)
@require_POST
def take(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Takes it over."""
    return _act(request, number, work.take, "work.taken")


@requires(Right.ANSWER)
@require_POST
def hand_back(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Gives it back to the assistant."""
    return _act(request, number, work.hand_back, "work.handed_back")


@requires(Right.ANSWER)
@require_POST
def pass_to_inbox(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Goes on in Meta's inbox."""
    return _act(request, number, work.pass_to_inbox, "work.passed_to_inbox")


@requires(Right.ANSWER)
@require_POST
def reopen(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Opens it again."""
    return _act(request, number, work.reopen, "work.reopened")


@requires(Right.ANSWER)
@require_POST
def close(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ends it, with its result."""
    result = request.POST.get("result", "")
    if result not in RESULTS:
        return HttpResponse(status=400)
    return _act(request, number, lambda found, account: work.close(found, account, result), "work.closed")


@requires(Right.ANSWER)
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Leaves a note; one that is refused stays in its field."""
    found = _conversation(request, number)
    if request.method == "GET":
        return _back(found)
    text = request.POST.get("note", "")
    try:
        work.note(found, account_of(request), text)
    except work.Refused as error:
        return _page(request, found, note=text, note_error=str(error), status=422)
    messages.success(request, say("work.noted"))
    return _back(found)


@requires(Right.ANSWER)
@require_POST
def mark(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Tells the editors of a wrong or missing answer."""
    found = _conversation(request, number)
    fault, expected = request.POST.get("fault", ""), request.POST.get("expected", "").strip()
    if fault not in set(EditorMark.Fault):
        return HttpResponse(status=400)
    if expected and expected not in read_catalogue(environment.path("CAF_FAQ_DIR")):
        messages.error(request, say("work.unknown_entry"))
        return _back(found)
    work.mark(found, account_of(request), EditorMark.Fault(fault), expected)
    messages.success(request, say("work.marked"))
    return _back(found)


@requires(Right.ANSWER)
@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Shows or sends a reply; one that is refused stays in its field, with the reason beside it."""
    found = _conversation(request, number)
    if request.method == "GET":  # a page that showed a refusal has this address: reloaded, or come back to after a lock
        return _back(found)
    text = request.POST.get("text", "")
    try:
        if "preview" in request.POST:
            return _page(request, found, draft=text, preview=work.checked(found, text))
        work.reply(found, account_of(request), text)
    except work.Refused as error:
        return _page(request, found, draft=text, error=str(error), status=422)
    messages.success(request, say("work.sent"))
    return HttpResponseRedirect(reverse("console:conversation", args=[found.id]) + "#sent")


def _act(request: HttpRequest, number: uuid.UUID, act: Callable[..., None], done: str) -> HttpResponse:
    found = _conversation(request, number)
    try:
        act(found, account_of(request))
        messages.success(request, say(done))
    except work.Refused as error:
        messages.error(request, str(error))
    return _back(found)


def _back(found: Conversation) -> HttpResponse:
    return HttpResponseRedirect(reverse("console:conversation", args=[found.id]))


def _conversation(request: HttpRequest, number: uuid.UUID) -> Conversation:
    """An escalated conversation of a page that the account serves; there is no way to any other (AR3)."""
    served = Conversation.objects.filter(page__in=account_of(request).served_pages(), escalations__isnull=False)
    return get_object_or_404(served.distinct(), id=number)


def _page(request: HttpRequest, found: Conversation, status: int = 200, **typed: str) -> HttpResponse:
    account = account_of(request)
    escalations = list(found.escalations.order_by("id"))
    claim = Claim.objects.select_related("account").filter(conversation=found).first()
    context = _said(request, found) | {
        "page": pages().get(found.page) or first_page(),
        "escalations": [(row, words()[Reason(row.reason)].label) for row in escalations],
        "is_open": any(row.state in Escalation.OPEN for row in escalations),
        "claim": claim,
        "mine": claim is not None and claim.account_id == account.pk,
        "history": AuditEntry.objects.filter(object=str(found.id)).order_by("-id")[:50],
        "results": [(result, say(f"results.{result}")) for result in RESULTS],
        "faults": EditorMark.Fault.choices,
        "entries": read_catalogue(environment.path("CAF_FAQ_DIR")),
        "ready": ReadyReply.objects.all(),
        "limit": work.TEXT_LIMIT,
        **typed,
    }
    return render(request, "console/conversation.html", context, status=status)


def _said(request: HttpRequest, found: Conversation) -> dict[str, object]:
    ends = work.window_end(found)
    return {
        "conversation": found,
        "lines": lines(found),
        "window_end": ends,
        "window_over": ends is not None and ends <= clock.now(),
    }


def _filled(ready: ReadyReply, found: Conversation) -> str:
    page = pages().get(found.page) or first_page()
    return ready.text.format(page=page.name, contact_url=page.contact_url)
