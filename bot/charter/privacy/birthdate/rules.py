"""Which dates of a message are dates of birth: the words around each of them, weighed."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.charter.privacy.birthdate.births import (
    ARRIVED,
    ARRIVED_REACH,
    AT_TERM,
    BORN,
    BROUGHT,
    IS_OF,
    PAPER_FOR,
    SPOKEN,
    clause_before,
    is_beside_names,
    is_birth,
    is_of_somebody,
    is_relative,
)
from bot.charter.privacy.birthdate.forms import (
    AGE_AFTER,
    AGE_REACHED,
    APART,
    BARE_SHORT,
    BARE_YEAR,
    BEFORE_PARTS,
    BIRTHDAY,
    BORN_AFTER_AGE,
    DATE,
    FEAST,
    JUST_BORN,
    MENDED,
    MONTH_FIRST,
    SCATTERED,
    WRITTEN,
    are_ages,
    in_longer_run,
    is_old,
)
from bot.charter.privacy.birthdate.other_dates import (
    EVENT_OF,
    has_happened,
    is_expected,
    is_in_span,
    is_of_act,
    is_other,
)
from bot.charter.privacy.finding import GUESSED, LABELLED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labels import words_after, words_before
from bot.charter.privacy.people import is_common, is_first_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_NEEDS_TOLD = frozenset({"spaced", "late"})
_PRESENTING = frozenset("c est cest moi suis oui ok voila ah donc alors elle lui".split())
_COPULAS = frozenset({"c", "est", "cest", "le", "du"})
_NAMED = re.compile(r"[a-z] ?[(:,]? ?\Z")  # « Léo (03/05/2016) »
_AGED, _DAYS = frozenset({"ans"}), frozenset("jour veille lendemain soir nuit matin reveillon".split())
_PARTS = (  # each looked for only where one of its words stands
    (SCATTERED, BEFORE_PARTS),
    (MENDED, BEFORE_PARTS),
    (APART, BEFORE_PARTS),
    (BIRTHDAY, BEFORE_PARTS),
    (JUST_BORN, BEFORE_PARTS),
    (AGE_REACHED, _AGED),
    (AGE_AFTER, _AGED),
    (BORN_AFTER_AGE, _AGED),
    (FEAST, _DAYS),
)
_PLACES = frozenset({("reunion", "la"), ("marie", "sainte"), ("marie", "ste")})
"""« né à la Réunion », « à Sainte-Marie »: no meeting, and nobody's wedding; each word after the one before it."""
_AGE_WORDS = frozenset({"ans", "an", "mois"})
"""« Léo, 4 ans, 12/06/2021 »."""
_NAME_REACH, _TALK = 4, 120
_LIST_GAP = 8
_AROUND, _KINSHIP, _FOLLOWING = 7, 3, 5
_NEGATION = 4
_DIRECT = 2
_FULL_NAME = 2
_YEAR_DIGITS = 4
_AT = frozenset({"a", "au", "aux", "en"})
"""« né à Oran », while « ne » of a negation stands before a verb."""


def recognise(view: View, context: Context) -> Iterator[Match]:
    """Yield the dates of birth of a message."""
    text = view.text
    list_end = -_LIST_GAP
    dates = [*DATE.finditer(text)]
    if view.digits >= _YEAR_DIGITS:
        dates += MONTH_FIRST.finditer(text)
    for found in dates:
        rule = None if are_ages(text, found) else _rule(text, found, context)
        if rule is None and 0 <= found.start() - list_end < _LIST_GAP:
            rule = "listed"
        if rule in ("told", "listed"):
            list_end = found.end()
        if rule is not None:
            yield Match(*found.span(), Kind.BIRTHDATE, f"birthdate.{rule}", _EVIDENCE[rule], _WEIGHTS[rule])
    if context.speaks_of(Kind.BIRTHDATE) and (bare := BARE_SHORT.fullmatch(text)) is not None:
        yield Match(*bare.span("date"), Kind.BIRTHDATE, "birthdate.awaited", _EVIDENCE["awaited"], GUESSED)
    if context.speaks_of(Kind.BIRTHDATE) and (year := BARE_YEAR.fullmatch(text)) is not None:
        evidence = "goes on from the messages before"
        yield Match(*year.span("year"), Kind.BIRTHDATE, "birthdate.joined", evidence, GUESSED)
    if view.words.isdisjoint(BEFORE_PARTS):
        return
    looked_for = (parts for parts, words in _PARTS if not view.words.isdisjoint(words))
    for found in (found for parts in looked_for for found in parts.finditer(text)):
        yield Match(*found.span("date"), Kind.BIRTHDATE, "birthdate.told", "parts of a date, word of birth", LABELLED)


