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

FEWEST_BEFORE_THANKS = 6
"""« c'est tout pour moi, bonne journée » is a farewell, and alarms without its last words."""


def without_courtesy(text: str) -> str:
    """The message without the greeting that it begins with and the thanks that it ends with.

    The one stays where less than :data:`FEWEST_WORDS` words would be left, the other where less than
    :data:`FEWEST_BEFORE_THANKS` would.
    """
    opening, closing = _courtesies()
    folded = "".join(map(_plain, text))  # as long as the text: places agree
    begins = opening.match(folded)
    left = text[begins.end() if begins else 0 :]
    if len(left.split()) < FEWEST_WORDS:
        return text
    ends = closing.search(folded, len(text) - len(left))
    before = text[len(text) - len(left) : ends.start()] if ends else ""
    return before if len(before.split()) >= FEWEST_BEFORE_THANKS else left


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
