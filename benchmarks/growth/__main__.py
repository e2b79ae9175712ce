"""How search, index and memory grow with the number of entries.

    python -m benchmarks.growth [--entries 100 1000 10000 100000]

Entries are made up: words of the FAQ's own phrasings in another order, five phrasings each, and vectors near those of
real ones, for encoding 500,000 phrasings would take hours and tell nothing of the search. The topic model knows the 166
real topics at every size. Each size is measured in a process of its own. A question's time is that of the search, with
its parts; encoding comes on top (``benchmarks.encoder``) and does not grow.
"""

import multiprocessing
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from benchmarks import results
from benchmarks.in_turn import percentile
from benchmarks.processes import cost
from benchmarks.questions import kept_apart
from bot.cli.faq import finder_in_use, served_index
from bot.cli.model import vector_store
from bot.config.trained import ENCODER
from bot.faq.encoder import Encoder
from bot.faq.entries import Entry
from bot.faq.index import Index
from bot.faq.vectors import Vectors, VectorStore
from bot.reports.plots import Line, plot_growth

PHRASINGS_EACH = 5
WORDS = 9
NEARNESS = 0.05
"""How far a made-up vector lies from a real one: the standard deviation added to each of its 384 numbers."""

QUESTIONS = 40


@dataclass(frozen=True, slots=True)
class Size:
    """What so many entries cost: seconds to build the index, MiB that it holds, milliseconds of each question."""

    entries: int
    build: float
    memory: float
    search: Sequence[float]


def main() -> None:
    """Measures each size, prints the table, draws the curves."""
    parser = results.parser("growth", __doc__)
    parser.add_argument("--entries", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    options = parser.parse_args()
    with results.kept_in(options.results) as kept:
        sizes = [_apart(entries) for entries in options.entries]
        kept.table(
            "Growth of the search with the entries",
            ("entries", "phrasings", "index built in s", "MiB", "search, p50 ms", "p95 ms"),
            [_row(size) for size in sizes],
        )
        lines = [
            Line("search, p50 (ms)", options.entries, [statistics.median(size.search) for size in sizes]),
            Line("index built (s)", options.entries, [size.build for size in sizes]),
            Line("memory (MiB)", options.entries, [max(size.memory, 1) for size in sizes]),
        ]
        description = "A question's time, the time to build the index, and its memory, by number of entries."
        kept.plot("growth", "Growth with the entries", description, plot_growth("entries", "", lines))


def _apart(entries: int) -> Size:
    results.progress(f"{entries} entries")
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measure, entries).result()


def _measure(count: int) -> Size:
    finder = finder_in_use()
    asked = [question.text for question in kept_apart()[:QUESTIONS]]
    vectors = Encoder(ENCODER).encode_queries(asked)
    made = _MadeUp(list(served_index().entries.values()))
    entries = list(made.entries(count))
    before, started = cost(os.getpid()).memory, time.perf_counter()
    index = Index(entries, made)
    build = time.perf_counter() - started - made.seconds
    memory = cost(os.getpid()).memory - before
    took = []
    for question, vector in zip(asked, vectors, strict=True):
        took.append(_milliseconds(lambda question=question, vector=vector: finder.candidates(index, question, vector)))
    return Size(count, build, memory, took)


class _MadeUp(VectorStore):
    """Entries and vectors that look like the real ones; nothing is kept."""

    def __init__(self, real: Sequence[Entry]) -> None:
        self._real = real
        self._chance = np.random.default_rng(1)
        phrasings = [phrasing for entry in real for phrasing in entry.phrasings]
        self._words = [word for phrasing in phrasings for word in phrasing.split()]
        self._vectors = vector_store().passages(phrasings)
        super().__init__(Path(os.devnull), "made up", self.passages)
        self.seconds = 0.0

    def entries(self, count: int) -> Iterator[Entry]:
        """So many, with identifiers of their own."""
        words = self._chance.choice(self._words, (count, PHRASINGS_EACH, WORDS))
        for number in range(count):
            title, *variants = (" ".join(phrasing) for phrasing in words[number])
            entry = self._real[number % len(self._real)]
            yield replace(entry, id=f"made-up-{number}", title=title, variants=tuple(variants))

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, each near a real one; the time that this takes is the benchmark's own."""
        started = time.perf_counter()
        near = self._vectors[self._chance.integers(0, len(self._vectors), len(texts))]
        near += self._chance.standard_normal(near.shape, dtype=np.float32) * NEARNESS
        near /= np.linalg.norm(near, axis=1, keepdims=True)
        self.seconds = time.perf_counter() - started
        return near


def _milliseconds(what: Callable[[], object]) -> float:
    started = time.perf_counter()
    what()
    return (time.perf_counter() - started) * 1000


def _row(size: Size) -> Sequence[str]:
    times = (f"{percentile(size.search, share):.1f}" for share in (0.5, 0.95))
    return (
        f"{size.entries:,}", f"{size.entries * PHRASINGS_EACH:,}", f"{size.build:.1f}", f"{size.memory:,.0f}", *times
    )  # fmt: skip


if __name__ == "__main__":
    main()
