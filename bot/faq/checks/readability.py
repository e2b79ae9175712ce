"""Short sentences and plain words: what a worried person reads on a phone."""

import re
from collections.abc import Iterator
from functools import cache

import pyphen

from bot.faq.amounts import MARKER
from bot.faq.checks.context import Context
from bot.faq.checks.fields import long_texts
from bot.faq.entries import Entry
from bot.faq.problems import Finding, finding
from bot.faq.sentences import rows

SENTENCE_WORDS = 20
"""The longest sentence, in words between spaces."""

LEAST_EASE = 60
"""Kandel-Moles score from which a text is plain, on Flesch's scale."""

_WORD = re.compile(r"[^\W\d_]+")


def check(entry: Entry, _: Context) -> Iterator[Finding]:
    """Sentences that are too long, and texts that are hard as a whole."""
    for field, text in long_texts(entry):
        for number, _lead, sentences in rows(text):
            for sentence in sentences:
                size = sum(bool(re.search(r"\w", word)) for word in sentence.split())
                if size > SENTENCE_WORDS:
                    start = " ".join(sentence.split()[:5])
                    yield finding("long_sentence", field, number, size=size, limit=SENTENCE_WORDS, start=start)
        score = ease(text)
        if score < LEAST_EASE:
            yield finding("hard_to_read", field, score=round(score), limit=LEAST_EASE)


def ease(text: str) -> float:
    """How easily a French text reads, mostly from 0 (hard) to 100 (easy).

    Kandel and Moles's adaptation of Flesch (« Application de l'indice de Flesch à la langue française », 1958):
    207 − 1.015 × words a sentence − 73.6 × syllables a word. Syllables are those of the hyphenation patterns, which
    know no break inside the shortest words: scores compare texts, they are no absolute truth.
    """
    sentences = [
        words for _, _, row in rows(MARKER.sub("", text)) for sentence in row if (words := _WORD.findall(sentence))
    ]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 100.0
    syllables = sum(len(_hyphenation().positions(word.lower())) + 1 for word in words)
    return 207 - 1.015 * len(words) / len(sentences) - 73.6 * syllables / len(words)


@cache
def _hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="fr", left=1, right=2)
