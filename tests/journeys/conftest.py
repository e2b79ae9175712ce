"""The whole assistant, started as `make run` starts it, on ports and a data folder of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.config import environment
from tests.platforms import installation
from tests.platforms.graph import Graph
from tests.platforms.telegram import Telegram

START_SECONDS = 180.0
ANSWER_SECONDS = 15.0


@dataclass(frozen=True)
class Assistant:
    """A running installation."""

    url: str
    data: Path
    log: Path
    environment: dict[str, str]
    graph: Graph
    telegram: Telegram
    host_port: int

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs ``python -m bot …`` with this installation's settings."""
        return subprocess.run(
            (sys.executable, "-W", "ignore", "-m", "bot", *arguments),
            cwd=environment.ROOT, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip


@dataclass
class Citizen:
    """Somebody at the web chat, speaking its HTTP."""

    assistant: Assistant
    token: str
    last: int = 0

    def ask(self, text: str, choice: str = "") -> dict[str, Any]:
        """Sends a message and waits for its reply."""
        self.send(text, choice)
        with (
            self._http() as http,
            http.stream("GET", "/chat/demo/replies", params={"after": self.last}) as stream,
        ):
            for line in stream.iter_lines():
                if line.startswith("data: "):
                    reply: dict[str, Any] = json.loads(line[6:])
                    self.last = reply["id"]
                    return reply
        raise AssertionError("the stream ended without a reply")

    def send(self, text: str, choice: str = "") -> None:
        """Sends a message."""
        content = {"id": str(uuid.uuid4()), "text": text} | ({"choice": choice} if choice else {})
        with self._http() as http:
            sent = http.post("/chat/demo/messages", json=content)
        assert sent.status_code == 202, sent.text

    def _http(self) -> httpx.Client:
        headers = {"Authorization": f"Bearer {self.token}"}
        return httpx.Client(base_url=self.assistant.url, headers=headers, timeout=ANSWER_SECONDS, trust_env=False)


@pytest.fixture(scope="session")
def platforms() -> Iterator[tuple[Graph, Telegram]]:
    """Meta's and Telegram's, played."""
    with Graph() as graph, Telegram() as telegram:
        yield graph, telegram


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory, platforms: tuple[Graph, Telegram]) -> Iterator[Assistant]:
    """Started once for every journey."""
    with started(tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("settings"), *platforms) as running:
        yield running


@contextmanager
def started(data: Path, settings_folder: Path, graph: Graph, telegram: Telegram) -> Iterator[Assistant]:
    """Every process of it, at a played Tuesday morning, with every log at DEBUG; stopped as Ctrl-C does."""
    ports = free_ports(4)
    settings = {
        **os.environ,
        "CAF_MODE": "development",
        "CAF_DATA_DIR": str(data),
        "CAF_CLOCK": "2026-11-24T10:00",
        "CAF_LOG_LEVEL": "DEBUG",
        "CAF_WEB_PORT": str(ports[0]),
        "CAF_RASA_PORT": str(ports[1]),
        "CAF_ACTIONS_PORT": str(ports[2]),
        "PYTHONWARNINGS": "ignore",
        "CAF_EMBED_ORIGINS": f"http://127.0.0.1:{ports[3]}",
        **installation.settings(settings_folder, graph.url, telegram.api_url),
    }
    url = f"http://127.0.0.1:{ports[0]}"
    graph.webhook, graph.echoing, telegram.webhook = f"{url}/messenger", True, f"{url}/telegram/demo"
    running = Assistant(url, data, data / "serve.log", settings, graph, telegram, ports[3])
    with running.log.open("wb") as output:
        process = subprocess.Popen(
            (sys.executable, "-m", "bot", "serve"),
            cwd=environment.ROOT, env=settings, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            _wait_until_ready(process, running)
            yield running
        finally:
            process.send_signal(signal.SIGINT)
            status = process.wait(30)
    assert status == 0, "stopping is clean"
    assert all(not _listens(port) for port in ports[:3]), "nothing goes on after the end"


@pytest.fixture
def citizen(assistant: Assistant) -> Citizen:
    """A new person."""
    return Citizen(assistant, uuid.uuid4().hex + uuid.uuid4().hex[:8])


def _wait_until_ready(process: subprocess.Popen[bytes], running: Assistant) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, running.log.read_text(encoding="utf-8")[-4000:]
        if "L’assistant est prêt" in running.log.read_text(encoding="utf-8", errors="replace"):
            return
        time.sleep(0.2)
    raise AssertionError(running.log.read_text(encoding="utf-8")[-4000:])


def free_ports(count: int) -> list[int]:
    """Ports that nothing listens on now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for sock in sockets:
            sock.bind(("127.0.0.1", 0))
        return [sock.getsockname()[1] for sock in sockets]
    finally:
        for sock in sockets:
            sock.close()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
