"""The lexical half of the search: what dense vectors miss is often one rare word (« Ajpa », « Bafa », « carence »).

Stemmed words and character n-grams, accents and elisions folded, weighted by TF-IDF. Character n-grams catch
misspellings; stems catch conjugations and plurals.

Terms are hashed to columns rather than numbered by a vocabulary, so that a text's counts do not depend on the other
texts: they are counted once, and an index in which one text has changed is made in a tenth of a second.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from snowballstemmer import stemmer

from bot.faq.folding import words

Scores = npt.NDArray[np.float32]

_FRENCH = stemmer("french")
_COLUMNS = 2**20
"""So many that two of the fifty thousand terms of a FAQ seldom share one."""

_WORDS_REMEMBERED = 50_000
_stem = lru_cache(_WORDS_REMEMBERED)(_FRENCH.stemWord)
"""A FAQ says the same words again and again, and stemming one takes longer than all else that is counted."""

_COUNTED = {"n_features": _COLUMNS, "alternate_sign": False, "norm": None}
_COUNTERS = (
    HashingVectorizer(analyzer=lambda text: [_stem(word) for word in words(text)], **_COUNTED),
    HashingVectorizer(
        analyzer="char_wb", ngram_range=(3, 4), preprocessor=lambda text: " ".join(words(text)), **_COUNTED
    ),
)
"""Stems, and characters."""

_TEXTS_REMEMBERED = 20_000


class LexicalIndex:
    """Cosine likeness of a question to each indexed text, from 0 to 1: the mean of that of stems and of characters."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._parts = [_Weighted(counts) for counts in _counts_of_all(texts)]

    def scores(self, question: str) -> Scores:
        """One score a text, in their order; all zero where no word is known."""
        counts = _counts(question)
        parts = [part.scores(row) for part, row in zip(self._parts, counts, strict=True)]
        return np.asarray(np.mean(parts, axis=0), dtype=np.float32)


class _Weighted:
    """The texts' terms of one sort, weighted by TF-IDF."""

    def __init__(self, counts: csr_matrix) -> None:
        weights = TfidfTransformer(sublinear_tf=True)
        self._columns = weights.fit_transform(counts).tocsc()
        self._known = np.diff(self._columns.indptr) > 0
        self._rarity = weights.idf_

    def scores(self, counts: csr_matrix) -> Scores:
        """Cosines with a question's counts; a term that no text holds tells nothing.

        The question's row is weighted here as TfidfTransformer weighs the texts': its checks take four times as long.
        """
        known = self._known[counts.indices]
        terms = counts.indices[known]
        weights = (1 + np.log(counts.data[known])) * self._rarity[terms]
        length = np.linalg.norm(weights) or 1.0
        return np.asarray(self._columns[:, terms] @ (weights / length), dtype=np.float32)


def _counts(text: str) -> tuple[csr_matrix, ...]:
    """How often each term of a text occurs: one row for the stems, one for the characters."""
    return tuple(counter.transform([text]) for counter in _COUNTERS)


def _counts_of_all(texts: Sequence[str]) -> list[csr_matrix]:
    """One row a text: for the stems, then for the characters."""
    if len(texts) > _TEXTS_REMEMBERED:  # nothing would be remembered until the next time; all at once is faster
        return [counter.transform(texts) for counter in _COUNTERS]
    counts = zip(*(_remembered(text) for text in texts), strict=True)
    return [vstack(rows, format="csr") for rows in counts]


_remembered = lru_cache(_TEXTS_REMEMBERED)(_counts)
