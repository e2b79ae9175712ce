"""NIR, the French social security number (numéro d'inscription au répertoire).

Legal basis: Code de la sécurité sociale, article R. 115-1 and décret n° 82-103 of 22 January 1982. Since
October 2021 it opens « Mon Compte » on caf.fr, so citizens paste it readily.

=========  ==================================================================================================
positions  meaning
=========  ==================================================================================================
1          1 man, 2 woman; 3, 4 foreigners being registered; 7, 8 provisional numbers (also NIA)
2–3        year of birth
4–5        month of birth; 20, 30–42 and 50–99 where the civil register gives none
6–7        department of birth: 01–95, 2A, 2B; 96 and 97x, 98x overseas; 99 abroad; 91–96 also former colonies
8–10       commune or country (with overseas departments 97x, the third digit of the department first)
11–13      rank in the month's register
14–15      key: 97 − (number mod 97), with 2A read as 19 and 2B as 18
=========  ==================================================================================================

Algorithm: thirteen or fifteen characters that fit the table, whatever stands between them. A number that is
all there is in its run of digits is a NIR whether its key is right or not: a wrong key does not make it less
personal. Inside a longer run the groups must be those of the card, or the key right. Where the person says
« sécu », any ten to twenty digits are taken, and elsewhere digits that miss one or two but stand in the groups of
the card: a mistyped NIR is still a NIR.

Worked example (invented; no commune of department 75 is numbered 990): 2850775990042 mod 97 = 30, so the key
of ``2 85 07 75 990 042`` is 67; with 68, or with none, it is found as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stdnum.exceptions import ValidationError
from stdnum.fr import nir as stdnum_nir

from bot.charter.privacy.finding import GUESSED, LABELLED, STRUCTURED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labels import PUBLIC, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.labels import Label
    from bot.charter.privacy.view import View

_GAP = r"[^0-9a-z\x02€=%]{0,4}"
_SIGN = r"[ .\-/_]{1,2}"
_NUMBER = re.compile(
    rf"(?<!\d)(?:[1-478]{_GAP}\d{_GAP}\d)"
    rf"{_GAP}(?P<month>0{_GAP}[1-9]|1{_GAP}[0-2]|[235-9]{_GAP}\d|4{_GAP}[0-2])"
    rf"{_GAP}(?:2{_GAP}[ab]|0{_GAP}[1-9]|[1-9]{_GAP}\d)"
    rf"{_GAP}(?:\d{_GAP}){{5}}\d"
    rf"(?P<key>{_GAP}(?:cle|key|clef)?{_GAP}\d{_GAP}\d)?(?!\d)"
)
_TOLD = re.compile(r"(?<!\d)\d(?:[^0-9a-z\x02\n€=%]{0,3}\d){9,19}(?!\d)")
_LETTERED = re.compile(r"(?<![\da-z])[1-478](?:[a-z]?\d){12,14}(?![\da-z])")
"""« 1a85b07c75d990e042 », letters to be left out."""
_DIGIT_NEAR_END = re.compile(r"[^0-9a-z\x02\n]{0,2}\d")
_CARD_GROUPS = re.compile(r"\d\D+\d\d\D+\d\d\D+\d[\dab]\D+\d{3}\D+\d{3}(?:\D+\d\d)?")
_GROUPED = re.compile(  # the groups of the card, with digits too few
    rf"(?<!\d)(?<!\d[ .\-/,])[12]{_SIGN}\d\d{_SIGN}(?:0[1-9]|1[0-2]){_SIGN}(?:\d\d|"
    rf"2[ab]){_SIGN}\d{{2,3}}{_SIGN}\d{{1,3}}"
    rf"(?:{_SIGN}\d{{1,2}})?(?![ .\-/]?\d)"
)
_CARD_SHAPE = re.compile(  # the groups of the card, whatever the month: « 1 62 13 75 990 042 »
    r"(?<!\d)(?<!\d[ .\-/,])[1-478](?P<sign>[ .\-/_])\d\d(?P=sign)\d\d(?P=sign)(?:\d\d|2[ab])"
    r"(?P=sign)\d{3}(?P=sign)\d{3}(?:(?P=sign)\d\d)?(?![ .\-/]?\d)"
)
_BEGUN = re.compile(  # « ma sécu commence par 2 85 05 75 »
    rf"(?<!\d)(?<!\d[ .\-/,])[12]{_SIGN}\d\d{_SIGN}(?:0[1-9]|1[0-2])(?:{_SIGN}(?:\d\d|2[ab]))?(?![ .\-/]?\d)"
)
_YEARS = re.compile(r"(?:20\d\d\D{1,4}){2,3}")
"""« 2023 2024 2025 3 ans »."""
_NOISE = re.compile("[^0-9ab]")
_NEAR = 1
"""Words that may stand between the name of a thing and its number."""


def compact(matched: str) -> str:
    """Return the characters of a NIR without what stood between them."""
    return _NOISE.sub("", matched.replace("cle", "").replace("key", "")).upper()


def key_is_right(number: str) -> bool:
    """Whether a compact number of fifteen characters has its right key."""
    try:
        stdnum_nir.validate(number)
    except ValidationError:
        return False
    return True


def has_structure(number: str) -> bool:
    """Whether digits alone have the structure of a NIR, with or without its key."""
    return _NUMBER.fullmatch(number) is not None


def recognise(view: View, context: Context) -> Iterator[Match]:
    """Yield the social security numbers of a message."""
    text = view.text
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        right = found["key"] is not None and key_is_right(compact(found[0]))
        said = label(text, start, end)
        told = said is not None and said.tells == Kind.NIR
        alone = not _DIGIT_NEAR_END.match(text, end) and not text[max(0, start - 2) : start].strip(" .,-/").isdigit()
        if right or told or alone or _CARD_GROUPS.fullmatch(found[0]):
            evidence = f"structure, {'right key' if right else 'no right key'}"
            other = said is not None and said.tells not in (Kind.NIR, PUBLIC)
            sure = right or _CARD_GROUPS.fullmatch(found[0]) is not None
            if not (sure or told) and _YEARS.match(found[0]):
                continue
            if not sure and _is_of_a_thing(said) and Kind.NIR not in view.labels:
                continue
            if not sure and context.speaks_of(Kind.FISCAL) and not context.speaks_of(Kind.NIR):
                weight = GUESSED
            else:
                weight = LABELLED if sure or not other else STRUCTURED
            yield Match(start, end, Kind.NIR, "nir.structure", evidence, weight)
    for found in (*_GROUPED.finditer(text), *_CARD_SHAPE.finditer(text)):
        yield Match(*found.span(), Kind.NIR, "nir.groups", "groups of the card", TOLD)
    if Kind.NIR not in view.labels:
        return
    for found in _BEGUN.finditer(text):
        said = label(text, *found.span())
        if said is not None and said.tells == Kind.NIR and said.before:
            yield Match(*found.span(), Kind.NIR, "nir.begun", "first groups of the card, NIR label", TOLD)
    for found in (*_TOLD.finditer(text), *_LETTERED.finditer(text)):
        said = label(text, *found.span())
        if said is not None and said.tells == Kind.NIR:
            yield Match(*found.span(), Kind.NIR, "nir.told", "digits, NIR label", TOLD)


def _is_of_a_thing(said: Label | None) -> bool:
    """« facture n° 2026 0312… »: whether something that is nobody's bears the number, by the words just before it."""
    return said is not None and said.tells == PUBLIC and said.before and said.gap <= _NEAR
