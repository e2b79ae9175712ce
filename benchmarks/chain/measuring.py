"""One installation at each load: what a fresh process measures, for Django reads its settings once."""

import contextlib
import sqlite3
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.chain.conversations import Stopwatch, talk
from benchmarks.chain.tabs import idle_cost
from benchmarks.channels.installation import running
from benchmarks.processes import Cost, cost
from benchmarks.questions import kept_apart
from benchmarks.results import progress

WARMING = 12
"""Messages before anything is measured: the first ones wait for what is read at first use."""


TABS = 40
TABS_SECONDS = 6.0


@dataclass(frozen=True, slots=True)
class Level:
    """So many conversations at once.

    Attributes:
        latencies: seconds from the webhook request to the reply, a message each.
        seconds: how long all of it took.
        costs: what each process holds at the end, and the seconds of processor that it used, by its name.
        grown: bytes a message by which each database grew.
    """

    at_once: int
    latencies: Sequence[float]
    seconds: float
    costs: Mapping[str, Cost]
    grown: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Measured:
    """Each level, and milliseconds of the web process a second for an open tab in which nobody writes."""

    levels: Sequence[Level]
    tab: float


def measure(rasas: int, levels: Sequence[int], messages: int) -> Measured:
    """Starts an installation and measures each level, with a message a conversation at least; then open tabs."""
    with (
        tempfile.TemporaryDirectory(prefix="caf-chain-") as folder,
        Stopwatch() as graph,
        running(Path(folder), graph, rasas) as supervisor,
    ):
        texts = [asked.text for asked in kept_apart()]
        talk(graph, rasas, texts[-WARMING:])
        asked = {level: texts[: max(messages, level)] for level in levels}
        measured = [_measure(graph, supervisor.pids, Path(folder), level, some) for level, some in asked.items()]
        progress(f"{TABS} open tabs")
        web = graph.webhook.removesuffix("/messenger")
        return Measured(measured, idle_cost(web, supervisor.pids["web"], TABS, TABS_SECONDS))


def _measure(graph: Stopwatch, pids: Mapping[str, int], folder: Path, level: int, texts: Sequence[str]) -> Level:
    progress(f"{level} conversations at once, {len(texts)} messages")
    before = {name: cost(pid) for name, pid in pids.items()}
    sizes, started = _sizes(folder), time.perf_counter()
    latencies = talk(graph, level, texts)
    seconds = time.perf_counter() - started
    after = {name: cost(pid) for name, pid in pids.items()}
    used = {name: Cost(end.memory, end.processor - before[name].processor) for name, end in after.items()}
    grown = {name: (size - sizes[name]) / len(texts) for name, size in _sizes(folder).items()}
    return Level(level, latencies, seconds, used, grown)


def _sizes(folder: Path) -> dict[str, int]:
    """Bytes of each database: whole pages, whether they are in the file yet or still in its journal."""
    sizes = {}
    for file in folder.glob("*.sqlite3"):
        with contextlib.closing(sqlite3.connect(file)) as database:
            ((pages,), (bytes_a_page,)) = (database.execute(f"PRAGMA page_{of}").fetchone() for of in ("count", "size"))
            sizes[file.name] = pages * bytes_a_page
    return sizes
