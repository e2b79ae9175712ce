"""This assistant as `make run` starts it, on ports, a data folder and a copy of the FAQ of its own; and a citizen."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path

import httpx

from bot.config import environment

PATIENCE_SECONDS = 900.0
REPLY_SECONDS = 60.0
READY = "L’assistant est prêt"


class Assistant:
    """A running installation whose entries lie in ``faq``, a copy that may be edited.

    Args:
        folder: where its data (``var``), logs and entries go.

    Attributes:
        url: of its web process.
        settings: what its environment holds beside the caller's.
    """

    def __init__(self, folder: Path) -> None:
        self.faq = folder / "faq"
        shutil.copytree(environment.path("CAF_FAQ_DIR"), self.faq)
        ports = [free_port() for _ in range(3)]
        self.url = f"http://127.0.0.1:{ports[0]}"
        self._log = folder / "serve.log"
        self._people = 0
        self.settings = {
            "CAF_MODE": "development",
            "CAF_CLOCK": "2026-11-24T10:00",
            "CAF_DATA_DIR": str(folder / "var"),
            "CAF_FAQ_DIR": str(self.faq),
            "PYTHONWARNINGS": "ignore",
        } | dict(zip(("CAF_WEB_PORT", "CAF_RASA_PORT", "CAF_ACTIONS_PORT"), map(str, ports), strict=True))
        with self._log.open("wb") as output:
            self._process = subprocess.Popen(
                (sys.executable, "-m", "bot", "serve"),
                cwd=environment.ROOT,
                env=os.environ | self.settings,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self._wait()
        except BaseException:  # nothing goes on after a start that failed or was interrupted
            self.stop()
            raise

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while READY not in self._log.read_text(encoding="utf-8", errors="replace"):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(self._log.read_text(encoding="utf-8", errors="replace")[-2000:])
            time.sleep(0.2)

    def ask(self, text: str) -> str:
        """The reply to a message of a new person at the web chat: its text, then its buttons."""
        headers = {"Authorization": f"Bearer {uuid.uuid4().hex}"}
        # Each person has an address of their own: one address may not ask as often as this benchmark does.
        self._people += 1
        transport = httpx.HTTPTransport(local_address=str(ip_address("127.1.0.0") + self._people))
        with httpx.Client(base_url=self.url, headers=headers, timeout=60, trust_env=False, transport=transport) as http:
            http.post("/chat/demo/messages", json={"id": uuid.uuid4().hex, "text": text}).raise_for_status()
            deadline = time.monotonic() + REPLY_SECONDS
            while time.monotonic() < deadline:  # the server ends a stream now and then; a browser asks again, too
                with http.stream("GET", "/chat/demo/replies", params={"after": 0}) as stream:
                    for line in stream.iter_lines():
                        if line.startswith("data: "):
                            reply = json.loads(line[6:])
                            return "\n".join([reply["text"], *(button["title"] for button in reply["buttons"])])
        raise AssertionError(f"no reply within {REPLY_SECONDS} s")

    def stop(self) -> None:
        """Stops it as its operator does."""
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(60)


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def says(ask: Callable[[str], str], question: str, words: str) -> bool:
    """Whether the answer to a question holds some words."""
    return words in ask(question)
