"""Names at the two ends of a message: the head of a letter, the farewell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import GUESSED, Match
from bot.charter.privacy.labels import LEXICON
from bot.charter.privacy.name.tokens import PAIR, Names
from bot.charter.privacy.people import SURNAMES, is_common, is_first_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.view import View

SIGNED = re.compile(
    r"\b(?:cordialement|cdlt|cdt|signee?|salutations|(?:bien|respectueusement) (?:a vous|votre)|a bientot|amicalement|"
    r"merci(?: d'avance| (?:de|pour) (?:votre|vos) [a-z]+)?|dans l'attente(?: de vo[a-z]+ [a-z]+)?|distinguee?s|"
    r"respectueusement|bonne (?:reception|continuation|fin de journee|journee|soiree))[ ,.:!\n\-]{1,4}(?=[a-z])"
)
LONG_NUMBER = re.compile(r"\d{5}")
_HEAD_END = re.compile(r"[ ]?[,:] ?|[ ]?-? ?(?=\d)")
FAREWELLS = frozenset(
    "cordialement cdlt cdt signe signee salutations bien merci bonne bientot amicalement attente respectueusement "
    "distingues distinguees".split()
)
FEW = 4
_WHOLE = re.compile(r"\W{0,3}[a-z'\-]{2,20}[ ,./_\-(]{1,3}[a-z'\-]{2,20}\W{0,3}")


def after_farewell(names: Names, index: int) -> Iterator[Match]:
    """« cdlt, jp morvan »: the last words of a message, none of which is a common one."""
    last = names.tokens[index:]
    if PAIR <= len(last) <= FEW and all(not is_common(token.word) for token in last):
        surname = any(
            names.unknown_name(at) or names.tokens[at].word in SURNAMES for at in range(index, len(names.tokens))
        )
        if surname and names.touching(index + 1):
            yield names.match((index, len(names.tokens)), "signed", "unknown words that end a message", GUESSED)


def alone(names: Names, text: str) -> Iterator[Match]:
    """« lefort marine », « Girard, Michel », all of a message: a first name and a surname, in either order."""
    if len(names.tokens) != PAIR or names.of_nobody(0) or not _WHOLE.fullmatch(text):
        return
    for first, surname in ((0, 1), (1, 0)):
        if is_first_name(names.tokens[first].word) and (names.listed(surname) or names.unknown_name(surname)):
            yield names.match((0, PAIR), "alone", "first name and surname, all of a message", GUESSED)
            return


def at_head(names: Names, view: View) -> Iterator[Match]:
    """« Gwladys Penanhoat 14 rue… », « BENSLIMANE YOUCEF MATRICULE… »: who writes, before what is told."""
    if len(names.tokens) < PAIR or names.tokens[0].start or not names.touching(1):
        return
    first, second = names.tokens[:PAIR]
    if not (first.cased[0].isupper() and second.cased[0].isupper()):
        return
    known = is_first_name(first.word) or is_first_name(second.word)
    unknown = names.unknown_name(0) + names.unknown_name(1)
    told = len(names.tokens) > PAIR and LEXICON.get(names.tokens[PAIR].word) is not None
    ends = _HEAD_END.match(view.text, second.end) is not None or (told and known)
    if ends and unknown + known >= PAIR and unknown:
        yield names.match((0, PAIR), "head", "unknown words that open a message", GUESSED)
