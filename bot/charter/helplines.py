"""Which helplines a person in distress is given (CD5): those of what the message says. Numbers: ``helplines.yml``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bot.faq.folding import unaccent

NO_DANGER_OF_ITS_OWN = frozenset({"child", "deaf"})
"""Who is concerned, which says nothing of the danger: with these alone the other lines are given as well."""

ONLY_WHEN_SAID = frozenset({"deaf", "food", "fire"})
"""Lines that help only those who speak of it; 114 and 18 stand in every message of distress anyway."""


@dataclass(frozen=True, slots=True)
class Need:
    """One kind of distress: how it is said (``cues``, folded beginnings of words) and the line that helps."""

    name: str
    line: str
    cues: re.Pattern[str]


def needs(text: str) -> Sequence[Need]:
    """What a message of distress speaks of, in the order of the file."""
    said = _fold(text)
    return [need for need in _needs().values() if need.cues.search(said)]


def lines(text: str) -> str:
    """The helplines for a message of distress, one a line: those of what it says, all where the danger is unclear."""
    named = list(needs(text))
    if all(need.name in NO_DANGER_OF_ITS_OWN for need in named):
        named += [need for name, need in _needs().items() if need not in named and name not in ONLY_WHEN_SAID]
    return "\n".join(need.line for need in named)


@cache
def _needs() -> Mapping[str, Need]:
    content = yaml.safe_load(Path(__file__).with_name("helplines.yml").read_text(encoding="utf-8"))
    return {name: Need(name, entry["line"], _beginnings(entry["cues"])) for name, entry in content.items()}


def _beginnings(cues: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(cue) for cue in cues) + ")")


def _fold(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", unaccent(text)))
