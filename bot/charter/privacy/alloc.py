"""Numéro d'allocataire, also « matricule » or « numéro de dossier » of a Caf.

Source: letters of the Caf print it above the address, seven digits, often followed by a key letter; older and
newer files have five to eight digits. It has no published key, so the words decide.

Algorithm: five to eight digits, whatever stands between them, with or without a letter, are taken

* beside a label of the Caf (« allocataire », « matricule »…) or a general one (« numéro », « dossier »…):
  seven digits when no other label is nearer; other lengths only when the label is close, since five digits
  are also a postal code and six an amount;
* seven digits under which somebody says to be registered (« inscrite sous le 44 20 918 »);
* six to eight digits anywhere in a message that speaks of an allocataire;
* seven digits glued, the form of the letters, where no other label stands: in a message to a Caf that is
  hardly anything else;
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
from bot.charter.privacy.labels import ANY_NUMBER, GENERIC, PUBLIC, label, labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.labels import Label
    from bot.charter.privacy.view import View

_NUMBER = re.compile(
    r"(?<![\d@+])(?<!\d[.,/a-z])"
    r"(?P<digits>(?<!\d )\d{5}|\d{6,8}|(?<!\d[ .\-])\d(?:[^0-9a-z\x02,€%/()]{0,3}\d){4,7}(?![ .\-]\d))(?![\d@]|"
    r"[a-z]{2})"
    r"(?P<letter>[ .\-]?[a-z](?![a-z'0-9]))?"
)
_USUAL_FORM = re.compile(r"\d{7}(?!\d)")
_ONE_BY_ONE = re.compile(r"\d([ ]?[./\-_*][ ]?|[ ])\d(?:\1\d){5}(?!\1?\d)")
"""« 1 . 2 . 3 . 4 . 5 . 6 . 7 »: nothing but an identifier is written so."""
_ALONE = re.compile(  # « voilà : 678-9012 »: seven digits in groups, all of a message
    r"(?:(?:alors|donc|oui|ok|bonjour|bjr|tenez|voila|voici|c'est|c|le|mon|moi|je|vous|re|redonne|donne|remets)"
    r" ?[:,]? ?){0,5}"
    r"(?=(?:\D?\d){7}\D*\Z)\d{1,4}(?:(?P<sign>[ .\-])\d{1,4})(?:(?P=sign)\d{1,4}){0,2}(?: ?[a-z])?[ .!?]*"
)
_KEYED = re.compile(r"\d{7}[a-z](?![a-z0-9'])")
_SLASHED = re.compile(
    r"(?<![\d/.\-])(?!(?:19|20)\d\d ?/)(?=(?:\D{0,3}\d){7}(?!\d| ?/))(?:\d{2,5} ?/ ?\d{2,5}(?! ?/)|"
    r"(?P<several>\d{1,3}(?: ?/ ?\d{1,3}){3,5}|\d{1,3}(?:\) ?\(\d{1,3}){2,6}))(?!\d)"
)
"""« 1234 / 567 », « 12 / 34 / 56 / 7 », « (12)(34)(56)(7) »: seven digits in two pieces, or in more than a date has."""
_PRESENTED = re.compile(  # « 0123456, c'est bien mon numéro »
    r"[ ,.:)=\-]{0,3}(?:c'?est|c|est|voila|voici|comme|pour|ce sera)\b[ ](?:bien )?(?:mon|ma|le|la|notre|son|sa)\b"
)
_JUDGED = re.compile(  # the number of a decision of justice
    r"\b(?:conseil d'?etat|cour de cassation|cour (?:administrative )?d'appel|tribunal|arrets?|jurisprudence|"
    r"pourvoi|requete|jugement|ce|caa|cass)\b(?! (?:de travail|maladie))[^;!?\n]{0,40}\bn(?:°|os?|umeros?)? ?\Z"
)
_OWNED = re.compile(r"\b(?:mon|ma|mes|notre|allocataire|dossier|matricule)\b")
_JUDGED_REACH = 70
_REGISTERED = re.compile(  # « répertoriée au 44 20 918 dans vos services »
    r"\b(?:inscrite?|enregistre?e?|repertoriee?|connue?|suivie?|immatriculee?|rattachee?|affiliee?|referencee?)s?\b"
    r"[^0-9.;!?\n]{0,30}\b(?:sous|avec|au|par)(?: le| la)? \Z|\bsous(?: le| la)? \Z"
)
_REGISTERED_REACH = 60
_OWN = (Kind.ALLOC, GENERIC)
_POSSIBLE = frozenset({Kind.ALLOC, Kind.FT_ID, Kind.MDPH, Kind.FISCAL, Kind.IDDOC, PUBLIC})
"""What else seven digits can be."""
_USUAL, _SHORTEST = 7, 5
_NEAR, _FAR, _AFTER, _SAID_AFTER = 5, 9, 2, 5


def recognise(view: View, context: Context) -> Iterator[Match]:
    """Yield the numéros d'allocataire of a message."""
    text = view.text
    if ("/" in text or ")" in text) and not view.labels.isdisjoint(_OWN):
        yield from _slashed(text)
    awaited = context.number_awaited or context.speaks_of(Kind.ALLOC)
    for found in _NUMBER.finditer(text):
        start, end = found.span()
        figures = found.span("digits")
        if (
            " : " in found["digits"]
            or is_quantity(text, *figures)
            or is_place(text, *figures)
            or _of_decision(text, start)
        ):
            continue
        digits = sum(char.isdigit() for char in found["digits"])
        if digits < _USUAL and text[start - 1 : start].isalpha():  # « F16947 » is the number of a page
            continue
        said = label(text, start, end, _POSSIBLE if digits == _USUAL else ANY_NUMBER)
        own = said is None or said.tells in _OWN
        if said is not None and own and said.gap <= _reach(text, said, digits, end):
            weight = LABELLED if said.tells == Kind.ALLOC else TOLD
            evidence = f"digits, {said.tells} label {'before' if said.before else 'after'}"
            yield Match(start, end, Kind.ALLOC, "alloc.labelled", evidence, weight)
        elif (
            digits > _SHORTEST
            and (own or digits == _USUAL)
            and Kind.ALLOC in view.labels
            and not _is_public(text, said, start, end)
        ):
            yield Match(start, end, Kind.ALLOC, "alloc.mentioned", "digits in a message that speaks of it", GUESSED)
        elif (
            own and digits >= _USUAL and _REGISTERED.search(text, max(0, start - _REGISTERED_REACH), start) is not None
        ):
            yield Match(start, end, Kind.ALLOC, "alloc.registered", "digits under which somebody is registered", TOLD)
        elif _has_form(text, found, awaited=awaited) and (own or awaited or _KEYED.match(text, start)):
            yield Match(start, end, Kind.ALLOC, "alloc.form", "form, or digits after talk of it", GUESSED)


