"""Numéro d'allocataire, also « matricule » or « numéro de dossier » of a Caf.

Source: letters of the Caf print it above the address, seven digits, often followed by a key letter; older and newer
files have five to eight digits. It has no published key, so the words decide.

Algorithm: five to eight digits, whatever stands between them, with or without a letter, are taken

* beside a label of the Caf (« allocataire », « matricule »…) or a general one (« numéro », « dossier », « n° »):
  seven digits when no other label is nearer; other lengths only when the label is close, since five digits are also
  a postal code and six an amount;
* alone in a message, when the turns before spoke of a number or a file (:mod:`bot.charter.privacy.context`).

Not taken: amounts, quantities, dates, and postal codes beside a town or a word of place.

Worked example (invented): ``mon num alloc c'est 0123456 K`` → ``0123456 K``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import LABELLED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labelled import is_place, is_quantity
from bot.charter.privacy.labels import GENERIC, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_NUMBER = re.compile(
    r"(?<![\d@+])(?<!\d[.,/])(?P<digits>\d{5,8}|(?<!\d[ .\-])\d(?:[^0-9a-z\x02\n,€%/]{0,3}\d){4,7}(?![ .\-]\d))(?![\d@])"
    r"(?P<letter>[ .\-]?[a-z](?![a-z'0-9]))?"
)
_USUAL, _SHORTEST, _LONGEST = 7, 5, 8
_NEAR, _FAR, _AFTER = 5, 9, 2


def recognise(view: View, _context: Context) -> Iterator[Match]:
    """Yield the numéros d'allocataire of a message."""
    text = view.text
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        digits = sum(char.isdigit() for char in found["digits"])
        if is_quantity(text, start, found.end("digits")) or is_place(text, start, found.end("digits")):
            continue
        said = label(text, start, end)
        if said is not None and said.tells in (Kind.ALLOC, GENERIC):
            reach = _FAR if digits == _USUAL or (digits > _SHORTEST and said.tells == Kind.ALLOC) else _NEAR
            if digits == _SHORTEST and not said.before:
                reach = _AFTER
            if said.gap <= (reach if said.before or said.tells == Kind.ALLOC else _AFTER):
                weight = LABELLED if said.tells == Kind.ALLOC else TOLD
                evidence = f"digits, {said.tells} label {'before' if said.before else 'after'}"
                yield Match(start, end, Kind.ALLOC, "alloc.labelled", evidence, weight)
