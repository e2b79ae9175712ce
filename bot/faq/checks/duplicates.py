"""Phrasings of two entries that are too near each other: a citizen could be given either answer."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
from rapidfuzz import fuzz, process

from bot.faq.entries import Entry
from bot.faq.lexical import words
from bot.faq.problems import Field, Finding, finding
from bot.faq.vectors import VectorStore

WORDS_LIKENESS = 92
"""Likeness (0–100) of their sorted words from which two phrasings nearly repeat each other."""

MEANING_LIKENESS = 0.965
"""Cosine of their vectors from which they do."""


def check_all(entries: Sequence[Entry], vectors: VectorStore) -> Iterator[tuple[str, Finding]]:
    """The nearest neighbour in another entry of each phrasing that has one too near, with the entry's identifier.

    Each pair is told once, at the later of the two.
    """
    phrasings = [(entry.id, field, text) for entry in entries for field, text in _phrasings(entry)]
    if not phrasings:
        return
    texts = [text for _, _, text in phrasings]
    owner = np.unique([id_ for id_, _, _ in phrasings], return_inverse=True)[1]
    same_entry = (owner[:, None] == owner[None, :]) | np.triu(np.ones((len(texts), len(texts)), dtype=bool))
    matrix = vectors.passages(texts)
    meaning = np.where(same_entry, 0, matrix @ matrix.T)
    keys = [" ".join(sorted(words(text))) or text for text in texts]
    wording = process.cdist(keys, keys, scorer=fuzz.ratio, score_cutoff=WORDS_LIKENESS, dtype=np.uint8)
    wording = np.where(same_entry, 0, wording)
    for number, (entry_id, field, text) in enumerate(phrasings):
        by_words, by_meaning = int(wording[number].argmax()), int(meaning[number].argmax())
        if wording[number, by_words] >= WORDS_LIKENESS:
            other, _, near = phrasings[by_words]
            same = near.casefold() == text.casefold()
            kind = "same_phrasing" if same else "near_phrasing_words"
            yield (
                entry_id,
                finding(kind, field, None, text=text, near=near, other=other, likeness=int(wording[number, by_words])),
            )
        elif meaning[number, by_meaning] >= MEANING_LIKENESS:
            other, _, near = phrasings[by_meaning]
            likeness = f"{meaning[number, by_meaning]:.2f}".replace(".", ",")
            yield (
                entry_id,
                finding("near_phrasing_meaning", field, None, text=text, near=near, other=other, likeness=likeness),
            )


def check_labels(entries: Sequence[Entry]) -> Iterator[tuple[str, Finding]]:
    """Labels that two entries share: the buttons of one clarification could not be told apart."""
    by_label = sorted(entries, key=lambda entry: (entry.label.casefold(), entry.id))
    for _, group in groupby(by_label, key=lambda entry: entry.label.casefold()):
        first, *others = group
        for other in others:
            yield other.id, finding("same_label", ("label",), None, label=other.label, other=first.id)


def _phrasings(entry: Entry) -> Iterator[tuple[Field, str]]:
    yield ("title",), entry.title
    yield from ((("variants", place), variant) for place, variant in enumerate(entry.variants))
