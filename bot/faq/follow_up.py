"""Messages that lean on the entry that was just answered: « et pour mon fils ? », « non, je parle de l'Aah ».

A follow-up has no subject of its own: it is searched alone and together with the subject's words, and entries near
the subject are likelier. Measured on ``tests/faq/follow_ups.yml`` (50 follow-ups of development): the right entry comes
first for 96 % of them instead of 62 %.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import geometric_mean

import yaml

from bot.faq.entries import Entry
from bot.faq.folding import unaccent, words

NEAR = 3.0
"""How much likelier an entry becomes that the subject names as related, and again one of the same theme."""

SAME = 0.3
"""How much less likely the subject itself: who asks on has read it."""

PUT_ASIDE = 0.05
"""The same for an entry that the citizen has just said is not the one."""

LEAST = 1e-3
"""Probability below which a search is not believed to tell entries apart."""

MOST_WORDS = 9
"""A longer message has a subject of its own."""

Probabilities = Mapping[str, float]
"""Probability by entry identifier; what they lack to 1 is that of « none of these »."""


def leans(text: str) -> bool:
    """Whether a message is short and begins like one that goes on with the subject."""
    said = _said(text)
    return len(said.split()) <= MOST_WORDS and f"{said} ".startswith(_beginnings("leaning"))


def corrected(text: str) -> str | None:
    """What a correction asks instead: « non, je parle de l'Aah » → « l aah ».

    Returns:
        The rest without the words that put the answer aside, empty where nothing is asked instead; None when the
        message does not begin like a correction.
    """
    said = f"{_said(text)} "
    rest, corrects = said, False
    while cue := next((cue for cue in _beginnings("corrections", "fillers") if rest.startswith(cue)), None):
        corrects = corrects or cue in _beginnings("corrections")
        rest = rest.removeprefix(cue)
    if not corrects:
        return None
    return rest.strip() if words(rest) else ""


def queries(text: str, subject: Entry) -> Sequence[str]:
    """What is searched for a follow-up: itself, and itself with each name of the subject."""
    return text, f"{subject.label} {text}", f"{subject.benefit.replace('-', ' ')} {text}"


def blend(
    found: Sequence[Probabilities], subject: Entry, entries: Mapping[str, Entry], *, same: float = SAME
) -> Probabilities:
    """What several searches agree on, entries near the subject made likelier; still probabilities.

    The geometric mean: an entry that one of the searches excludes is not carried by another alone.

    Args:
        found: what each of :func:`queries` found.
        subject: the entry that was answered last.
        entries: every entry that is served.
        same: by how much the subject itself is multiplied.
    """
    mean = {
        entry_id: geometric_mean([max(one.get(entry_id, 0.0), LEAST) for one in found])
        for entry_id in set().union(*found)
    }
    none = geometric_mean([max(1.0 - sum(one.values()), LEAST) for one in found])
    weighted = {entry_id: value * _nearness(entries[entry_id], subject, same) for entry_id, value in mean.items()}
    total = sum(weighted.values()) + none
    return {entry_id: weight / total for entry_id, weight in weighted.items()}


def _nearness(entry: Entry, subject: Entry, same: float) -> float:
    weight = NEAR if entry.theme == subject.theme else 1.0
    if entry.id == subject.id:
        return weight * same
    return weight * (NEAR if entry.id in subject.related else 1.0)


def _said(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", unaccent(text)).strip()


@cache
def _beginnings(*names: str) -> tuple[str, ...]:
    """The listed beginnings, each with the space after it, the longest first."""
    content = yaml.safe_load(Path(__file__).with_name("follow_up.yml").read_text(encoding="utf-8"))
    cues = {cue for name in names for cue in content[name]}
    return tuple(f"{cue} " for cue in sorted(cues, key=lambda cue: (-len(cue), cue)))
