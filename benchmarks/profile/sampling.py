"""py-spy, which looks at the stack of a running process a hundred times a second and slows it down little."""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Self

import yaml

from benchmarks.environments import make_environment
from bot.config import environment

HERE = Path(__file__).parent
RATE = 100
"""Samples a second: one stands for ten milliseconds of a thread that works."""

OTHER = "other"
STEPS: Mapping[str, Sequence[Mapping[str, object]]] = yaml.safe_load((HERE / "steps.yml").read_text(encoding="utf-8"))


class Sampling:
    """Samples some processes from the beginning of the block to its end.

    Args:
        pids: of the processes, by name.
        folder: where the samples go.
    """

    def __init__(self, pids: Mapping[str, int], folder: Path) -> None:
        uv = Path(sys.executable).with_name("uv")
        made = environment.ROOT / "var" / "benchmarks" / "py-spy"
        self._profiler = make_environment(made, HERE / "profiler.lock", uv).with_name("py-spy")
        self._pids = pids
        self._folder = folder
        self._running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        options = ("--format", "raw", "--full-filenames", "--rate", str(RATE))
        for name, pid in self._pids.items():
            command = (self._profiler, "record", *options, "--pid", str(pid), "--output", self._file(name))
            self._running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        return self

    def __exit__(self, *_: object) -> None:
        for profiler in self._running:
            profiler.send_signal(signal.SIGINT)
        for profiler in self._running:
            profiler.wait()

    def steps(self, name: str) -> Counter[str]:
        """How many samples of a process were in which step."""
        return count_steps(self._file(name).read_text(encoding="utf-8").splitlines(), STEPS[name])

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.samples"


def count_steps(samples: Iterable[str], steps: Sequence[Mapping[str, object]]) -> Counter[str]:
    """Samples by step.

    Args:
        samples: lines ``frame;frame;frame count``, the outermost frame first.
        steps: in order, each with its name and what its ``frames`` hold.
    """
    counts: Counter[str] = Counter()
    for line in samples:
        stack, _, count = line.rpartition(" ")
        counts[_step(stack.split(";"), steps)] += int(count)
    return counts


def _step(stack: Sequence[str], steps: Sequence[Mapping[str, object]]) -> str:
    for frame in reversed(stack):
        for step in steps:
            if any(part in frame for part in step["frames"]):  # type: ignore[attr-defined]
                return str(step["step"])
    return OTHER
