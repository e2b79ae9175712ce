"""Phrasings of two entries that are too near each other: a citizen could be given either answer."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from rapidfuzz import fuzz, process

from bot.faq.entries import Entry
from bot.faq.folding import words
from bot.faq.problems import Field, Finding, finding
from bot.faq.vectors import VectorStore

WORDS_LIKENESS = 92
"""Likeness (0–100) of their sorted words from which two phrasings nearly repeat each other."""

MEANING_LIKENESS = 0.965
"""Cosine of their vectors from which they do."""


def check_all(entries: Sequence[Entry], vectors: VectorStore) -> Iterator[tuple[str, Finding]]:
    """The phrasings that are too near one of an earlier entry, each with the identifier of its own entry.

    A pair is told once; of several that are near, the nearest is named.
    """
    phrasings = [(entry.id, text) for entry in entries for _, text in _phrasings(entry)]
    if not phrasings:
        return
    matrix = vectors.passages([text for _, text in phrasings])
    keys = [_key(text) for _, text in phrasings]
    end = 0
    for entry in entries:
        fields = list(_phrasings(entry))
        start, end = end, end + len(fields)
        if not start:
            continue  # the first entry has none before it
        meaning = matrix[start:end] @ matrix[:start].T
        wording = process.cdist(keys[start:end], keys[:start], scorer=fuzz.ratio, score_cutoff=WORDS_LIKENESS)
        for row, (field, text) in enumerate(fields):
            by_words, by_meaning = int(wording[row].argmax()), int(meaning[row].argmax())
            if wording[row, by_words] >= WORDS_LIKENESS:
                yield entry.id, _near_words(field, text, phrasings[by_words], float(wording[row, by_words]))
            elif meaning[row, by_meaning] >= MEANING_LIKENESS:
                yield entry.id, _near_meaning(field, text, phrasings[by_meaning], float(meaning[row, by_meaning]))


def near_by_words(entry: Entry, others: Sequence[Entry]) -> Iterator[tuple[str, Finding]]:
    """The phrasings of one entry whose words nearly repeat another's, each with the identifier of the other entry.

    It needs no encoder: an editor's form asks at every pause of the keyboard. What repeats another one in other words
    is told by :func:`near_by_meaning`.
    """
    phrasings = [(other.id, text) for other in others for _, text in _phrasings(other)]
    if not phrasings:
        return
    fields = list(_phrasings(entry))
    wording = process.cdist(
        [_key(text) for _, text in fields],
        [_key(text) for _, text in phrasings],
        scorer=fuzz.ratio,
        score_cutoff=WORDS_LIKENESS,
    )
    for row, (field, text) in enumerate(fields):
        nearest = int(wording[row].argmax())
        if wording[row, nearest] >= WORDS_LIKENESS:
            yield phrasings[nearest][0], _near_words(field, text, phrasings[nearest], float(wording[row, nearest]))


def near_by_meaning(
    phrasings: Sequence[str], others: Sequence[Entry], vectors: VectorStore
) -> Iterator[tuple[str, Finding]]:
    """The phrasings that say what one of another entry says, each with the identifier of that entry.

    Args:
        phrasings: an entry's title, then its variants.
        others: every other entry.
        vectors: where the phrasings' vectors come from.
    """
    theirs = [(other.id, text) for other in others for _, text in _phrasings(other)]
    if not theirs:
        return
    meaning = vectors.passages(phrasings) @ vectors.passages([text for _, text in theirs]).T
    for row, (field, text) in enumerate(_fields(phrasings)):
        nearest = int(meaning[row].argmax())
        if meaning[row, nearest] >= MEANING_LIKENESS:
            yield theirs[nearest][0], _near_meaning(field, text, theirs[nearest], float(meaning[row, nearest]))


def check_labels(entries: Sequence[Entry]) -> Iterator[tuple[str, Finding]]:
    """Labels that two entries share: the buttons of one clarification could not be told apart."""
    by_label = sorted(entries, key=lambda entry: (entry.label.casefold(), entry.id))
    for _, group in groupby(by_label, key=lambda entry: entry.label.casefold()):
        first, *others = group
        for other in others:
            yield other.id, finding("same_label", ("label",), None, label=other.label, other=first.id)


@lru_cache(maxsize=16_384)
def _key(text: str) -> str:
    """What phrasings are compared by; kept, for a form compares with the whole FAQ at every pause of the keyboard."""
    return " ".join(sorted(words(text))) or text


def _phrasings(entry: Entry) -> Iterator[tuple[Field, str]]:
    return _fields(entry.phrasings)


def _fields(phrasings: Sequence[str]) -> Iterator[tuple[Field, str]]:
    title, *variants = phrasings
    yield ("title",), title
    yield from ((("variants", place), variant) for place, variant in enumerate(variants))


def _near_words(field: Field, text: str, other: tuple[str, str], likeness: float) -> Finding:
    kind = "same_phrasing" if other[1].casefold() == text.casefold() else "near_phrasing_words"
    return finding(kind, field, None, text=text, near=other[1], other=other[0], likeness=round(likeness))


def _near_meaning(field: Field, text: str, other: tuple[str, str], likeness: float) -> Finding:
    shown = f"{likeness:.2f}".replace(".", ",")
    return finding("near_phrasing_meaning", field, None, text=text, near=other[1], other=other[0], likeness=shown)
