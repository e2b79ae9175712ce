"""Whoever says what they are called: « je m'appelle », « mon nom c'est », the fields of a form, how it is written."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import LABELLED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labels import LEXICON
from bot.charter.privacy.name.tokens import PAIR, Names, describes
from bot.charter.privacy.people import AROUND, EVERYDAY_WORDS, FREQUENT_WORDS, SURNAMES, is_common, is_first_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.view import View

_ABROAD = "this is|mein name ist|heisse|ich bin|llamo|chiamo|chamo|numele|numesc|cheama|nazywam|ismi"
_CALLED = (  # « je m'appelle », as it is written
    r"[ms] ?'? ?app?[ea]l+e?s?|mapp?[ea]l+e?s?|je me nom+e|je me presente|(?:pre|de)?nommee?s?|soussignee?|"
    r"my name(?: is|'s)?|mi nombre(?: es)?|meu nome(?: e)?|"
    rf"(?:{_ABROAD})(?: (?:me|sie|este|e))?|identite(?= ?:)"
)
_FIRST_NAME = r"prenom(?: et nom)?"
_OF_WHOM = (
    r" (?:du|de la|de m[ao]n?) (?:conjointe?|pere|mere|mari|femme|concubine?|enfant|fils|fille|titulaire|beneficiaire|"
    r"demandeur|(?:co)?locataire|proprietaire|bailleur)| de l'(?:allocataire|assuree?|ex)"
)
_SURNAME = (  # after these a surname is enough
    r"(?:mon |le |son |ton )?nom(?: complet| entier)?"
    rf"(?: d'epouse| d'usage| de (?:famille|jeune fille|naissance|l'enfant)|{_OF_WHOM})?"
    r"(?: (?:et |/ ?)?prenom)?|au nom de|du nom de|"
    r"(?:porte|sous|pris|prendre|garde|change) (?:le |son )?nom de"
)
_LETTERWISE = r"(?:en |a )?(?:l'|les )?(?:epel[a-z]{1,5})|lettre (?:par|a|apres) lettre"
_IS = rf"est|c'est|c est|cest|c|s'ecrit|secrit|s'epelle|{_LETTERWISE}|:|=|,|-|is"
INTRODUCED = re.compile(
    rf"\b(?:{_CALLED}|(?P<surname>{_SURNAME})|{_FIRST_NAME})(?:[ ]?(?:{_IS})(?![a-z]))*[ \n]{{1,4}}(?=[a-z])"
)
_OF_FAMILY = re.compile(r"famille|jeune fille|naissance|epouse|usage")
_FIELD_SIGN = re.compile("[:=>]")
TRACES = ("nom", "name", "pel", "pal", "soussign", "presente", "identite", *_ABROAD.split("|"))
"""Without one of these nobody introduces themselves."""
_NOM = r"\bnoms?(?: d'epouse| d'usage| de (?:famille|jeune fille|naissance))?"
_HOLDS = r"(?: ?[:=>]+ ?| (?:c'?est|est) | )"
_SURNAME_FIELD = rf"{_NOM}{_HOLDS}(?P<surname>[a-z]+(?:[ '\-](?!prenom)[a-z]+){{0,2}}?)"
_FIRST_NAME_FIELD = rf"\bprenoms?{_HOLDS}(?P<first>[a-z]+(?:-[a-z]+)?)"
_BETWEEN = r"[ ]?[,;/|\n.\-]?[ \n]?(?:et )?(?:(?:mon|le) )?"
_FIELDS = (  # a form, in which any word is a name: « nom : blanc, prénom : rose »
    re.compile(rf"{_SURNAME_FIELD}{_BETWEEN}{_FIRST_NAME_FIELD}(?![a-z])"),
    re.compile(rf"{_FIRST_NAME_FIELD}{_BETWEEN}{_SURNAME_FIELD}(?![a-z])"),
    re.compile(rf"\b(?:moi|suis|c'est|c) (?P<surname>[a-z]{{3,}}){_BETWEEN}{_FIRST_NAME_FIELD}(?![a-z])"),
)
_CORRECTED = re.compile(
    r"\bnom\b[^.!?\n\d]{0,50}\b(?:c'est|au lieu de|et non|et pas|s'ecrit) (?=[a-z])"
    r"|\b(?:c'?est|c) (?=[a-z'\-]{3,20},? (?:c'?est )?mon nom\b)"  # « c'est bouzid mon nom »
)
MISWRITING = frozenset({"lieu", "place", "non"})
_MISWRITTEN = re.compile(
    r"\b(?P<wrong>(?P<onset>[a-z]{2})[a-z]{2,})(?: [a-z]+)?,? (?:au lieu de|a la place de|et non(?: pas)?) "
    r"(?=(?P=onset))"
)
_AS = re.compile(r"(?i)(?:\b[a-z] comme \w+[ ,.]+){2}")
"""« P comme Pierre, O comme Oscar »: letters dictated, before the view puts them together."""
_SUBJECT = 6
_SHORTEST_WORDED = 4
_GOES_ON = re.compile(
    r"[ ]?(?:[.,;:!?)\n]|\Z)| (?:je|j|il|elle|on|nous|ils|qui|et|mais|est|a|ma|mon|nee?|num[a-z]*|n°)\b"
)
"""What follows a surname, and no word that describes the one who bears it: a sign, or another clause."""
_SPELLED = re.compile(r"(?:[a-z][ .\-]{1,3}){4,60}[a-z](?![a-z])")


def after_introduction(names: Names, view: View, found: re.Match[str]) -> Iterator[Match]:
    """« je m'appelle … », « nom : … »: names, or letters that spell them."""
    if (spelled := _SPELLED.match(view.text, found.end())) is not None:
        yield Match(*spelled.span(), Kind.NAME, "name.spelled", "letters after an introduction", LABELLED)
        return
    first, stop = names.names_from(found.end())
    index = names.index_at(found.start())
    if not AROUND["animals"].isdisjoint(names.words_before(index, PAIR)):
        return
    if found[0].startswith("s") and not AROUND["namesakes"].isdisjoint(names.words_before(index, _SUBJECT)):
        return  # « l'école de mes enfants s'appelle Jules Ferry »
    if stop == first and found["surname"] is not None and ":" in found[0]:  # « nom : le gall »
        stop = names.end_of_surname(first, sure=True) or first
    if stop - first == 1 and names.known(first):
        stop = names.told_after(stop) or _worded_surname(names, view.text, stop) or stop
    several = stop - first >= PAIR
    alone = stop - first == 1 and found["surname"] is not None
    if alone and is_first_name(names.tokens[first].word):  # « mon nom c'est Julie » gives a first name
        alone = _OF_FAMILY.search(found[0]) is not None or ("prenom" in view.words and "prenom" not in found[0])
    glued = first < len(names.tokens) and names.spelled_in_full(first)
    if glued:
        stop = max(stop, first + 1)
    if several or glued or (alone and (names.surname(first) or names.known(first))):
        yield names.match((first, stop), "introduced", "names after an introduction", LABELLED)


