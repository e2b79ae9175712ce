"""What the recognisers report, before and after overlaps are settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bot.charter.privacy.kinds import Kind


@dataclass(frozen=True, slots=True)
class Finding:
    """A span of the original text that holds personal data.

    Attributes:
        start: Offset of its first character in the original text.
        end: Offset after its last character.
        kind: What it is.
        rule: The rule that found it, ``recogniser.rule``.
        evidence: Why, in names of rules and words of context. Never the value, nor a part of it: this goes to
        logs.
    """

    start: int
    end: int
    kind: Kind
    rule: str
    evidence: str = ""


class Match(NamedTuple):
    """A candidate, in offsets of the normalised view.

    Attributes:
        start: Offset of its first character in the view.
        end: Offset after its last character.
        kind: What it is.
        rule: The rule that found it.
        evidence: See :class:`Finding`.
        weight: How sure the rule is, one of the constants below; settles overlaps.
    """

    start: int
    end: int
    kind: Kind
    rule: str
    evidence: str
    weight: int


LABELLED = 4
"""The person said what it is, and it has the form."""
STRUCTURED = 3
"""The form alone tells (a NIR, an e-mail address)."""
TOLD = 2
"""The person said what it is, the form is loose or wrong."""
GUESSED = 1
"""The conversation or the surroundings suggest it."""
