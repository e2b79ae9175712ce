"""Postal address of a private person.

Source: norm NF Z 10-011 (AFNOR) and the national address base: number, repetition index (bis, ter, a letter),
kind of way, name of the way, five digits of the post office and town, with building, flat and staircase
before.

Algorithm: a number followed by a kind of way (misspellings allowed) and its name, with what stands before
(building, flat) and after (post code, town). Kinds of way that are also ordinary words (« place », « cours »)
need the form of an address around them. Not taken: the address of an institution, named just before; a street
without number; a post code or a town alone.

Worked example (invented): ``bât C 161 B rue des Lilas 59000 Lille``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import STRUCTURED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labels import Lexicon, words_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_WAYS = Lexicon(
    {
        "sure": "rue ru avenue av ave boulevard bd bld blvd boul chemin ch chem che allee allees alee all "
        "impasse imp route rte quai lotissement lot hameau ruelle venelle sentier faubourg fbg rond-point "
        "esplanade promenade traverse montee "
        "villa clos",
        "ordinary": "place pl cours cour square r residence res cite passage parc domaine lieu-dit lieudit "
        "voie pont quartier immeuble hlm porte",
    }
)
_INSIDE = r"(?:appt?|appart|appartement|apt|bat|batiment|esc|escalier|etage|porte|hall|entree|bloc|tour)"
_BEFORE = rf"(?:{_INSIDE} ?\.? ?[a-z0-9]{{1,4}}[ ,\-]{{1,3}}){{0,3}}"
_START = re.compile(
    rf"(?<![a-z0-9])(?P<before>{_BEFORE})(?<!\d)\d{{1,4}}"
    r"(?: ?-? ?(?:bis|ter|quater|[a-h](?![a-z'])))?[ ,.]{0,3}"
    r"(?:(?:de la|la|de|du) )?(?P<way>[a-z\-]{1,12})\.?(?=[ \-'])"
)
_NAME = (
    r"(?:[ \-']{1,2}(?!(?:depuis|est|et|mais|il|elle|je|qui|que|pour|avec|surface|loyer|n'est|dans|plus|on|y|"
    r"par|alors|svp|"
    r"merci|c'est|ya)\b)[a-z0-9][a-z'\-0-9]*)"
)
_REST = re.compile(
    rf"{_NAME}{{1,7}}(?:[ ]?[,\-\n][ \-]{{0,3}}(?=\d{{5}}))?"
    r"(?:[ ,\n\-]{0,3}\d{5}(?!\d)(?:[ ,]{1,2}[a-z][a-z\-']+){0,3})?"
)
_NAMED = re.compile(
    rf"\b(?:residence|res|lotissement|lot\.?|hameau|lieu[ -]?dit|domaine|cite|hlm|immeuble)(?:{_NAME}){{1,5}}?"
    rf"(?:[ ,]{{1,2}}n[°o]? ?\d{{1,4}})?"
    rf"(?:[ ,]{{1,3}}{_INSIDE}\.? ?[a-z0-9]{{1,4}}(?![a-z0-9])){{0,3}}"
    r"[ ,\n]{1,3}\d{5}(?!\d)(?: [a-z][a-z\-']+)?"
)
_INSTITUTIONS = frozenset(
    "caf cpam msa carsat urssaf mairie prefecture agence accueil guichet siege bureaux bureau locaux antenne "
    "ccas mdph pmi permanence creche ecole tribunal poste pole france maison association adil anah cnaf "
    "service services ouvert situe situee trouve".split()
)
_OFFICE = re.compile(r"\b(?:cedex|agence|accueil|siege|guichet)\b")
_INSTITUTION_AFTER = re.compile(
    r"(?:[ ,]{0,2}\b(?:c'est|est|a|de|pour|bien|l'adresse|la|le|les|votre|vos|adresse|ou)\b){0,6}[ ]?(?:l')?"
    r"(?:caf|agence|accueil|siege|mairie|cpam|bureaux)\b(?! qui)"
)
_CAF_LAST = re.compile(r".*\b(?:la|votre|de la) caf")
_PERSONAL = frozenset(
    "je j habite vis vit loge mon ma mes chez adresse domicile demenage reside logement courrier".split()
)
_NAME_LIKE = re.compile(r"[ ]?(?:d[eu]s?\b|d'|l[ea]s?\b|l'|saint|st\b)")
_NOT_A_NAME = re.compile(
    r"[ ](?:en|a|de soutien|de creche|de parking|disponibles?|assises?|de [a-z]+s\b|par|pour|au)\b"
)


def recognise(view: View, _context: Context) -> Iterator[Match]:
    """Yield the private postal addresses of a message."""
    text = view.text
    for found in _START.finditer(text):
        way = _WAYS.get(found["way"])
        if way is None or (rest := _REST.match(text, found.end())) is None:
            continue
        start = found.start()
        near = words_before(text, start, 40)
        if _of_institution(near) or _INSTITUTION_AFTER.match(text, rest.end()) or _OFFICE.search(rest[0]):
            continue
        if _CAF_LAST.fullmatch(rest[0]) and not text[rest.end() :].strip(" ?!.") and _PERSONAL.isdisjoint(near):
            continue
        if way == "ordinary" and not _has_form(view, found, rest, near):
            continue
        weight = STRUCTURED if way == "sure" else TOLD
        yield Match(start, rest.end(), Kind.ADDRESS, "address.numbered", f"number, {way} way, name", weight)
    for found in _NAMED.finditer(text):
        if not _of_institution(words_before(text, found.start(), 40)):
            yield Match(*found.span(), Kind.ADDRESS, "address.named", "named place, post code", TOLD)


def _of_institution(near: list[str]) -> bool:
    return not _INSTITUTIONS.isdisjoint(near[:5]) and _PERSONAL.isdisjoint(near[:6])


def _has_form(view: View, found: re.Match[str], rest: re.Match[str], near: list[str]) -> bool:
    """Whether an ordinary word is the kind of a way here."""
    if _NOT_A_NAME.match(view.text, found.end()):
        return False
    initial = view.cased[rest.start() : rest.start() + 3].lstrip(" -'")[:1]
    capital = initial.isupper() and not view.cased.isupper()
    named = capital or _NAME_LIKE.match(view.text, found.end()) is not None
    return named or found["before"] != "" or re.search(r"\d{5}\b", rest[0]) is not None or "adresse" in near
