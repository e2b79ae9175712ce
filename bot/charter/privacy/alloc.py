"""Numéro d'allocataire, also « matricule » or « numéro de dossier » of a Caf.

Source: letters of the Caf print it above the address, seven digits, often followed by a key letter; older and
newer files have five to eight digits. It has no published key, so the words decide.

Algorithm: five to eight digits, whatever stands between them, with or without a letter, are taken

* beside a label of the Caf (« allocataire », « matricule »…) or a general one (« numéro », « dossier »…):
  seven digits when no other label is nearer; other lengths only when the label is close, since five digits
  are also a postal code and six an amount;
* seven digits after « je suis » or « sous »; seven digits and a letter glued, the form of the letters;
* seven or eight digits anywhere, when the turns before spoke of a number or a file;
* fewer digits alone in a message, after the same talk (:mod:`bot.charter.privacy.context`).

Not taken: amounts, quantities, dates, and postal codes beside a town or a word of place, counts
(« 13500000 allocataires »), decisions of justice.

Worked example (invented): ``mon num alloc c'est 0123456 K`` → ``0123456 K``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import GUESSED, LABELLED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labelled import is_place, is_quantity
from bot.charter.privacy.labels import GENERIC, label, labels, words_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_NUMBER = re.compile(
    r"(?<![\d@+])(?<!\d[.,/])"
    r"(?P<digits>\d{5,8}|(?<!\d[ .\-])\d(?:[^0-9a-z\x02\n,€%/()]{0,3}\d){4,7}(?![ .\-]\d))(?![\d@])"
    r"(?P<letter>[ .\-]?[a-z](?![a-z'0-9]))?"
)
_KEYED = re.compile(r"\d{7}[a-z](?![a-z0-9'])")
_PRESENTED = re.compile(  # « 0123456, c'est bien mon numéro »
    r"[ ,.:)=\-]{0,3}(?:c'?est|c|est|voila|voici|comme|pour|ce sera)\b[ ](?:bien )?(?:mon|ma|le|la|notre|son|sa)\b"
)
_JUDGED = re.compile(  # the number of a decision of justice
    r"\b(?:conseil d'?etat|cour de cassation|cour (?:administrative )?d'appel|tribunal|arrets?|jurisprudence|"
    r"pourvoi|requete|jugement|ce|caa|cass)\b(?! (?:de travail|maladie))[^;!?\n]{0,40}\bn(?:°|os?|umeros?)? ?\Z"
)
_OWNED = re.compile(r"\b(?:mon|ma|mes|notre|allocataire|dossier|matricule)\b")
_JUDGED_REACH = 70
_PARTS = re.compile(  # « commence par 012 et finit par 3456 »
    r"(?<![\d.,/])\d{2,5}(?=[^0-9\n]{0,30}(?:puis|ensuite|finit|fini|termine|suivi|fin)\b)"
    r"[^0-9.!?\n]{4,30}[ ]\d{2,5}(?![\d/])"
)
_BEING = frozenset({"suis", "sous"})
_OWN = (Kind.ALLOC, GENERIC)
_USUAL, _SHORTEST, _LONGEST = 7, 5, 8
_NEAR, _FAR, _AFTER, _SAID_AFTER = 5, 9, 2, 5


def recognise(view: View, context: Context) -> Iterator[Match]:
    """Yield the numéros d'allocataire of a message."""
    text = view.text
    awaited = context.number_awaited or context.speaks_of(Kind.ALLOC)
    yield from _in_parts(text)
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        digits = sum(char.isdigit() for char in found["digits"])
        figures = start, found.end("digits")
        if is_quantity(text, *figures) or is_place(text, *figures) or _of_decision(text, start):
            continue
        if digits < _USUAL and text[start - 1 : start].isalpha():  # « F16947 » is the number of a page
            continue
        said = label(text, start, end)
        if digits == _USUAL and said is not None and said.tells == Kind.PHONE:  # « numéro à rappeler » has two labels
            said = next((other for other in labels(text, start, end) if other.tells in _OWN), said)
        if said is not None and said.tells in _OWN:
            reach = _FAR if digits == _USUAL or (digits > _SHORTEST and said.tells == Kind.ALLOC) else _NEAR
            if digits == _SHORTEST and not said.before:
                reach = _AFTER
            elif not said.before and said.tells == GENERIC:
                reach = _SAID_AFTER if digits > _SHORTEST and _PRESENTED.match(text, end) else _AFTER
            if said.gap <= reach:
                weight = LABELLED if said.tells == Kind.ALLOC else TOLD
                evidence = f"digits, {said.tells} label {'before' if said.before else 'after'}"
                yield Match(start, end, Kind.ALLOC, "alloc.labelled", evidence, weight)
        elif digits == _USUAL and said is None and not _BEING.isdisjoint(words_before(text, start)[:2]):
            yield Match(start, end, Kind.ALLOC, "alloc.being", "digits after « je suis », « sous »", GUESSED)
        elif digits >= _USUAL and found["digits"].isdigit() and (awaited or _KEYED.match(text, start)):
            evidence = "form, or digits after talk of a number"
            yield Match(start, end, Kind.ALLOC, "alloc.form", evidence, GUESSED)


def _in_parts(text: str) -> Iterator[Match]:
    for parts in _PARTS.finditer(text):
        said = label(text, *parts.span())
        whole = sum(char.isdigit() for char in parts[0]) == _USUAL and not is_quantity(text, *parts.span())
        if whole and said is not None and said.before and said.tells in _OWN:
            yield Match(*parts.span(), Kind.ALLOC, "alloc.parts", "two parts that one label joins", TOLD)


def _of_decision(text: str, start: int) -> bool:
    """Whether the number that begins at an offset is that of a decision of justice."""
    judged = _JUDGED.search(text, max(0, start - _JUDGED_REACH), start)
    return judged is not None and _OWNED.search(judged[0]) is None
