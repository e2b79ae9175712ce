"""Processes: what running ones cost in memory and processor time, as Linux tells of them; and a fresh one."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Returned = TypeVar("Returned")

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """Resident memory in MiB (pages shared with others are divided among them), processor time in seconds so far."""

    memory: float
    processor: float


def cost(pid: int) -> Cost:
    """Of a process of ours, its threads included and the processes that it has started not.

    Raises:
        OSError: it has ended.
    """
    folder = Path("/proc") / str(pid)
    lines = (folder / "smaps_rollup").read_text(encoding="ascii").splitlines()
    memory = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    # After the name in brackets: the 12th and 13th fields are the times in user and kernel mode.
    fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return Cost(memory / 1024, (int(fields[11]) + int(fields[12])) / _TICKS)


def apart(measure: Callable[Given, Returned], *args: Given.args, **options: Given.kwargs) -> Returned:
    """What a function returns in a fresh process, whose memory and settings are its own; none of ``__main__``.

    Raises:
        Exception: what it raises.
    """
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measure, *args, **options).result()
