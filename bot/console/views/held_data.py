"""What is held of a conversation: handed out, erased (AR4)."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from bot.console import held_data
from bot.console.access import account_of, requires
from bot.console.roles import Right
from bot.console.texts import say
from bot.console.views.conversation import back, conversation_of
from bot.console.work import Refused


@requires(Right.HELD)
@require_POST
def export(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """A file with everything, as JSON."""
    found = conversation_of(request, number)
    try:
        content = held_data.export(found, account_of(request))
    except Refused as error:
        messages.error(request, str(error))
        return back(found)
    response = JsonResponse(dict(content), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = f'attachment; filename="conversation-{found.id}.json"'
    return response


@requires(Right.HELD)
@require_POST
def erase(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Erases everything, with a reason; it cannot be undone."""
    found, reason = conversation_of(request, number), request.POST.get("reason", "")
    if reason not in held_data.REASONS:
        return HttpResponse(status=400)
    try:
        held_data.erase(found, account_of(request), reason)
    except Refused as error:
        messages.error(request, str(error))
        return back(found)
    messages.success(request, say("work.erased"))
    return HttpResponseRedirect(reverse("console:escalations"))
