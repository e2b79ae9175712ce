"""Numbers that only their label tells apart: the rule shared by the recognisers of files and documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import LABELLED, Match
from bot.charter.privacy.labels import LEXICON, label
from bot.charter.privacy.people import COMMON_WORDS, TOWNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.kinds import Kind
    from bot.charter.privacy.view import View

_UNIT_AFTER = re.compile(
    r"(?<!\d{3})[ ]?h\b|[ ]?(?:[.,]\d{1,2}(?!\d)|(?<=\d)(?<!\d{6})e\b|eur|€|£|\$|%|m2|km|\*\d|fois\b|ans\b|mois\b"
    r"|f?cfa\b|francs?\b|xpf\b|dh\b|da\b|dinars?\b|dirhams?\b|octets?\b|[kmg]o\b|vues\b|points?\b|"
    r"chiffres?\b|caracteres?\b|lettres\b|secondes?\b|metres?\b|kwh?\b)"
    r"|[ ](?:d'|de )?(?:nouveaux |nouvelles )?(?:"  # a count
    r"allocataires|beneficiaires|foyers|familles|menages|personnes|habitants|dossiers|"
    r"demandes|enfants|francais|gens|logements|demandeurs|retraites|salaries|agents|assures|controles|aides)\b"
)
_DATE = re.compile(
    r"(?:3[01]|[12]\d|0?[1-9])([ /.\-]+)(?:1[0-2]|0?[1-9])\1(?:19|20)?\d\d(?!\d)"
    r"|(?:19|20)\d\d([ /.\-]+)(?:1[0-2]|0?[1-9])\2(?:3[01]|[12]\d|0?[1-9])(?!\d)"
    r"|(?:19|20)\d\d(?: ?[/\-] ?(?:19|20)?| (?:19|20))\d\d(?!\d)|(?:0?[1-9]|1[0-2])[/\-.](?:19|20)\d\d(?!\d)"
    r"|(?<=1er[ /.])(?:0?[1-9]|1[0-2])[ /.](?:19|20)?\d\d(?!\d)"
)
_ROUND = re.compile(r"[1-9]\d{0,2}(?: \d{3})* 000(?! ?\d)")
_SERVICE_PHONE = re.compile(r"0 ?8(?:[ .\-]?\d){8}(?![ .\-]?\d)")
_PLACE_BEFORE = re.compile(
    r"\b(?:(?:a|au|aux|du|dans le|sur|vers|cp|postal|dept|depuis|en|entre|de|et)|j?'?habite[sz]? le)[ :]*\Z"
)
_PLACE_REACH = 14
_WORD_BEFORE = re.compile(r"([a-z-]{2,}) ?[,(\-]? ?\Z")
_WORD_AFTER = re.compile(r"[ ,]{1,2}([a-z]{4,})")
_COPULAS = frozenset(
    "est c'est suis sont soit voici voila le la les mien the is son no avec par commence sous ref cest".split()
)
_POSTAL_DIGITS = 5


def is_quantity(text: str, start: int, end: int) -> bool:
    """Whether a span is a sum, a measure, a date or a span of years."""
    if _UNIT_AFTER.match(text, end) or text[max(0, start - 1) : start] in {"€", "+", "*"}:
        return True
    if _SERVICE_PHONE.match(text, start) or _ROUND.match(text, start):
        return True
    date = _DATE.match(text, start)
    return date is not None and date.end() >= end


def is_place(text: str, start: int, end: int) -> bool:
    """Whether a span may be a postal code: five digits glued, after a word of place or beside a town."""
    if end - start != _POSTAL_DIGITS or not text[start:end].isdigit():
        return False
    if _PLACE_BEFORE.search(text, max(0, start - _PLACE_REACH), start):
        return True
    town = _WORD_AFTER.match(text, end)
    if town is not None and (town[1] in TOWNS or (town[1] not in COMMON_WORDS and LEXICON.get(town[1]) is None)):
        return True
    word = _WORD_BEFORE.search(text, max(0, start - 24), start)
    return word is not None and LEXICON.get(word[1]) is None and word[1] not in _COPULAS


def recognise_labelled(view: View, kind: Kind, pattern: re.Pattern[str], rule: str) -> Iterator[Match]:
    """Yield the matches of a pattern that the person labelled as ``kind``, quantities and places left out."""
    text = view.text
    for found in pattern.finditer(text) if kind in view.labels else ():
        start, end = found.span()
        if is_quantity(text, start, end) or is_place(text, start, end):
            continue
        said = label(text, start, end)
        if said is not None and said.tells == kind:
            evidence = f"form, {kind} label {'before' if said.before else 'after'}"
            yield Match(start, end, kind, rule, evidence, LABELLED)
