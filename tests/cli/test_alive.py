"""``python -m bot.cli.alive``, asked of a server that answers, refuses, hangs or is not there."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.cli import alive
from bot.config import environment


class Refusing(BaseHTTPRequestHandler):
    """Answers, and not what was asked for."""

    def do_GET(self) -> None:
        """Says no."""
        self.send_error(400)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A port that is open and never answers, where the action server is said to be."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("CAF_ACTIONS_PORT", str(server.getsockname()[1]))
        monkeypatch.setattr(alive, "TIMEOUT", 0.2)
        yield server


def test_whoever_says_no_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer is an answer; the command says so with its code."""
    with HTTPServer(("127.0.0.1", 0), Refusing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("CAF_ACTIONS_PORT", str(server.server_port))
        assert alive.answers("actions")
        asked = subprocess.run((sys.executable, "-m", "bot.cli.alive", "actions"), cwd=environment.ROOT, check=False)
        server.shutdown()
    assert asked.returncode == 0


def test_whoever_hangs_is_not(listening: socket.socket) -> None:
    """It takes the connection and says nothing."""
    assert not alive.answers("actions", 0.3)


def test_where_nothing_listens(listening: socket.socket) -> None:
    """It has ended, or has not begun yet; the command says so with its code."""
    listening.close()
    assert not alive.answers("actions", 0.3)
    asked = subprocess.run((sys.executable, "-m", "bot.cli.alive", "actions", "0"), cwd=environment.ROOT, check=False)
    assert asked.returncode == 1


def test_whoever_starts_is_waited_for(listening: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa takes ten seconds to load: within its time it is not taken for dead."""
    monkeypatch.setattr(alive, "PAUSE", 0.01)
    port = listening.getsockname()[1]
    listening.close()
    asked = []
    waiting = threading.Thread(target=lambda: asked.append(alive.answers("actions", 20.0)))
    waiting.start()
    with HTTPServer(("127.0.0.1", port), Refusing) as server:
        server.handle_request()
    waiting.join()
    assert asked == [True]


def test_a_worker_without_metrics_cannot_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not killed for what it was not told to give."""
    monkeypatch.delenv("CAF_WORKER_METRICS_PORT", raising=False)
    assert alive.answers("worker", 0.0)
