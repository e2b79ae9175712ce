"""A server that plays Rasa's REST contract, so that the worker is tested without a model."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.conversations import rasa

Answer = Callable[[dict[str, Any]], tuple[int, Any]]


class FakeRasa:
    """What was asked, and how to answer it."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answer: Answer = lambda _: (200, reply("D’accord."))


def reply(text: str, outcome: str = "answered", **report: Any) -> list[dict[str, Any]]:
    """What Rasa returns: parts of text, then the action's report."""
    parts = [{"recipient_id": "x", "text": part} for part in text.split("\n\n") if part]
    return [*parts, {"recipient_id": "x", "custom": {"outcome": outcome, "buttons": [], **report}}]


@pytest.fixture
def fake_rasa(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeRasa]:
    """A running server; the worker is pointed at it."""
    fake = FakeRasa()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            fake.asked.append(body | {"authorization": self.headers.get("Authorization")})
            status, content = fake.answer(body)
            data = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("CAF_RASA_PORT", str(server.server_address[1]))
    rasa._client.cache_clear()
    yield fake
    rasa._client().close()
    rasa._client.cache_clear()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def no_rasa(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing listens where the worker looks for Rasa (port 9 is « discard », closed on any sane machine)."""
    monkeypatch.setenv("CAF_RASA_PORT", "9")
    rasa._client.cache_clear()
    yield
    rasa._client().close()
    rasa._client.cache_clear()
