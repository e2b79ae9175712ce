"""``find`` and ``redact``: the two functions that the rest of the product calls."""

from __future__ import annotations

from bisect import bisect_right, insort
from typing import TYPE_CHECKING

from bot.charter.privacy import (
    access_code,
    address,
    alloc,
    birthdate,
    card,
    email,
    fiscal,
    ft_id,
    iban,
    iddoc,
    mdph,
    name,
    nir,
    parts,
    phone,
    secret,
)
from bot.charter.privacy.context import NOTHING, Context
from bot.charter.privacy.finding import Finding, Match
from bot.charter.privacy.kinds import WORDS
from bot.charter.privacy.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_RECOGNISERS = (
    (email, 0),
    (secret, 0),
    (access_code, 1),
    (address, 0),
    (name, 0),
    (nir, 5),
    (iban, 8),
    (card, 13),
    (birthdate, 1),
    (phone, 7),
    (alloc, 5),
    (fiscal, 7),
    (ft_id, 7),
    (mdph, 5),
    (iddoc, 1),
    (parts, 4),
)
"""The recognisers, those that win a tie first, and how many digits a message must hold to be worth their while."""
_MOST = max(least for _, least in _RECOGNISERS)
_BY_DIGITS = [tuple(module for module, least in _RECOGNISERS if least <= digits) for digits in range(_MOST + 1)]
_LEAST_PART = 4
"""Characters that a part of a match must have to be erased on its own."""


def find(text: str, context: Context | None = None) -> list[Finding]:
    """Return the personal data of a message, sorted, without overlaps, in offsets of ``text``.

    Args:
        text: The message as it was written.
        context: What was said before it, see :meth:`Context.after`.
    """
    view = View(text)
    before = context or NOTHING
    recognisers = _BY_DIGITS[min(view.digits, _MOST)]
    matches = list(before.recognise(view))
    matches += (match for recogniser in recognisers for match in recogniser.recognise(view, before))
    findings: list[Finding] = []
    done = 0
    for match in _settle(matches):
        start, end = view.original(match.start, match.end)
        if end > done:  # numbers read from the same words lead back to the same span
            findings.append(Finding(max(start, done), end, match.kind, match.rule, match.evidence))
            done = end
    return findings


def _settle(matches: Iterable[Match]) -> list[Match]:
    """Return matches that do not overlap: the surest first, the longest of equally sure ones.

    What a surer match leaves uncovered of another is kept where it still holds a value, so that no end of a
    number stays behind.
    """
    kept: list[Match] = []
    for match in sorted(matches, key=lambda match: (-match.weight, match.start - match.end)):
        for start, end in _uncovered(match, kept):
            insort(kept, match._replace(start=start, end=end))
    return kept


def _uncovered(match: Match, kept: Sequence[Match]) -> list[tuple[int, int]]:
    """Return the parts of a match outside the kept ones, the small ones of a match that is cut left out."""
    first = bisect_right(kept, match.start, key=lambda other: other.end)
    parts = []
    start = match.start
    for index in range(first, len(kept)):
        other = kept[index]
        if other.start >= match.end:
            break
        parts.append((start, other.start))
        start = other.end
    parts.append((start, match.end))
    least = 1 if len(parts) == 1 else _LEAST_PART
    return [(start, end) for start, end in parts if end - start >= least]


def redact(text: str, findings: Sequence[Finding] | None = None) -> str:
    """Return the text with the French mark of its kind in place of each finding.

    Args:
        text: The message as it was written.
        findings: What :func:`find` returned for it; looked for here, without context, where not given.
    """
    findings = find(text) if findings is None else findings
    pieces: list[str] = []
    done = 0
    for finding in sorted(findings, key=lambda finding: finding.start):
        pieces += text[done : finding.start], WORDS[finding.kind].mark
        done = finding.end
    pieces.append(text[done:])
    return "".join(pieces)
