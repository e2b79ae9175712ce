"""An installation whose processes run one by one, so that each can be watched, made to fail and killed."""

import contextlib
import itertools
import os
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.cli import processes
from bot.cli.processes import Process
from bot.config import environment
from tests.journeys.conftest import free_ports
from tests.platforms import installation as connected
from tests.platforms.graph import Graph
from tests.platforms.telegram import Telegram

FAULTS = Path(__file__).with_name("faults")
PATIENCE_SECONDS = 120.0
ADDRESSES = 8


class Installation:
    """Running processes, the folder of all they write, and all that they answer.

    Attributes:
        graph, telegram: the platforms that it is connected to, played.
        data: everything that is written: data folder, temporary files, output of each process, responses.
    """

    def __init__(self, data: Path, ports: Mapping[str, int], graph: Graph, telegram: Telegram) -> None:
        self.data, self.graph, self.telegram = data, graph, telegram
        self.token = environment.secret("CAF_RASA_TOKEN")
        self.web = f"http://127.0.0.1:{ports['CAF_WEB_PORT']}"
        self.rasa = f"http://127.0.0.1:{ports['CAF_RASA_PORT']}"
        self._fault = Path(os.environ["CAF_TESTS_FAULT"])
        self._responses = data / "responses.log"
        # Each request from another loopback address in turn: together they write more than one address may.
        self._clients = tuple(
            httpx.Client(timeout=30, trust_env=False, transport=httpx.HTTPTransport(local_address=f"127.0.0.{last}"))
            for last in range(2, 2 + ADDRESSES)
        )
        self._turn = itertools.cycle(self._clients)
        self._children: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, process: Process, *more: str) -> None:
        """Starts a process as ``serve`` does; what it prints goes to a file of its own."""
        with (self.data / f"{process.name}.out").open("ab") as output:
            self._children[process.name] = subprocess.Popen(
                (*process.command, *more),
                cwd=environment.ROOT, env=dict(process.environment), stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def kill(self, name: str, how: signal.Signals = signal.SIGKILL) -> None:
        """Ends a process as a crash does."""
        child = self._children.pop(name)
        child.send_signal(how)
        child.wait(30)

    def stop(self) -> None:
        """Ends what still runs."""
        for name in list(self._children):
            self.kill(name)
        for client in self._clients:
            client.close()

    def request(self, method: str, url: str, **arguments: Any) -> httpx.Response:
        """One HTTP request; what comes back, headers included, is kept to be searched."""
        response = next(self._turn).request(method, url, **arguments)
        with self._responses.open("ab") as log:
            log.write(repr(response.headers).encode() + response.content + b"\n")
        return response

    def rasa_request(self, path: str, **arguments: Any) -> httpx.Response:
        """A request to Rasa's server, with the token of the worker and of the HTTP API."""
        headers = {"Authorization": f"Bearer {self.token}"}
        return self.request("POST", f"{self.rasa}{path}", headers=headers, params={"token": self.token}, **arguments)

    def say(self, text: str, person: str = "", **more: Any) -> httpx.Response:
        """A message in the web chat, of a new person where none is given."""
        headers = {"Authorization": f"Bearer {person or uuid.uuid4().hex}"}
        body = {"id": str(uuid.uuid4()), "text": text} | more
        return self.request("POST", f"{self.web}/chat/demo/messages", headers=headers, json=body)

    def command(self, *arguments: str) -> int:
        """Runs ``python -m bot …`` in this installation."""
        with (self.data / "command.out").open("ab") as output:
            done = subprocess.run(
                (sys.executable, "-W", "ignore", "-m", "bot", *arguments),
                cwd=environment.ROOT, stdout=output, stderr=subprocess.STDOUT, check=False,
            )  # fmt: skip
        return done.returncode

    @contextlib.contextmanager
    def failing(self, step: str) -> Iterator[None]:
        """While it lasts, that step raises in every process."""
        self._fault.write_text(step, encoding="utf-8")
        try:
            yield
        finally:
            self._fault.write_text("", encoding="utf-8")

    @contextlib.contextmanager
    def broken_database(self) -> Iterator[None]:
        """While it lasts, the database is no database; then it is the one from before."""
        database, aside = self.data / "assistant.sqlite3", self.data / "aside"
        aside.mkdir()
        moved = [file.rename(aside / file.name) for file in self.data.glob("assistant.sqlite3*")]
        database.write_bytes(b"no database" * 1000)
        try:
            yield
        finally:
            for file in moved:
                file.rename(self.data / file.name)

    def wait_until_ready(self) -> None:
        """Until every part answers."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(httpx.HTTPError):
                if self.request("GET", f"{self.web}/health/ready").is_success:
                    return
            time.sleep(0.2)
        raise AssertionError("the installation did not start")

    def wait_until_answered(self, seconds: float = 60.0) -> int:
        """Until nothing is pending, or that long; returns how many messages still are."""
        deadline = time.monotonic() + seconds
        while (pending := self.count("inboxmessage WHERE state = 'pending'")) and time.monotonic() < deadline:
            time.sleep(0.1)
        return pending

    def count(self, rows: str) -> int:
        """How many rows there are of a table of the conversations, given as ``TABLE WHERE …``."""
        with contextlib.closing(sqlite3.connect(self.data / "assistant.sqlite3", timeout=20)) as database:
            (found,) = database.execute(f"SELECT COUNT(*) FROM conversations_{rows}").fetchone()  # noqa: S608
        return int(found)


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Installation]:
    """All four processes, every log at DEBUG, Rasa with its HTTP API, temporary files below the folder."""
    data = folder / "data"
    data.mkdir()
    processes.forbid_core_dumps()  # as every command of ours does before it starts anything
    (data / "fault").write_text("", encoding="utf-8")
    names = ("CAF_WEB_PORT", "CAF_RASA_PORT", "CAF_ACTIONS_PORT")
    ports = dict(zip(names, free_ports(3), strict=True))
    with pytest.MonkeyPatch.context() as patch, Graph() as graph, Telegram() as telegram:
        for name, value in {
            "CAF_DATA_DIR": data,
            "CAF_CLOCK": "2026-11-24T10:00",
            "CAF_LOG_LEVEL": "DEBUG",
            "CAF_TESTS_FAULT": data / "fault",
            "PYTHONPATH": FAULTS,
            "PYTHONFAULTHANDLER": "1",
            "LOG_LEVEL_LIBRARIES": "DEBUG",
            "TMPDIR": data,
            **ports,
            **connected.settings(folder, graph.url, telegram.api_url),
        }.items():
            patch.setenv(name, str(value))
        installation = Installation(data, ports, graph, telegram)
        graph.webhook, graph.echoing = f"{installation.web}/messenger", True
        telegram.webhook = f"{installation.web}/telegram/demo"
        assert installation.command("prepare") == 0
        try:
            installation.start(processes.actions(), "--debug")
            installation.start(
                processes.rasa(),
                "--enable-api", "--auth-token", installation.token, "--debug",
            )  # fmt: skip
            installation.start(processes.web())
            installation.start(processes.worker(), "--huey-verbose")
            installation.wait_until_ready()
            yield installation
        finally:
            installation.stop()
