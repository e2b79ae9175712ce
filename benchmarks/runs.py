"""Runs of the parts: each in a process of its own, with what it measured kept until it is run again."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from benchmarks import machine, results
from benchmarks.parts import Part
from bot.config import environment
from bot.reports.page import Plot, Table


@dataclass(frozen=True, slots=True)
class Run:
    """A part that was run.

    Attributes:
        at: when it began, in ISO 8601.
        seconds: how long it took.
        load: of the machine before and after it (:func:`benchmarks.machine.load`).
        quick: whether it was cut short, so that its figures are worth little.
        status: its exit status; anything but 0 is a failure.
        command: how it was run, and how it is run again.
    """

    at: str
    seconds: float
    load: tuple[str, str]
    quick: bool
    status: int
    command: str


class Kept:
    """The last run of each part, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._runs = folder / "runs.json"

    def run(self, part: Part, *, quick: bool) -> Run:
        """Runs a part; what it prints goes to the terminal."""
        self._tables(part).unlink(missing_ok=True)
        command = part.command(quick=quick)
        before, at, started = machine.load(), datetime.now().astimezone(), time.monotonic()
        done = subprocess.run(
            (sys.executable, "-W", "ignore", *command, "--results", str(self._tables(part))),
            cwd=environment.ROOT,
            check=False,
        )
        seconds, load = time.monotonic() - started, (before, machine.load())
        shown = f"python {' '.join(command)}"
        run = Run(at.isoformat(timespec="minutes"), seconds, load, quick, done.returncode, shown)
        self._keep(part, run)
        return run

    def runs(self) -> Mapping[str, Run]:
        """The last run of each part that has been run, by its name."""
        if not self._runs.exists():
            return {}
        kept = json.loads(self._runs.read_text(encoding="utf-8"))
        return {name: Run(**run | {"load": tuple(run["load"])}) for name, run in kept.items()}

    def measured(self, part: Part) -> list[Table | Plot]:
        """What its last run measured."""
        return results.read(self._tables(part))

    def _tables(self, part: Part) -> Path:
        return self._folder / f"{part.name}.json"

    def _keep(self, part: Part, run: Run) -> None:
        runs = {**self.runs(), part.name: run}
        self._folder.mkdir(parents=True, exist_ok=True)
        self._runs.write_text(json.dumps({name: asdict(run) for name, run in runs.items()}), encoding="utf-8")
