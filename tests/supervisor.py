"""Starts processes, and starts again those that die: what systemd or a container platform does."""

import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from bot.cli.processes import Process
from bot.config import environment

LOOK_SECONDS = 0.1
PATIENCE_SECONDS = 60.0
"""How long a process may take to end when it is asked to."""


class Supervisor:
    """Running processes by name; what each prints goes to a file of its own below ``logs``.

    Args:
        wanted: the processes.
        logs: where they print to.
        opening: the moment that the clock is played from; the real clock where there is none.
    """

    def __init__(self, wanted: Sequence[Process], logs: Path, opening: datetime | None = None) -> None:
        self._wanted = {process.name: process for process in wanted}
        self._logs = logs
        self._opening = opening
        self._began = time.monotonic()
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.killed: list[str] = []

    def __enter__(self) -> Self:
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
            try:
                process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    @property
    def names(self) -> Sequence[str]:
        """Of its processes."""
        return list(self._wanted)

    @property
    def pids(self) -> Mapping[str, int]:
        """Of what runs now, by name."""
        return {name: process.pid for name, process in self._running.items()}

    def kill(self, name: str) -> None:
        """SIGKILL, as a machine that dies."""
        self._running[name].send_signal(signal.SIGKILL)
        self.killed.append(name)

    def restart(self, name: str) -> None:
        """SIGTERM, and back once it is gone; it is then started again, as at a new version."""
        process = self._running[name]
        process.terminate()
        process.wait(PATIENCE_SECONDS)

    def freeze(self, name: str) -> None:
        """SIGSTOP, as a machine that is cut off: its connections stay, and nothing comes of them."""
        self._running[name].send_signal(signal.SIGSTOP)

    def thaw(self, name: str) -> None:
        """Lets go on what :meth:`freeze` stopped, where it was."""
        self._running[name].send_signal(signal.SIGCONT)

    def pid(self, name: str) -> int:
        """The number of a process; another one after each death."""
        return self._running[name].pid

    def lines(self, name: str) -> Sequence[str]:
        """What a process has printed, all its lives long."""
        return (self._logs / f"{name}.log").read_text(encoding="utf-8").splitlines()

    def _start(self, name: str) -> None:
        process = self._wanted[name]
        clock = {}
        if self._opening:
            # Each process plays the clock from its own start: one that is started again must not go back in time.
            clock["CAF_CLOCK"] = (self._opening + timedelta(seconds=time.monotonic() - self._began)).isoformat()
        with (self._logs / f"{name}.log").open("ab") as output:
            self._running[name] = subprocess.Popen(
                process.command,
                env=dict(process.environment) | clock,
                cwd=environment.ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def _watch(self) -> None:
        while not self._stopping.wait(LOOK_SECONDS):
            for name, process in list(self._running.items()):
                if process.poll() is not None:
                    self._start(name)
