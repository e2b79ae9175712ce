"""Which of the choices just offered a typed message picks: « 2 », « la deuxième », or the words of one."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml
from rapidfuzz import fuzz

from bot.faq.lexical import unaccent, words

PAYLOAD_PREFIX = "faq:"
"""A button's payload is this and an entry's identifier."""

LIKENESS = 90
"""How much (0–100) of a choice's words a message must share to pick it by words."""


def pick(text: str, choices: Sequence[str]) -> int | None:
    """The position (from 0) of the picked choice, or None when the message says something else.

    Args:
        text: what the citizen typed.
        choices: the words of the offered choices, in order.
    """
    said = " ".join(re.findall(r"[a-z0-9]+", unaccent(text)))
    for position, forms in enumerate(_ordinals()):
        if said in forms and position < len(choices):
            return position
    if said in _last() and choices:
        return len(choices) - 1
    meant = words(text)
    if not meant:
        return None
    likeness = [fuzz.token_sort_ratio(" ".join(meant), " ".join(words(choice))) for choice in choices]
    best = max(range(len(choices)), key=likeness.__getitem__, default=None)
    return best if best is not None and likeness[best] >= LIKENESS else None


@cache
def _words_of_choice() -> Mapping[str, Sequence[Sequence[str]]]:
    content: dict[str, list[list[str]]] = yaml.safe_load(Path(__file__).with_name("choice.yml").read_text("utf-8"))
    return content


@cache
def _ordinals() -> tuple[frozenset[str], ...]:
    frames = [str(frame) for frame in _words_of_choice()["frames"]]
    return tuple(
        frozenset(frame.format(form) for form in forms for frame in frames) for forms in _words_of_choice()["ordinals"]
    )


@cache
def _last() -> frozenset[str]:
    return frozenset(map(str, _words_of_choice()["last"]))
