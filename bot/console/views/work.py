"""What one does with a conversation."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST

from bot.config import environment
from bot.console import blocking, closing, work
from bot.console.access import account_of, requires
from bot.console.models import EditorMark
from bot.console.roles import Right
from bot.console.texts import say
from bot.console.views.conversation import act, back, conversation_of, page
from bot.faq.catalogue import read_catalogue


@requires(Right.ANSWER)
@require_POST
def take(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Takes it over."""
    return act(request, number, "work.taken", work.take)


@requires(Right.ANSWER)
@require_POST
def hand_back(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Gives it back to the assistant, for a reason."""
    conversation_of(request, number)
    reason = request.POST.get("reason", "")
    if reason not in work.HAND_BACK_REASONS:
        return HttpResponse(status=400)
    return act(request, number, "work.handed_back", work.hand_back, reason)


@requires(Right.ANSWER)
@require_POST
def pass_to_inbox(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Goes on in Meta's inbox."""
    return act(request, number, "work.passed_to_inbox", work.pass_to_inbox)


@requires(Right.ANSWER)
@require_POST
def reopen(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Opens it again."""
    return act(request, number, "work.reopened", work.reopen)


@requires(Right.ANSWER)
@require_POST
def close(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ends it, with its motive, its benefit and its result."""
    conversation_of(request, number)
    given = (request.POST.get(name, "") for name in ("result", "motive", "benefit"))
    try:
        decided = closing.Closing(*given)
    except ValueError:
        return HttpResponse(status=400)
    return act(request, number, "work.closed", closing.close, decided)


@requires(Right.ANSWER)
@require_POST
def block(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Falls silent towards the person for a time."""
    conversation_of(request, number)
    reason, hours = request.POST.get("reason", ""), request.POST.get("hours", "")
    if reason not in blocking.REASONS or hours not in map(str, blocking.HOURS):
        return HttpResponse(status=400)
    return act(request, number, "work.blocked", blocking.block, reason, int(hours))


@requires(Right.ANSWER)
@require_POST
def unblock(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Listens to the person again."""
    return act(request, number, "work.unblocked", blocking.unblock)


@requires(Right.ANSWER)
@require_http_methods(["GET", "POST"])
def note(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Leaves a note; one that is refused stays in its field."""
    found = conversation_of(request, number)
    if request.method == "GET":
        return back(found)
    text = request.POST.get("note", "")
    try:
        work.note(found, account_of(request), text)
    except work.Refused as error:
        return page(request, found, note=text, note_error=str(error), status=422)
    messages.success(request, say("work.noted"))
    return back(found, done="note")


@requires(Right.ANSWER)
@require_POST
def mark(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Tells the editors of a wrong or missing answer."""
    found = conversation_of(request, number)
    fault, expected = request.POST.get("fault", ""), request.POST.get("expected", "").strip()
    if fault not in set(EditorMark.Fault):
        return HttpResponse(status=400)
    if expected and expected not in read_catalogue(environment.path("CAF_FAQ_DIR")):
        messages.error(request, say("work.unknown_entry"))
        return back(found)
    chosen = request.POST.get("about", "")
    about = get_object_or_404(work.replies(found), pk=chosen) if chosen.isdecimal() else None
    work.mark(found, account_of(request), EditorMark.Fault(fault), expected, about)
    messages.success(request, say("work.marked"))
    return back(found)


@requires(Right.ANSWER)
@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Shows or sends a reply; one that is refused stays in its field, with the reason beside it."""
    found = conversation_of(request, number)
    if request.method == "GET":  # a page that showed a refusal has this address: reloaded, or come back to after a lock
        return back(found)
    text = request.POST.get("text", "")
    try:
        if "preview" in request.POST:
            return page(request, found, draft=text, preview=work.checked(found, text))
        work.reply(found, account_of(request), text)
    except work.Refused as error:
        return page(request, found, draft=text, error=str(error), status=422)
    messages.success(request, say("work.sent"))
    return back(found, done="reply")