_EVIDENCE = {
    "told": "date, word of birth",
    "relative": "date, word of kinship",
    "awaited": "date after talk of a birth date",
    "old": "date of long ago",
    "mentioned": "date in a message that speaks of a birth",
    "named": "date beside a first name",
    "listed": "date, next in a list of dates of birth",
}
_WEIGHTS = {
    "told": LABELLED,
    "relative": TOLD,
    "awaited": GUESSED,
    "old": GUESSED,
    "named": GUESSED,
    "mentioned": GUESSED,
    "listed": TOLD,
}


def _rule(text: str, found: re.Match[str], context: Context) -> str | None:
    """Return why a date is a date of birth, ``None`` if it is another."""
    start, end = found.span()
    before, after = words_before(text, start), words_after(text, end)
    before = [word for word, next_to_it in pairwise([*before, ""]) if (word, next_to_it) not in _PLACES]
    # « né le » and the negation « je ne touche plus » are the same without accents: the first stands close.
    far = [word for word, next_to_it in pairwise(before[::-1]) if word != "ne" or next_to_it in _AT][::-1]
    before = before[:_NEGATION] + far[_NEGATION - 1 :]
    after = [word for word, next_to_it in pairwise([*after, ""]) if word != "ne" or next_to_it in _AT]
    birth = _distance(before, is_birth)
    other = _distance(before[:_AROUND], is_other)
    telling = [
        word
        for word, next_to_it in pairwise([*words_before(text, clause_before(text, start)), ""])
        if word not in _COPULAS and not (word == "moi" and next_to_it == "chez")
    ][:_AROUND]
    relative, other_told = _distance(telling[:_KINSHIP], is_relative), _distance(telling, is_other)
    related = relative is not None and (other_told is None or relative < other_told) and not has_happened(text, start)
    of_event = related and EVENT_OF.search(text, max(0, start - ARRIVED_REACH), start) is not None
    at_term = AT_TERM.search(text, max(0, start - ARRIVED_REACH), start) is not None
    is_of = at_term or is_of_somebody(text, start)
    if of_event or is_of is False or is_in_span(text, start, end) or is_of_act(text, start):
        return None
    came = ARRIVED.search(text, max(0, start - ARRIVED_REACH), start)
    if came and PAPER_FOR.search(text, max(0, came.start() - ARRIVED_REACH), came.start()):
        came = None
    arrived = came is not None or is_of is True
    arrived = arrived or (other is None and IS_OF.search(text, max(0, start - ARRIVED_REACH), start) is not None)
    arrived = arrived or (is_old(text, found) and is_beside_names(text, start))
    # « prévu en mai, mais bébé est arrivé le 3 avril »: what was expected before has come.
    since = max(came.start(), came.start("came")) if came else 0
    awaited = words_before(text[since:], start - since) if came else before
    expected = _distance(awaited[:_AROUND], is_expected, () if arrived else after[:_FOLLOWING]) is not None
    if expected and not is_of and BORN.isdisjoint(before[:_DIRECT]):
        return None
    if birth is None:
        other = _distance(before[:_AROUND], is_other, after[:_FOLLOWING])
        birth = _distance((), is_birth, after)
        if before[:1] in (["du"], ["au"]):  # « en date du … », « du … au … »
            other = 0
    arrived = arrived or BROUGHT.match(text, end) is not None
    if (birth is not None and (other is None or birth <= other)) or arrived:
        return "told"
    asked = before[:1] == ["date"] and is_old(text, found)  # « ils me demandent la date : 22/09/1971 »
    if found.lastgroup in _NEEDS_TOLD and not asked:
        return None
    if other is not None and not related and not asked:
        return None
    return "relative" if related else _guess(text, found, before, context)


def _guess(text: str, found: re.Match[str], before: list[str], context: Context) -> str | None:
    """Return why a date beside which nothing is said is one of birth all the same, ``None`` if it is not."""
    start, end = found.span()
    if context.speaks_of(Kind.BIRTHDATE):
        return "awaited"
    if SPOKEN.search(text, max(0, start - _TALK), end + _TALK) is not None:
        return "mentioned"
    named = [word for word in before if word not in _AGE_WORDS and not word.isdigit()][:_FULL_NAME]
    full = named[1:] and not is_common(named[0]) and is_first_name(named[1])  # « Timéo Guichardon, 18/06/2016 »
    if _NAMED.search(text, max(0, start - _NAME_REACH), start) and (full or any(map(is_first_name, named[:1]))):
        return "named"
    happened = before[:1] == ["le"] and before[1:2] and before[1] not in _PRESENTING  # « hospitalisée le … »
    whole = WRITTEN.search(found[0]) is not None or not in_longer_run(text, start, end)
    return "old" if not happened and whole and is_old(text, found) else None


def _distance(before: Sequence[str], wanted: Callable[[str], bool], after: Sequence[str] = ()) -> int | None:
    """Return how many words away the nearest wanted word is."""
    sides = (before, after)
    return min((gap for words in sides for gap, word in enumerate(words) if wanted(word)), default=None)
