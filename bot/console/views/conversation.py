"""A conversation: its page, the part of it that renews itself, and what the views of every act on it share."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from bot.charter.escalations import Reason, words
from bot.config import environment
from bot.config.pages import first_page, pages
from bot.console import audit, blocking, closing, held_data, history, live, presence, queue, work
from bot.console.access import account_of, requires
from bot.console.models import Claim, EditorMark, ReadyReply
from bot.console.roles import Right
from bot.console.texts import say
from bot.console.transcript import lines
from bot.conversations import clock
from bot.conversations.models import Conversation
from bot.conversations.windows import windows_of
from bot.faq.catalogue import read_catalogue

MARKABLE = 10
"""The last replies of the assistant, to choose from when one is marked for the editors."""


@requires(Right.READ)
@require_GET
def conversation(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """The whole of it; what renews itself alone when the page asks for news.

    Each opening is in the audit trail (AR3).
    """
    found = conversation_of(request, number)
    presence.look(found, account_of(request))
    if request.htmx:  # type: ignore[attr-defined]
        return live.news(request, _live(request, found))
    audit.record(account_of(request), "conversation_opened", found.id)
    chosen = request.GET.get("modele", "")
    ready = ReadyReply.objects.filter(pk=chosen).first() if chosen.isdecimal() else None
    return page(request, found, draft=_filled(ready, found) if ready else "")


def conversation_of(request: HttpRequest, number: uuid.UUID) -> Conversation:
    """An escalated conversation of a page that the account serves; there is no way to any other (AR3)."""
    served = Conversation.objects.filter(page__in=account_of(request).served_pages(), escalations__isnull=False)
    return get_object_or_404(served.distinct(), id=number)


def act(request: HttpRequest, number: uuid.UUID, done: str, what: Callable[..., None], *with_: object) -> HttpResponse:
    """Does something to a conversation, says so or why not, and goes back to its page.

    Args:
        request: of the act's view.
        number: the conversation's.
        done: key of what is said afterwards.
        what: called with the conversation, the account, and ``with_``.
        with_: what the act needs beside them.
    """
    found = conversation_of(request, number)
    try:
        what(found, account_of(request), *with_)
        messages.success(request, say(done))
    except work.Refused as error:
        messages.error(request, str(error))
    return back(found)


def back(found: Conversation, done: str = "") -> HttpResponse:
    """To the conversation's page; ``done`` names the form whose text the tab need not keep any longer."""
    return HttpResponseRedirect(_address(found) + (f"#done-{done}" if done else ""))


def page(request: HttpRequest, found: Conversation, status: int = 200, **typed: str) -> HttpResponse:
    """The conversation's page, with what was typed into its fields and what is wrong with that."""
    account = account_of(request)
    context: dict[str, Any] = {
        **_state(request, found),
        "live": _live(request, found).html,
        "is_open": work.open_escalations(found).exists(),
        "history": history.acts(found),
        "proposed": closing.proposed(found),
        "results": [(result, say(f"results.{result}")) for result in closing.RESULTS],
        "motives": [(motive, say(f"motives.{motive}")) for motive in closing.MOTIVES],
        "benefits": closing.benefits(),
        "hand_back_reasons": [(reason, say(f"hand_back_reasons.{reason}")) for reason in work.HAND_BACK_REASONS],
        "block_reasons": [(reason, say(f"block_reasons.{reason}")) for reason in blocking.REASONS],
        "block_hours": [(hours, say(f"block_hours.{hours}")) for hours in blocking.HOURS],
        "erase_reasons": [(reason, say(f"erase_reasons.{reason}")) for reason in held_data.REASONS],
        "faults": EditorMark.Fault.choices,
        "replies": work.replies(found)[:MARKABLE],
        "entries": read_catalogue(environment.path("CAF_FAQ_DIR")) if account.may(Right.ANSWER) else {},
        "ready": ReadyReply.objects.all(),
        "limit": work.TEXT_LIMIT,
        **typed,
    }
    return render(request, "console/conversation.html", context, status=status)


def _live(request: HttpRequest, found: Conversation) -> live.Part:
    window, now = windows_of([found])[found], clock.now()
    context: dict[str, Any] = {
        **_state(request, found),
        "page": pages().get(found.page) or first_page(),
        "escalations": [(row, words()[Reason(row.reason)].label) for row in found.escalations.order_by("id")],
        "distress": queue.distress_waiting(account_of(request), but=found),
        "others": presence.others(found, account_of(request)),
        "lines": lines(found),
        "window": window,
        "now": now,
        "assistant_may": window.assistant is not None and window.assistant > now,
        "window_over": window.person is not None and window.person <= now,
    }
    return live.part(request, "console/conversation_live.html", context, _address(found))


def _state(request: HttpRequest, found: Conversation) -> dict[str, Any]:
    claim = Claim.objects.select_related("account").filter(conversation=found).first()
    return {
        "conversation": found,
        "claim": claim,
        "mine": claim is not None and claim.account_id == account_of(request).pk,
        "free": claim is None or work.is_held_by_absent(claim),
        "blocked": found.is_blocked(clock.now()),
    }


def _address(found: Conversation) -> str:
    return reverse("console:conversation", args=[found.id])


def _filled(ready: ReadyReply, found: Conversation) -> str:
    page = pages().get(found.page) or first_page()
    return ready.text.format(page=page.name, contact_url=page.contact_url, appointment_url=page.appointment_url)
