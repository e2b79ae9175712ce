"""Whoever is presented: « je suis », « dossier de », « ma fille », « née »; two words that only names explain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import GUESSED, TOLD, Match
from bot.charter.privacy.name.full import of_several
from bot.charter.privacy.name.tokens import DESCRIBES, PAIR, Names
from bot.charter.privacy.people import AROUND, FOREIGN_PARTICLES, PUBLIC_FIGURES, SURNAMES, TOWNS, is_first_name
from bot.charter.privacy.public_life import acts_in_public

if TYPE_CHECKING:
    from collections.abc import Iterator


_RELATIVES = "|".join(sorted((AROUND["relatives"] | AROUND["persons"]) - {"dossier"}, key=len, reverse=True))
_MYSELF = r"j'?(?:e )?suis|moi(?:,? c(?:'?est| est)?)?|c(?:'?est| est)?(?: pour)?|ici"
_ON_BEHALF = (
    r"de la part de|(?:dossier|compte|demande|attention|maman|papa|mere|pere|tuteur|tutrice|fils|fille|femme|mari|"
    r"epouse|conjointe?|ex|frere|seur|voisine?|attestation|hebergement|contrat|bail|nom) d[eu]"
)
IN_ROLE = re.compile(
    r"\b(?:titulaire|proprietaire|beneficiaire|(?:co)?locataire|assuree?|demandeu[rs]e?|signee? par|"
    r"hebergee? (?:par|chez)|colocation avec)[ ,:]{1,3}(?:est |c'est |c )?(?=[a-z])"
)
ROLES = frozenset(
    "titulaire proprietaire beneficiaire locataire colocataire assure assuree demandeur demandeuse signe signee "
    "heberge hebergee colocation".split()
)
_RELATIVE = rf"(?:ma|mon|ta|ton|sa|son|notre|votre|la|le|une?|au) (?:{_RELATIVES})"
PRESENTED = re.compile(  # a name may follow, or not
    rf"\b(?:{_MYSELF}|{_ON_BEHALF}|{_RELATIVE})[ ,:]{{1,3}}(?:est |c'est |c |qui est )?(?=[a-z])"
)
PRESENTED_AFTER = re.compile(r"[ ,]{1,2}(?:c'?est|c|voila) (?:bien )?(?:moi\b|mon nom\b)(?! qui)")
BORN = re.compile(r"\b(?:nee|epouse|veuve) (?=[a-z]{3})")
OF_BIRTH = frozenset({"nee", "epouse", "veuve"})


def in_role(names: Names, index: int) -> Iterator[Match]:
    """« titulaire pons claire »: a listed surname and a first name, in either order, each whatever else it means."""
    if not names.touching(index + 1) or not AROUND["namesakes"].isdisjoint(names.words_before(index, 4)):
        return
    if names.of_nobody(names.tokens[index].start):
        return
    for first, surname in ((index, index + 1), (index + 1, index)):
        if is_first_name(names.tokens[first].word) and names.listed(surname):
            yield names.match((index, index + PAIR), "role", "listed surname and first name after a role", GUESSED)
            return


def pair(names: Names, index: int) -> Iterator[Match]:
    """« je suis ouarzia tizrouline », « dossier de diarra fatoumata »: two words that only names explain."""
    if index < len(names.tokens) and names.spelled_in_full(index):
        yield names.match((index, index + 1), "presented", "first name and more, spelled out", TOLD)
        return
    if not names.touching(index + 1) or not AROUND["namesakes"].isdisjoint(names.words_before(index, 4)):
        return
    following = index + 1
    if names.known(index) and names.known(following):
        lone = not names.touching(following + 1) or not names.known(following + 1)
        whole = lone and not of_several(names.words_before(index, 4))
    else:
        whole = _plain_name(names, index) and (names.known(following) or names.unknown_name(following))
        first = is_first_name(names.tokens[index].word) or names.short_name(index)  # « pierre », whatever else it means
        figure = names.capital(following) and names.tokens[following].word in PUBLIC_FIGURES  # another of that surname
        whole = whole or (first and (names.unknown_name(following) or figure))
    if whole:
        stop = names.end_of_surname(following) or index + PAIR
        if names.of_nobody(names.tokens[index].start):
            return
        yield names.match((index, stop), "presented", "two words that only names explain", GUESSED)


def _plain_name(names: Names, index: int) -> bool:
    """Whether an unknown word is a name rather than the misspelt description of somebody."""
    described = DESCRIBES.fullmatch(names.tokens[index].word) is not None and not names.capital(index)
    return names.unknown_name(index) and not described


def born(names: Names, index: int) -> Iterator[Match]:
    """« née Marchetti »: the surname of birth."""
    if names.tokens[index].word in TOWNS or names.tokens[index].word in AROUND["places"]:
        return
    capital = names.capital(index) and (names.unknown(index) or names.tokens[index].word in FOREIGN_PARTICLES)
    listed = names.tokens[index].word in SURNAMES and (names.capital(index) or not names.cased)
    if capital or listed or _plain_name(names, index):
        stop = names.end_of_surname(index) or index + 1
        yield names.match((index, stop), "born", "surname after « née »", TOLD)


def but_public(named: Iterator[Match], text: str) -> Iterator[Match]:
    """« c'est Untel qui a voté la loi »: not whoever writes."""
    return (match for match in named if not acts_in_public(text, match.start, match.end))
