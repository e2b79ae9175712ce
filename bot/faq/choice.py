"""What a typed message says to the choices just offered: « 2 », « la deuxième », « celui des étudiants », « aucun »."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from bot.faq.folding import unaccent, words

PAYLOAD_PREFIX = "faq:"
"""A button's payload is this and an entry's identifier."""

YES, NO = "feedback:yes", "feedback:no"
"""Payloads of the buttons under « Cela répond-il à votre question ? »."""

SIMPLE_PREFIX = "simple:"
"""The same for the easy-to-read version of an entry that has one."""

PAYLOAD = re.compile(rf"(?:{PAYLOAD_PREFIX}|{SIMPLE_PREFIX})[a-z0-9-]{{1,80}}|{YES}|{NO}")
"""Every payload that a button of ours has."""

LIKENESS = 90
"""How much (0–100) of a choice's words a message must share to be that choice, typed again."""

WORD_LIKENESS = 82
"""How like (0–100) a word of a choice a word must be to be that word, misspelt or inflected."""


def feedback_labels() -> tuple[str, str]:
    """What the buttons under « Cela répond-il à votre question ? » say: yes, no."""
    yes, no = map(str, _words_of_choice()["buttons"])
    return yes, no


def simple_label() -> str:
    """What the button says that leads to an entry's easy-to-read version."""
    return str(_words_of_choice()["simple_button"])


def pick(text: str, choices: Sequence[str]) -> tuple[int, ...] | None:
    """The positions (from 0) of the picked choices, empty for « aucun »; None when the message says something else.

    Args:
        text: what the citizen typed.
        choices: the words of the offered choices, in order.
    """
    if not choices:
        return None
    numbered = _pick_by_number(_said(text), len(choices))
    return _pick_by_words(text, choices) if numbered is None else numbered


def _pick_by_number(said: str, count: int) -> tuple[int, ...] | None:
    for position, forms in enumerate(_ordinals()[:count]):
        if said in forms:
            return (position,)
    everything = tuple(range(count))
    picked = {"none": (), "last": everything[-1:], "both": everything[:2], "all": everything}
    return next((positions for name, positions in picked.items() if said in _forms(name)), None)


def yes_or_no(text: str) -> bool | None:
    """What a typed message says to « Cela répond-il à votre question ? », or None when it says something else."""
    said = _said(text)
    if said in _forms("yes"):
        return True
    return False if said in _forms("no") | _forms("none") else None


def asks_for_simple(text: str) -> bool:
    """Whether a typed message says what the button of the easy-to-read version says, and nothing else."""
    return _said(text) in _forms("simple")


def _said(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", unaccent(text)))


def _pick_by_words(text: str, choices: Sequence[str]) -> tuple[int, ...] | None:
    meant = [word for word in words(text) if word not in _forms("fillers")]
    if not meant:
        return None
    offered = [words(choice) for choice in choices]
    likeness = [fuzz.token_sort_ratio(" ".join(words(text)), " ".join(choice)) for choice in offered]
    best = max(range(len(choices)), key=likeness.__getitem__)
    if likeness[best] >= LIKENESS:
        return (best,)
    shared = [sum(_is_among(word, choice) for word in meant) for choice in offered]
    best = max(range(len(choices)), key=shared.__getitem__)
    return (best,) if shared[best] == len(meant) and shared.count(shared[best]) == 1 else None


def _is_among(word: str, choice: Sequence[str]) -> bool:
    return process.extractOne(word, choice, scorer=fuzz.ratio, score_cutoff=WORD_LIKENESS) is not None


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
def _forms(name: str) -> frozenset[str]:
    return frozenset(map(str, _words_of_choice()[name]))
