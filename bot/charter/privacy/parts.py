"""Numbers told in parts within one message: « ça commence par 06 34, après 19 77, et la fin 52 ».

Source: how people dictate a number, or hide it from a form that refuses it.

Algorithm: runs of digits between which nothing stands but words of order (« puis », « ensuite », « la fin
c'est ») and the small words around them are put end to end. The whole is taken when its length is that of the
kind that the message names, or its form that of a NIR.

Worked example (invented): ``allocataire : le début 123 puis 4567`` → ``123 puis 4567``.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.charter.privacy import nir
from bot.charter.privacy.dictation import ORDER, SMALL
from bot.charter.privacy.finding import TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labelled import is_quantity
from bot.charter.privacy.labels import GENERIC, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_RUN = re.compile(r"\d(?:[ .\-]{0,2}\d)*")
_DATED = re.compile(r"(?:3[01]|[12]\d|0?[1-9])([.\-])(?:1[0-2]|0?[1-9])\1(?:\d\d){1,2}")
_SIGN = re.compile(" ?[:,] ?")
_WORDS = re.compile("[a-z]+")
_NOISE = re.compile("[^0-9]")
_MOBILE = re.compile(r"0[ .]?[67]")
_CODE = re.compile(  # « code reçu : », « le code commence par »; « code 403 puis 500 » are errors
    r"\b(?:codes?|pin|otp)\b(?! (?:postal|promo|erreur|insee|ape|naf|barre))[^0-9.;?!\n]{0,40}"
    r"(?:[:=]|\best\b|c'est|sms|texto|recu|activation|valid|secret|appli|parties|commence|debut)[^0-9.;?!\n]{0,12}\Z"
)
_OF_FRANCE = ("fr", "fr ", "f r", "f r ")
_CODE_DIGITS = range(4, 9)
_GAP, _CODE_REACH = 40, 64
_LENGTHS = MappingProxyType(
    {
        Kind.NIR: (13, 15),
        Kind.PHONE: (10, 10),
        Kind.ALLOC: (7, 8),
        Kind.CARD: (16, 16),
        Kind.FISCAL: (13, 13),
        Kind.FT_ID: (7, 11),
        Kind.IDDOC: (9, 12),
        Kind.IBAN: (14, 32),
    }
)


def recognise(view: View, _context: Context) -> Iterator[Match]:
    """Yield the numbers that a message tells in parts."""
    if view.words.isdisjoint(ORDER):
        return
    for runs in _chains(view.text):
        start, end = runs[0].start(), runs[-1].end()
        digits = sum(char.isdigit() for char in view.text[start:end])
        if ORDER.isdisjoint(_WORDS.findall(view.text, max(0, start - _GAP), end)):
            continue
        if (kind := _kind(view, start, end, digits)) is not None:
            yield Match(start, end, kind, f"{kind.lower()}.parts", "parts that words of order join", TOLD)


def _chains(text: str) -> Iterator[Sequence[re.Match[str]]]:
    """Yield the runs of digits, two at least, that words of order join."""
    chain: list[re.Match[str]] = []
    for run in _RUN.finditer(text):
        if _DATED.fullmatch(run[0]) or is_quantity(text, run.end() - 1, run.end()):  # a sum, a duration
            continue
        if chain and not _joined(text, chain[-1].end(), run.start()):
            if len(chain) > 1:
                yield chain
            chain = []
        chain.append(run)
    if len(chain) > 1:
        yield chain


def _joined(text: str, start: int, end: int) -> bool:
    if _SIGN.fullmatch(text, start, end):  # « mon 06 : 24 puis 85… », « 2, 83, puis 11 »
        return True
    words = frozenset(_WORDS.findall(text, start, end)) if end - start <= _GAP else frozenset()
    return bool(words) and words <= ORDER | SMALL


def _kind(view: View, start: int, end: int, digits: int) -> Kind | None:
    """Return the kind that the message names and whose length this is."""
    said = label(view.text, start, end)
    fitting = [kind for kind, (least, most) in _LENGTHS.items() if least <= digits <= most]
    told = [kind for kind in fitting if said is not None and said.tells == kind]
    if digits in _CODE_DIGITS and _CODE.search(view.text, max(0, start - _CODE_REACH), start) is not None:
        told.append(Kind.SECRET)
    if said is not None and said.tells == GENERIC:
        told = fitting
    if Kind.IBAN in fitting and view.text[:start].endswith(_OF_FRANCE):
        return Kind.IBAN
    if _MOBILE.match(view.text, start) and Kind.PHONE in fitting:
        return Kind.PHONE
    if nir.has_structure(_NOISE.sub("", view.text[start:end])):
        told.append(Kind.NIR)
    return next((kind for kind in (*told, *(kind for kind in fitting if kind in view.labels))), None)