def _worded_surname(names: Names, text: str, index: int) -> int | None:
    """Return the index after an ordinary word that ends what somebody is called: « il s'appelle teddy tonneau, »."""
    if not names.touching(index):
        return None
    token = names.tokens[index]
    word = token.word
    said = len(word) < _SHORTEST_WORDED or word in EVERYDAY_WORDS or word in AROUND["never"] or LEXICON.get(word)
    return index + 1 if not said and not describes(word) and _GOES_ON.match(text, token.end) else None


def spelled_out(names: Names, view: View) -> Iterator[Match]:
    """« j'épelle : T, O, U, R, E », in talk of spelling; « l.u.c b.r.u.n », a first name among two such words."""
    for index, (one, other) in enumerate(pairwise(names.tokens) if view.spelled else ()):
        rest = one.word if is_first_name(other.word) else other.word
        named = is_first_name(one.word) or is_first_name(other.word)
        if (
            named
            and view.spelled.issuperset((one.word, other.word))
            and (rest in SURNAMES or is_first_name(rest) or not is_common(rest, FREQUENT_WORDS))
        ):
            yield names.match((index, index + PAIR), "spelled", "two words spelled out, one a first name", TOLD)
    if not view.spelled or ("epel" not in view.text and _AS.search(view.source) is None):
        return
    of_a_name = "nom" in view.words or "prenom" in view.words
    for index, token in enumerate(names.tokens):
        if token.word in view.spelled and (of_a_name or not is_common(token.word)):
            yield names.match((index, index + 1), "spelled", "letters in talk of spelling", TOLD)


def corrected(names: Names, text: str) -> Iterator[Match]:
    """« mon nom est mal écrit, c'est … avec un k »: a surname of which people say how it is written."""
    for found in _CORRECTED.finditer(text):
        index = names.index_at(found.end())
        if names.unknown_name(index) and (names.capital(index) or not names.cased):
            yield names.match((index, index + 1), "corrected", "unknown word in talk of how a name is written", TOLD)


def miswritten(names: Names, text: str) -> Iterator[Match]:
    """« vous avez mis Kerboul au lieu de Kerboull »: two unknown words, the wrong and the right way to write a name."""
    for found in _MISWRITTEN.finditer(text):
        for index in (names.index_at(found.start()), names.index_at(found.end())):
            if names.unknown_name(index) and (names.capital(index) or not names.cased):
                yield names.match((index, index + 1), "corrected", "unknown word written otherwise", TOLD)


def in_fields(text: str) -> Iterator[Match]:
    """« nom : blanc / prénom : rose »: two fields, their values whatever they look like."""
    for found in (found for fields in _FIELDS for found in fields.finditer(text)):
        announced = _FIELD_SIGN.search(found[0]) is not None
        first, surname = found["first"], found["surname"].split()[0]
        if not AROUND["never"].isdisjoint((first, surname)) or (
            not is_first_name(first) and (not announced or is_common(first))
        ):
            continue
        if LEXICON.get(first) is None and LEXICON.get(surname) is None:
            start = min(found.start("first"), found.start("surname"))
            end = max(found.end("first"), found.end("surname"))
            yield Match(start, end, Kind.NAME, "name.fields", "a surname and a first name, as in a form", LABELLED)