def _slashed(text: str) -> Iterator[Match]:
    """Yield the numbers in two pieces that are told to be an allocataire's."""
    for found in _SLASHED.finditer(text):
        said = label(text, *found.span())
        own = _OWN if found["several"] else (Kind.ALLOC,)
        if said is not None and said.tells in own and said.before and said.gap <= _NEAR:
            yield Match(*found.span(), Kind.ALLOC, "alloc.labelled", "pieces, label before", LABELLED)


def _has_form(text: str, found: re.Match[str], *, awaited: bool) -> bool:
    """Whether a number has the form of the letters, or, where one is awaited, at least as many digits."""
    if _ONE_BY_ONE.match(text, found.start()) or _ALONE.fullmatch(text):
        return True
    if not found["digits"].isdigit() or text[found.start() - 1 : found.start()].isalpha():
        return False
    return _USUAL_FORM.match(text, found.start()) is not None or (awaited and len(found["digits"]) >= _USUAL)


def _is_public(text: str, said: Label | None, start: int, end: int) -> bool:
    """Whether the number is that of something public, named close to it and nearer than the allocataire."""
    if said is None or said.tells != PUBLIC or said.gap > 0:
        return False
    return not any(other.tells == Kind.ALLOC and other.before for other in labels(text, start, end))


def _reach(text: str, said: Label, digits: int, end: int) -> int:
    """Return how many words may stand between a label and a number of so many digits that ends there."""
    if said.before:
        return _FAR if digits == _USUAL or (digits > _SHORTEST and said.tells == Kind.ALLOC) else _NEAR
    if digits == _SHORTEST:
        return _SAID_AFTER if said.tells == Kind.ALLOC and _PRESENTED.match(text, end) else _AFTER
    if said.tells == GENERIC:
        return _SAID_AFTER if _PRESENTED.match(text, end) else _AFTER
    return _FAR


def _of_decision(text: str, start: int) -> bool:
    """Whether the number that begins at an offset is that of a decision of justice."""
    judged = _JUDGED.search(text, max(0, start - _JUDGED_REACH), start)
    return judged is not None and _OWNED.search(judged[0]) is None
