"""An index of made-up entries: what a fresh process measures, so that no size has another one's memory."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.processes import cost
from benchmarks.questions import kept_apart
from bot.cli.faq import finder_in_use, served_index
from bot.cli.model import vector_store
from bot.config.trained import ENCODER
from bot.faq.encoder import Encoder
from bot.faq.entries import Entry
from bot.faq.index import Index
from bot.faq.vectors import Vectors, VectorStore

PHRASINGS_EACH = 5
WORDS = 9
NEARNESS = 0.05
"""How far a made-up vector lies from a real one: the standard deviation added to each of its 384 numbers."""

QUESTIONS = 40


@dataclass(frozen=True, slots=True)
class Size:
    """What so many entries cost: seconds to build the index, MiB with the entries, milliseconds of each question."""

    entries: int
    build: float
    memory: float
    search: Sequence[float]


def measure(count: int) -> Size:
    """Makes so many entries, indexes them, asks."""
    finder = finder_in_use()
    asked = [question.text for question in kept_apart()[:QUESTIONS]]
    vectors = Encoder(ENCODER).encode_queries(asked)
    made = _MadeUp(list(served_index().entries.values()))
    before = cost(os.getpid()).memory
    entries = list(made.entries(count))
    started = time.perf_counter()
    index = Index(entries, made)
    build = time.perf_counter() - started - made.seconds
    memory = cost(os.getpid()).memory - before
    took = []
    for question, vector in zip(asked, vectors, strict=True):
        took.append(_milliseconds(partial(finder.candidates, index, question, vector)))
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
        unit: Vectors = near / np.linalg.norm(near, axis=1, keepdims=True)
        self.seconds = time.perf_counter() - started
        return unit


def _milliseconds(what: Callable[[], object]) -> float:
    started = time.perf_counter()
    what()
    return (time.perf_counter() - started) * 1000
