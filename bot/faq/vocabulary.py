"""The words that people write: those of a French dictionary, and those of citizens' messages, misspelt or not."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from spellchecker import SpellChecker

from bot.faq.folding import unaccent

WORD = re.compile(r"[^\W\d_]+")

MESSAGES_FOR_A_WORD = 3
"""A word that as many messages hold is one that people write, whatever dictionaries say."""


class Vocabulary:
    """Words by how many messages hold them.

    Args:
        counts: number of messages by lower-case word, accents kept.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._written: dict[str, str] = {}
        self.counts: Counter[str] = Counter()
        """Number of messages by unaccented word."""
        for word, count in sorted(counts.items(), key=lambda item: (item[1], item[0])):
            self._written[unaccent(word)] = word  # the most frequent spelling comes last
            self.counts[unaccent(word)] += count

    @classmethod
    def of(cls, messages: Iterable[str]) -> Vocabulary:
        """The words of some messages."""
        return cls(Counter(word for text in messages for word in {word.lower() for word in WORD.findall(text)}))

    @classmethod
    def load(cls, file: Path) -> Vocabulary:
        """Reads what :meth:`save` wrote.

        Raises:
            OSError: there is none.
        """
        return cls(json.loads(file.read_text(encoding="utf-8")))

    def save(self, file: Path) -> None:
        """Writes the words; the file appears whole or not at all."""
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_suffix(".part")
        aside.write_text(json.dumps(dict(sorted(self._counts.items())), ensure_ascii=False), encoding="utf-8")
        aside.replace(file)

    def knows(self, word: str) -> bool:
        """Whether people write this unaccented word."""
        return self.counts[word] >= MESSAGES_FOR_A_WORD or is_french(word)

    def written(self, word: str) -> str:
        """An unaccented word of the messages as most of them write it."""
        return self._written[word]


def is_french(word: str) -> bool:
    """Whether an unaccented word is in a dictionary of French as people speak (film subtitles)."""
    return word in _dictionary()


@cache
def _dictionary() -> frozenset[str]:
    return frozenset(unaccent(word) for word in SpellChecker(language="fr").word_frequency.dictionary)
