"""Servers that play Rasa's REST contract and the platforms, so that the worker is tested without a model."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from huey.contrib import djhuey
from redis import Redis

from bot.config import environment, profile
from bot.conversations import rasa, rates, senders
from tests.platforms import installation
from tests.platforms.graph import Graph
from tests.platforms.telegram import Telegram

Answer = Callable[[dict[str, Any]], tuple[int, Any]]


class FakeRasa:
    """What was asked, and how to answer it."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.answer: Answer = lambda _: (200, reply("D’accord."))
        self.kept: Callable[[str, str], Any] = lambda method, path: [] if method == "GET" else 0
        self.kept_calls: list[tuple[str, str]] = []


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

        def do_GET(self) -> None:
            fake.kept_calls.append((self.command, self.path))
            try:
                data, status = json.dumps({"events": fake.kept(self.command, self.path)}).encode(), 200
            except ConnectionError:
                data, status = b"", 500
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_DELETE = do_GET

        def log_message(self, format: str, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    monkeypatch.setenv("CAF_RASA_PORT", str(server.server_address[1]))
    forget_client()
    yield fake
    forget_client()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def no_rasa(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing listens where the worker looks for Rasa (port 9 is « discard », closed on any sane machine)."""
    monkeypatch.setenv("CAF_RASA_PORT", "9")
    forget_client()
    yield
    forget_client()


@pytest.fixture
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Huey's tasks keep the connection of the test, whose transaction they are in, as Django's test client does."""
    monkeypatch.setattr(djhuey, "close_old_connections", lambda: None)


@pytest.fixture(autouse=True)
def a_new_minute() -> None:
    """No test is refused for what another one wrote."""
    rates._limiter.cache_clear()
    if environment.is_service():
        with Redis.from_url(profile.redis_url()) as client:
            client.flushdb()


@dataclass(frozen=True)
class Platforms:
    """The platforms that the installation is connected to."""

    graph: Graph
    telegram: Telegram


@pytest.fixture
def platforms(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Platforms]:
    """An installation with a Facebook page and a Telegram bot, both played on loopback."""
    with Graph() as graph, Telegram() as telegram:
        for name, value in installation.settings(tmp_path, graph.url, telegram.api_url).items():
            monkeypatch.setenv(name, value)
        installation.read_again()
        yield Platforms(graph, telegram)
        for channel, page in (("messenger", "demo"), ("messenger", installation.OTHER), ("telegram", "demo")):
            sender = senders.sender_of(channel, page)
            assert sender
            sender.close()
    monkeypatch.undo()
    installation.read_again()


def forget_client() -> None:
    """Closes what a test opened towards Rasa, its own or one before that knew of none."""
    if rasa._client.cache_info().currsize:
        rasa._client().close()
    rasa._client.cache_clear()
