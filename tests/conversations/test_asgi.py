"""The webhooks' own way in."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest
from asgiref.sync import async_to_sync

from bot.config.asgi import application
from bot.conversations.asgi import MAX_BODY_BYTES
from bot.conversations.models import InboxMessage
from tests.channels.payloads import payload
from tests.conversations.conftest import Platforms
from tests.conversations.faults import read_only
from tests.platforms.graph import sign
from tests.platforms.installation import VERIFY_TOKEN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def connected(platforms: Platforms) -> Platforms:
    """Every test has both platforms."""
    return platforms


def call(
    path: str, *pieces: bytes, method: str = "POST", query: str = "", headers: Mapping[str, str] | None = None
) -> tuple[int, bytes]:
    """Status and body of the answer to a request whose body comes in pieces; 0 where there was none."""
    messages: list[dict[str, Any]] = [
        {"type": "http.request", "body": piece, "more_body": number < len(pieces) - 1}
        for number, piece in enumerate(pieces)
    ]
    sent: list[Mapping[str, Any]] = []

    async def receive() -> Mapping[str, Any]:
        if not pieces:
            return {"type": "http.disconnect"}
        if not messages:
            await asyncio.Event().wait()  # whoever waits for an answer stays
        return messages.pop(0)

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()],
    }
    async_to_sync(application)(scope, receive, send)
    return (sent[0]["status"], sent[1]["body"]) if sent else (0, b"")


def test_a_signed_request_is_written_and_acknowledged() -> None:
    """In whatever pieces it comes."""
    raw = json.dumps(payload("messenger", "text")).encode()
    headers = {"X-Hub-Signature-256": sign(raw), "Content-Type": "application/json"}
    assert call("/messenger", raw[:100], raw[100:], headers=headers) == (200, b"EVENT_RECEIVED")
    assert InboxMessage.objects.count() == 1
    assert call("/messenger", raw, headers=headers | {"X-Hub-Signature-256": "sha256=0"})[0] == 403


def test_the_address_is_verified_here_as_well() -> None:
    """The only request that a platform sends with GET."""
    query = f"hub.mode=subscribe&hub.verify_token={VERIFY_TOKEN}&hub.challenge=1158201444"
    assert call("/messenger", b"", method="GET", query=query) == (200, b"1158201444")


@pytest.mark.parametrize(("path", "method", "status"), [
    ("/messengers", "POST", 404),
    ("/telegram/inconnue", "POST", 404),
    ("/messenger", "PUT", 405),
    ("/health/live", "GET", 200),
])  # fmt: skip
def test_everything_else_is_djangos_answer(path: str, method: str, status: int) -> None:
    """Unknown addresses, wrong methods, and what is no webhook at all."""
    assert call(path, b"", method=method, headers={"Host": "127.0.0.1"})[0] == status


def test_a_body_without_end_is_not_read() -> None:
    """A request need not say how long it is: reading stops with the piece that is too much."""
    assert call("/messenger", b"x" * MAX_BODY_BYTES, b"x", b"never read") == (413, b"")


def test_who_leaves_in_the_middle_gets_no_answer() -> None:
    """And nothing is written."""
    assert call("/messenger") == (0, b"")


def test_while_the_database_cannot_be_written_the_platform_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """503, no acknowledgement of what is written nowhere (CH10); delivered again it is taken."""
    raw = json.dumps(payload("messenger", "text")).encode()
    headers = {"X-Hub-Signature-256": sign(raw)}
    with read_only(), monkeypatch.context() as patch:
        patch.setattr("bot.conversations.asgi.connections.close_all", lambda: None)  # the test's own transaction
        assert call("/messenger", raw, headers=headers)[0] == 503
    assert call("/messenger", raw, headers=headers)[0] == 200
    assert InboxMessage.objects.count() == 1


def test_after_an_error_the_platform_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """503, for a fault of ours is none of the event's; over a new connection, as the old one may be what was broken."""
    raw = json.dumps(payload("messenger", "text")).encode()
    headers = {"X-Hub-Signature-256": sign(raw)}
    closed: list[bool] = []

    def fail(*_: object) -> None:
        raise RuntimeError("synthetic")

    with monkeypatch.context() as broken:
        broken.setattr("bot.conversations.webhooks.take_in", fail)
        broken.setattr("bot.conversations.asgi.connections.close_all", lambda: closed.append(True))
        assert call("/messenger", raw, headers=headers)[0] == 503
    assert closed
    assert call("/messenger", raw, headers=headers)[0] == 200
