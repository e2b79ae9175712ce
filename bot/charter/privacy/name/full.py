"""Full names that nothing announces: a first name and a surname, in either order, or two words beside a relative."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import GUESSED, TOLD, Match
from bot.charter.privacy.name.tokens import PAIR, Names
from bot.charter.privacy.people import AROUND, SURNAMES, is_common, is_first_name
from bot.charter.privacy.public_life import acts_in_public

if TYPE_CHECKING:
    from collections.abc import Iterator


_ON_AIR = re.compile(  # « Untel sur France Inter », « Untel à la télé »
    r"[ ,]{1,2}(?:(?:dire|dit|parler|parle|hier|l'a dit|en a parle) ){0,2}"
    r"(?:sur (?:france [a-z0-9]+|bfm|tf1|rmc|cnews|rtl|lci|europe 1|arte|m6|youtube)|a la (?:tele|radio|television))\b"
)
_WORK = re.compile(r"travail|contrat|cdd|cdi|interim|embauch|stage|salari|employ|boss|bosse|taf|mission|apprenti|vend")
_MANY = frozenset({"mes", "tes", "ses", "nos", "vos", "les", "leurs", "deux", "trois"})
PERSONS = AROUND["persons"] | AROUND["relatives"]
_CHILDMINDERS = frozenset({"assistante", "assistant"})
"""« l'assistante maternelle de mon fils » is no school."""
_LONG_WORD = 5
_NEAR = 6


def full_names(names: Names, text: str) -> Iterator[Match]:
    """Yield the names that begin, or end, with a first name, and those that stand beside a relative."""
    for index, token in enumerate(names.tokens):
        first_name = is_first_name(token.word)
        if not (names.known(index) if first_name else names.capital(index)):
            continue
        before = names.words_before(index, 4)
        if not AROUND["namesakes"].isdisjoint(before) and not _CHILDMINDERS.intersection(
            names.words_before(index, _NEAR)
        ):
            continue
        if _is_employer(before):
            continue
        match = None
        if first_name:
            match = _surname_after(names, index, before) or _surname_before(names, index)
        elif _beside_person(before) and not _is_tool(names, index, before):
            match = _unknown_pair(names, index)
        if match is None or names.of_nobody(match.start) or _in_the_media(names, index):
            continue
        if acts_in_public(text, match.start, match.end) and PERSONS.isdisjoint(before):
            continue
        if not _ON_AIR.match(text, match.end):
            yield match


def _in_the_media(names: Names, index: int) -> bool:
    """« j'ai écouté X à la radio », « le journaliste X »: whom people heard of, unless it is somebody of theirs."""
    before = names.words_before(index, _NEAR)
    if not PERSONS.isdisjoint(before):
        return False
    presented = len(before) > 1 and before[-1] in AROUND["public_trades"] and before[-2] in AROUND["articles"]
    around = [*before, *names.words_after(index, _NEAR)]
    return presented or not AROUND["media"].isdisjoint(around)


def _is_employer(before: list[str]) -> bool:
    """« je travaille chez Yves Rocher »: a firm that bears its founder's name."""
    return before[-1:] == ["chez"] and any(_WORK.match(word) for word in before)


def _is_tool(names: Names, index: int, before: list[str]) -> bool:
    """« j'ouvre le document avec Untel Untel »: a program or a device that something is done with."""
    if not AROUND["products"].isdisjoint([names.tokens[index].word, *names.words_after(index, PAIR)]):
        return True
    around = [*names.words_before(index, _NEAR), *names.words_after(index, _NEAR)]
    return before[-1:] == ["avec"] and AROUND["relatives"].isdisjoint(before) and not AROUND["tools"].isdisjoint(around)


def _surname_after(names: Names, index: int, before: list[str]) -> Match | None:
    following = index + 1
    if not names.touching(following):
        return None
    if is_first_name(names.tokens[following].word) and not names.compound_surname(
        following
    ):  # « mes filles Emma Chloé » are two people
        if not (names.capital(following) or names.tokens[following].word in SURNAMES) or of_several(before):
            return None
    elif names.capital(following) and not names.capital(index):
        return None
    stop = names.end_of_surname(following)
    if stop is None or not (names.in_french(index, stop) or names.capital(following) or names.listed(following)):
        return None
    return names.match((index, stop), "full", "first name and surname", TOLD)


def of_several(before: list[str]) -> bool:
    """Whether the words before announce several people, whose first names follow each other."""
    plurals = AROUND["plurals"].intersection(before)
    return bool(plurals) and (plurals != {"fils"} or not _MANY.isdisjoint(before))


def _surname_before(names: Names, index: int) -> Match | None:
    """« BONNEFOY Monique », « Delannoy Franck »: a surname before a first name."""
    if not names.touching(index) or (names.cased and not names.capital(index)):
        return None
    if names.cased and not names.capital(index - 1):  # « mreci Élodie »
        return None
    if names.tokens[index - 1].word.rpartition("'")[2] in AROUND["namesakes"]:  # « l'Abbé Pierre »
        return None
    surname = names.tokens[index - 1]
    announced = names.words_before(index - 1, 1) == ["dossier"]
    opens = (announced or not names.touching(index - 1)) and names.unknown_name(index - 1)
    listed = names.known(index) and names.listed(index - 1)  # « tonton girard michel »
    capitals = names.capital(index - 1) and len(surname.word) >= _LONG_WORD
    shouted = capitals and surname.cased.isupper() and not is_common(surname.word)
    doubled = index > 1 and names.touching(index - 1) and names.shouted(index - 1) and names.shouted(index - 2)
    if doubled:
        return names.match((index - 2, index + 1), "full", "two surnames in capitals and a first name", TOLD)
    if shouted or listed or ((opens or capitals) and names.unknown(index - 1) and names.surname(index - 1)):
        return names.match((index - 1, index + 1), "full", "surname and first name", TOLD)
    return None


def _beside_person(before: list[str]) -> bool:
    if before and before[-1] in AROUND["places"]:
        return "dossier" in before or "part" in before
    return not PERSONS.isdisjoint(before[-2:]) or not AROUND["relatives"].isdisjoint(before)


def _unknown_pair(names: Names, index: int) -> Match | None:
    following = index + 1
    if not names.touching(following) or not names.capital(following):
        return None
    word = names.tokens[index].word
    if word in AROUND["namesakes"] or is_common(word) or is_common(names.tokens[following].word):  # « IME Jean Bart »
        return None
    if not names.surname(index):
        return None
    stop = names.end_of_surname(following)
    if stop is None:
        return None
    return names.match((index, stop), "relative", "capitalised words beside a relative", GUESSED)
