"""Courtesy around a message: « bonjour, …, merci d'avance » changes nothing of what is asked.

Half of all messages come with some: what reads them is not to be moved by it. The words are data (``courtesy.yml``).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

FEWEST_WORDS = 3
"""What is left of fewer words is nothing without its courtesy: « bonjour ça va »."""


def without_courtesy(text: str) -> str:
    """The message without the greeting that it begins with and the thanks that it ends with.

    It stays as it is where less than :data:`FEWEST_WORDS` words would be left.
    """
    opening, closing = _courtesies()
    folded = "".join(map(_plain, text))  # as long as the text: places agree
    begins = opening.match(folded)
    ends = closing.search(folded)
    left = text[begins.end() if begins else 0 : ends.start() if ends else len(text)]
    return left if len(left.split()) >= FEWEST_WORDS else text


def _plain(letter: str) -> str:
    return "'" if letter == "’" else unicodedata.normalize("NFD", letter)[0]


@cache
def _courtesies() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    openings, addressed, closings = (_any(words[name]) for name in ("openings", "addressed", "closings"))
    return (
        re.compile(rf"\W*{openings}\b(?:[\s,]+{addressed}\b)?[\s,.;:!]+", re.IGNORECASE),
        re.compile(rf"(?:(?<=[?.!])|[\s,;])[\s,;]*{closings}[\s.!]*$", re.IGNORECASE),
    )


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"
