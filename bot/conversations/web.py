"""The web chat: a page, messages in, replies out by server-sent events.

The browser's tab draws a random token and keeps it, with the history, for itself alone; no cookie is set. The token
travels in the Authorization header, never in an address.
"""

import asyncio
import contextlib
import json
import re
import uuid
from collections.abc import AsyncIterator, Callable

from asgiref.sync import sync_to_async
from csp.decorators import csp_replace
from django.conf import settings
from django.db import close_old_connections
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from bot.channels import web as channel
from bot.charter.outcomes import Outcome
from bot.charter.page import Page
from bot.config.pages import first_page, pages
from bot.conversations import clock, rates
from bot.conversations.arrivals import arrivals
from bot.conversations.body import as_json, is_long
from bot.conversations.inbox import conversation_of, receive
from bot.conversations.models import OutboxMessage
from bot.conversations.tasks import ask_for_answers
from bot.conversations.texts import say

View = Callable[..., HttpResponse]

_TOKEN = re.compile(r"Bearer ([A-Za-z0-9_-]{22,64})")

_NUMBER = re.compile(r"[0-9]{1,18}")
"""A row's identifier, as far as the database goes."""

LOOK_ANYWAY = 30.0
"""Seconds after which a stream looks for replies although nothing woke it."""

STREAM_SECONDS = 55.0
"""A stream is closed before proxies do it; the browser asks again from where it was."""


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Sends to the chat of the installation's first page."""
    return HttpResponseRedirect(reverse("chat", args=[first_page().id]))


def _embeddable(view: View) -> View:
    """Lets the page be framed by the sites of ``CAF_EMBED_ORIGINS``, and by no other."""
    if not settings.EMBED_ORIGINS:
        return view
    framed: View = csp_replace({"frame-ancestors": settings.EMBED_ORIGINS})(view)
    return xframe_options_exempt(framed)


@_embeddable
@require_GET
def chat(request: HttpRequest, page_id: str) -> HttpResponse:
    """The page itself; without JavaScript it still shows how to reach the Caf."""
    page = _page(page_id)
    return render(request, "conversations/chat.html", {"page": page, "max_characters": channel.MAX_CHARACTERS})


@require_GET
def embed(request: HttpRequest, page_id: str) -> HttpResponse:
    """The script that puts a page's chat on another site."""
    page = _page(page_id)
    context = {
        "open": say("embed.open"),
        "close": say("embed.close"),
        "title": f"{say('embed.title')} – {page.name}",
        "chat_url": request.build_absolute_uri(reverse("chat", args=[page.id])),
    }
    script = render(request, "conversations/embed.js", context)
    script.headers["Content-Type"] = "text/javascript; charset=utf-8"
    script.headers["Cache-Control"] = "public, max-age=300"
    return script


@csrf_exempt  # no cookie proves who writes: the token in the header does
@require_POST
def messages(request: HttpRequest, page_id: str) -> HttpResponse:
    """Takes one message: 202 once its row is written, 400, 413 or 429 with a plain reason otherwise."""
    page = _page(page_id)
    token = _token(request)
    if token is None:
        return JsonResponse({"error": "token"}, status=403)
    if rates.is_too_fast(rates.MESSAGES_A_TAB, token) or _address_is_too_fast(request):
        return JsonResponse({"error": "rate"}, status=429)
    if is_long(request, channel.MAX_BODY_BYTES):
        return JsonResponse({"error": "too long"}, status=413)
    try:
        event = channel.to_event(as_json(request), page=page.id, sender=token, now=clock.now())
    except channel.PayloadError:
        return JsonResponse({"error": "payload"}, status=400)
    message = receive(event, clock.now())
    if message is not None:
        ask_for_answers(str(message.conversation_id))
    return JsonResponse({"received": True}, status=202)


@require_GET
async def replies(request: HttpRequest, page_id: str) -> HttpResponse | StreamingHttpResponse:
    """A stream of replies with an identifier above ``after``."""
    page = _page(page_id)
    token = _token(request)
    after = request.GET.get("after", "0")
    if token is None or not _NUMBER.fullmatch(after):
        return JsonResponse({"error": "token"}, status=403)
    if _address_is_too_fast(request):
        return JsonResponse({"error": "rate"}, status=429)
    conversation = await sync_to_async(conversation_of)(channel.NAME, page.id, token, clock.now())
    stream = StreamingHttpResponse(_stream(conversation.id, int(after)), content_type="text/event-stream")
    stream.headers["Cache-Control"] = "no-store"
    stream.headers["X-Accel-Buffering"] = "no"
    return stream


async def _stream(conversation_id: uuid.UUID, after: int) -> AsyncIterator[bytes]:
    clock = asyncio.get_running_loop().time
    ends = clock() + STREAM_SECONDS
    yield b": open\n\n"
    with arrivals().of(conversation_id) as arrived:
        while clock() < ends:
            arrived.clear()
            for row in await sync_to_async(_new_replies)(conversation_id, after):
                after = row.id
                erase = row.outcome == Outcome.REFUSED_PERSONAL_DATA
                payload = channel.to_payload(row.id, row.text, row.buttons, erase=erase, by_person=row.by_person)
                yield f"id: {row.id}\ndata: {json.dumps(payload)}\n\n".encode()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(arrived.wait(), min(LOOK_ANYWAY, max(0.0, ends - clock())))


def _new_replies(conversation_id: uuid.UUID, after: int) -> list[OutboxMessage]:
    rows = OutboxMessage.objects.filter(conversation_id=conversation_id, id__gt=after).exclude(text="").order_by("id")
    found = list(rows)
    close_old_connections()  # between two looks a stream holds none: there are more tabs than connections
    return found


def _page(page_id: str) -> Page:
    page = pages().get(page_id)
    if page is None:
        raise Http404
    return page


def _address_is_too_fast(request: HttpRequest) -> bool:
    return rates.is_too_fast(rates.REQUESTS_AN_ADDRESS, request.META.get("REMOTE_ADDR") or "")


def _token(request: HttpRequest) -> str | None:
    match = _TOKEN.fullmatch(request.headers.get("authorization", ""))
    return match.group(1) if match else None
