"""The webhooks' own way in, beside Django's handler: the same requests, addresses and views, and nothing else."""

import io
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.exception import convert_exception_to_response
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from bot.channels.messenger import limits as messenger_limits
from bot.channels.telegram import limits as telegram_limits
from bot.conversations.outages import OUTAGES, come_again, outage

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

PREFIXES = ("/messenger", "/telegram/")
"""The addresses that platforms deliver to (bot/config/urls.py)."""

MAX_BODY_BYTES = max(messenger_limits.MAX_BODY_BYTES, telegram_limits.MAX_BODY_BYTES)

SERVER_ERROR = 500


async def webhooks(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers one request of a platform.

    No middleware: sessions, CSRF, CSP and the like are for browsers, and each of them changes threads. One thread for
    all requests, in which the connection to the database stays open: SQLite has one writer at a time, so more threads
    would wait for each other, and Django's handler opens a thread and a connection for each request. The figures are
    in ``benchmarks/README.md``.
    """
    body = await _body(receive)
    if body is None:
        return
    if len(body) > MAX_BODY_BYTES:
        response = HttpResponse(status=413)
    else:
        # Without Django's ThreadSensitiveContext this is the same thread every time.
        response = await sync_to_async(_respond)(ASGIRequest(scope, io.BytesIO(body)))
    response.headers["Content-Length"] = str(len(response.content))
    headers = [(name.encode("ascii"), value.encode("latin1")) for name, value in response.items()]
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": response.content})


async def _body(receive: Receive) -> bytes | None:
    """The request's body, up to the first piece that makes it too long; None when its sender has left."""
    body = bytearray()
    while len(body) <= MAX_BODY_BYTES:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if not message.get("more_body", False):
            break
    return bytes(body)


def _respond(request: HttpRequest) -> HttpResponse:
    response = cast("HttpResponse", _answer(request))
    if response.status_code >= SERVER_ERROR:
        connections.close_all()  # it may be broken: the platform delivers again, over a new one
        response = come_again() if response.status_code == SERVER_ERROR else response
    return response


@convert_exception_to_response
def _answer(request: HttpRequest) -> HttpResponse:
    view, args, kwargs = resolve(request.path_info)
    try:
        response: HttpResponse = view(request, *args, **kwargs)
    except OUTAGES as error:
        return outage(error)
    return response
