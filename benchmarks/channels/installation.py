"""The four processes of an installation, started again whenever one dies; Meta's platform is played."""

import contextlib
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import httpx
from django.core.management import call_command

from bot.cli import processes
from bot.config import environment
from tests.platforms import installation
from tests.platforms.graph import Graph

LOOK_SECONDS = 0.1

OPENING = datetime(2026, 11, 24, 10)
"""When it is played to begin: a Tuesday, within working hours."""


class Supervisor:
    """Starts processes, and starts again those that die: what systemd or a container platform does."""

    def __init__(self, wanted: list[processes.Process], logs: Path) -> None:
        self._wanted = {process.name: process for process in wanted}
        self._logs = logs
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._stopping = threading.Event()
        self._began = time.monotonic()
        self._thread = threading.Thread(target=self._watch)
        self.killed: list[str] = []

    def __enter__(self) -> "Supervisor":
        for name in self._wanted:
            self._start(name)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            process.wait(20)

    def kill(self, name: str) -> None:
        """SIGKILL to a process."""
        self._running[name].send_signal(signal.SIGKILL)
        self.killed.append(name)

    def _start(self, name: str) -> None:
        process = self._wanted[name]
        # Each process plays the clock from its own start: one that is started again must not go back in time.
        clock = OPENING + timedelta(seconds=time.monotonic() - self._began)
        with (self._logs / f"{name}.log").open("ab") as output:
            self._running[name] = subprocess.Popen(
                process.command,
                env=dict(process.environment) | {"CAF_CLOCK": clock.isoformat()},
                cwd=environment.ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def _watch(self) -> None:
        while not self._stopping.wait(LOOK_SECONDS):
            for name, process in list(self._running.items()):
                if process.poll() is not None:
                    self._start(name)


@contextlib.contextmanager
def running(folder: Path, graph: Graph) -> Iterator[Supervisor]:
    """An installation with a data folder of its own, ready to answer."""
    ports = {name: str(_free_port()) for name in ("CAF_WEB_PORT", "CAF_RASA_PORT", "CAF_ACTIONS_PORT")}
    os.environ |= {
        "CAF_DATA_DIR": str(folder),
        "CAF_LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "bot.config.settings",
        **ports,
        **installation.settings(folder, graph.url, "http://127.0.0.1:9/bot"),
    }
    import django  # noqa: PLC0415 (its settings are read now)

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    wanted = [processes.web(), processes.worker(), processes.rasa(folder / "tracker.sqlite3"), processes.actions()]
    url = f"http://127.0.0.1:{ports['CAF_WEB_PORT']}"
    graph.webhook, graph.echoing = f"{url}/messenger", True
    with Supervisor(wanted, folder) as supervisor:
        while not _is_ready(f"{url}/health/ready"):
            time.sleep(0.5)
        yield supervisor


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
