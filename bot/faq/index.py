"""The index: which entries' phrasings are nearest to a question, by meaning (FAISS) and by words.

Questions are matched against questions (title and variants), never against answers: wording an answer differently
must not change what is found (RasaHQ/rasa-demo#483).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import faiss
import numpy as np

from bot.faq.entries import Entry
from bot.faq.folding import words
from bot.faq.lexical import LexicalIndex
from bot.faq.topics import OUTSIDE, Probabilities
from bot.faq.vectors import Vectors, VectorStore

ROWS_SEARCHED = 60
"""Rows of each half that make an entry a candidate: some five entries' worth of phrasings, twice over."""

BEST_PHRASING_WEIGHT = 0.7
"""An entry's dense score is 0.7 × its best phrasing + 0.3 × the mean of its phrasings (measured best or tied)."""


LEAST_WORDS_SAID = 2
"""A single word, « rsa », asks for nothing in particular, even where it is a variant."""

LEARNT_CANDIDATES = 5
"""So many of the likeliest topics of the learnt model are candidates, whatever the index brings up."""


_TEXTS_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Match:
    """How near an entry is to a question.

    ``dense`` is a cosine (0.7–1 with E5), ``lexical`` goes from 0 to 1, ``learnt`` is the probability that
    :class:`bot.faq.topics.TopicModel` gives to the topic, 1 where the question is one of the entry's very phrasings:
    what an editor has just added needs no learning.
    """

    entry_id: str
    dense: float
    lexical: float
    learnt: float = 0.0


@dataclass(frozen=True, slots=True)
class Matches:
    """The candidate entries, unordered, and the learnt probability that no topic is asked for."""

    entries: Sequence[Match]
    outside: float = 0.0


class Index:
    """An immutable index of some entries; a changed FAQ makes a new one.

    Args:
        entries: those that are served; at least one.
        vectors: where their phrasings' vectors come from.
    """

    def __init__(self, entries: Sequence[Entry], vectors: VectorStore) -> None:
        self.entries = {entry.id: entry for entry in entries}
        phrasings = [phrasing for entry in entries for phrasing in entry.phrasings]
        self._ids = [entry.id for entry in entries]
        self._numbers = {entry_id: number for number, entry_id in enumerate(self._ids)}
        # The rows of an entry lie together: they are found by where they begin, without looking through all of them.
        self._rows = np.array([len(entry.phrasings) for entry in entries])
        self._first = np.cumsum(self._rows) - self._rows
        self._owner = np.repeat(np.arange(len(entries)), self._rows)
        matrix = vectors.passages(phrasings)
        self._dense = faiss.IndexFlatIP(matrix.shape[1])
        self._dense.add(matrix)
        # The mean likeness to an entry's phrasings is the likeness to their mean.
        self._means = np.add.reduceat(matrix, self._first, axis=0) / self._rows[:, None].astype(np.float32)
        self._lexical = LexicalIndex(phrasings)
        self._said: dict[tuple[str, ...], set[int]] = {}
        for owner, phrasing in zip(self._owner.tolist(), phrasings, strict=True):
            self._said.setdefault(_words(phrasing), set()).add(owner)

    def match(self, question: str, vector: Vectors, learnt: Probabilities) -> Matches:
        """The candidate entries for a question.

        Args:
            question: what the citizen typed (for the lexical half).
            vector: the same, encoded as a query, shape (dimensions,).
            learnt: what the topic model makes of it. An entry that the model has not learnt counts as « none of the
                topics that it knows ».
        """
        rows = min(ROWS_SEARCHED, len(self._owner))
        similarities, numbers = self._dense.search(vector.reshape(1, -1), rows)
        lexical = self._lexical.scores(question)
        lexical_rows = np.argpartition(-lexical, rows - 1)[:rows]
        best_dense: dict[int, float] = {}
        for similarity, row in zip(similarities[0], numbers[0], strict=True):
            best_dense.setdefault(int(self._owner[row]), float(similarity))
        best_lexical = np.zeros(len(self._ids), dtype=np.float32)
        np.maximum.at(best_lexical, self._owner[lexical_rows], lexical[lexical_rows])
        owner = self.whose_phrasing(question)
        said = set() if owner is None else {self._numbers[owner]}
        for number in {*np.flatnonzero(best_lexical).tolist(), *self._likely(learnt), *said}:
            if number not in best_dense:
                best_dense[number] = self._best_phrasing(number, vector)
        means = self._means[list(best_dense)] @ vector
        outside = learnt.get(OUTSIDE, 0.0)
        entries = [
            Match(
                self._ids[number],
                BEST_PHRASING_WEIGHT * best + (1 - BEST_PHRASING_WEIGHT) * float(mean),
                float(best_lexical[number]),
                1.0 if number in said else learnt.get(self._ids[number], outside),
            )
            for (number, best), mean in zip(best_dense.items(), means, strict=True)
        ]
        return Matches(entries, 0.0 if said else outside)

    def whose_phrasing(self, question: str) -> str | None:
        """The one entry that has this very phrasing; None where no entry has it, or several have."""
        asked = tuple(words(question))
        owners = self._said.get(asked, set()) if len(asked) >= LEAST_WORDS_SAID else set()
        return self._ids[next(iter(owners))] if len(owners) == 1 else None

    def _likely(self, learnt: Mapping[str, float]) -> list[int]:
        likeliest = sorted(learnt, key=lambda topic: -learnt[topic])[:LEARNT_CANDIDATES]
        return [self._numbers[topic] for topic in likeliest if topic in self._numbers]

    def _best_phrasing(self, number: int, vector: Vectors) -> float:
        rows = self._dense.reconstruct_n(int(self._first[number]), int(self._rows[number]))
        return float((rows @ vector).max())


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _words(phrasing: str) -> tuple[str, ...]:
    """Of a phrasing; kept, for an edit of one entry makes the whole index again."""
    return tuple(words(phrasing))
