"""``find`` and ``redact``: the two functions that the rest of the product calls."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from bot.charter.privacy import (
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
    phone,
    secret,
)
from bot.charter.privacy.context import NOTHING, Context
from bot.charter.privacy.finding import Finding, Match
from bot.charter.privacy.kinds import WORDS, Kind
from bot.charter.privacy.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WITH_DIGITS = (nir, iban, card, birthdate, phone, alloc, fiscal, ft_id, mdph, iddoc, address)
_ALWAYS = (email, secret, name)
_SHORT_ADDRESS = 8


def find(text: str, context: Context | None = None) -> list[Finding]:
    """Return the personal data of a message, sorted, without overlaps, in offsets of ``text``.

    Args:
        text: The message as it was written.
        context: What was said before it, see :meth:`Context.after`.
    """
    view = View(text)
    before = context or NOTHING
    recognisers = (*_ALWAYS, *_WITH_DIGITS) if view.has_digits else _ALWAYS
    matches = [match for recogniser in recognisers for match in recogniser.recognise(view, before)]
    matches += before.recognise(view)
    findings = []
    for match in _settle(matches):
        start, end = view.original(match.start, match.end)
        findings.append(Finding(start, end, match.kind, match.rule, match.evidence))
    return findings


def _settle(matches: Iterable[Match]) -> list[Match]:
    """Keep the surest of the matches that overlap, the longest of equally sure ones."""
    kept: list[Match] = []  # by place, without overlaps: only the two neighbours of a match can clash with it
    for match in sorted(matches, key=lambda match: (-match.weight, match.start - match.end)):
        place = bisect_left(kept, match)
        around = kept[max(0, place - 1) : place + 1]
        clash = next((other for other in around if other.start < match.end and match.start < other.end), None)
        if clash is None:
            kept.insert(place, match)
        elif match.kind == Kind.ADDRESS and clash.start - match.start > _SHORT_ADDRESS:
            # an address runs on until something stops it: what was found inside its tail is no part of it
            kept.insert(place, match._replace(end=clash.start))
    return kept


def redact(text: str, findings: Sequence[Finding]) -> str:
    """Return the text with the French mark of its kind in place of each finding."""
    pieces: list[str] = []
    done = 0
    for finding in sorted(findings, key=lambda finding: finding.start):
        pieces += text[done : finding.start], WORDS[finding.kind].mark
        done = finding.end
    pieces.append(text[done:])
    return "".join(pieces)
