"""The index: which entries' phrasings are nearest to a question, by meaning (FAISS) and by words.

Questions are matched against questions (title and variants), never against answers: wording an answer differently
must not change what is found (RasaHQ/rasa-demo#483).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import faiss
import numpy as np

from bot.faq.entries import Entry
from bot.faq.lexical import LexicalIndex
from bot.faq.vectors import Vectors, VectorStore

ROWS_SEARCHED = 60
"""Rows of each half that make an entry a candidate: some five entries' worth of phrasings, twice over."""

BEST_PHRASING_WEIGHT = 0.7
"""An entry's dense score is 0.7 × its best phrasing + 0.3 × the mean of its phrasings (measured best or tied)."""


@dataclass(frozen=True, slots=True)
class Match:
    """How near an entry is to a question: ``dense`` is a cosine (0.7–1 with E5), ``lexical`` goes from 0 to 1."""

    entry_id: str
    dense: float
    lexical: float


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
        self._owner = np.repeat(np.arange(len(entries)), [len(entry.phrasings) for entry in entries])
        matrix = vectors.passages(phrasings)
        self._dense = faiss.IndexFlatIP(matrix.shape[1])
        self._dense.add(matrix)
        # The mean likeness to an entry's phrasings is the likeness to their mean.
        self._means = np.stack([matrix[self._owner == number].mean(axis=0) for number in range(len(entries))])
        self._lexical = LexicalIndex(phrasings)

    def match(self, question: str, vector: Vectors) -> list[Match]:
        """The candidate entries for a question, unordered.

        Args:
            question: what the citizen typed (for the lexical half).
            vector: the same, encoded as a query, shape (dimensions,).
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
        for number in np.flatnonzero(best_lexical):
            if int(number) not in best_dense:
                best_dense[int(number)] = self._best_phrasing(int(number), vector)
        means = self._means @ vector
        return [
            Match(
                self._ids[number],
                BEST_PHRASING_WEIGHT * best + (1 - BEST_PHRASING_WEIGHT) * float(means[number]),
                float(best_lexical[number]),
            )
            for number, best in best_dense.items()
        ]

    def _best_phrasing(self, number: int, vector: Vectors) -> float:
        return max(float(self._dense.reconstruct(int(row)) @ vector) for row in np.flatnonzero(self._owner == number))
