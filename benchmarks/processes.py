"""What running processes cost: resident memory and the processor's time, as Linux tells of them."""

import os
from dataclasses import dataclass
from pathlib import Path

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
