"""Which entries are near another one: to link them, or to tell them better apart."""

from collections.abc import Sequence

import numpy as np

from bot.faq.entries import Entry
from bot.faq.vectors import VectorStore


def nearest(entry: Entry, others: Sequence[Entry], vectors: VectorStore, count: int) -> list[tuple[Entry, float]]:
    """The nearest entries by meaning with their likeness: the cosine of the means of their phrasings."""
    compared = [other for other in others if other.id != entry.id]
    if not compared:
        return []
    means = np.stack([vectors.passages(each.phrasings).mean(axis=0) for each in (entry, *compared)])
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    likeness = means[1:] @ means[0]
    return [(compared[place], float(likeness[place])) for place in np.argsort(-likeness)[:count]]
