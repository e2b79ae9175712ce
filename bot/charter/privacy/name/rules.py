"""The ways in by which a message may hold a name, and which of them are worth their while."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import GUESSED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.name.ends import FAREWELLS, FEW, LONG_NUMBER, SIGNED, after_farewell, alone, at_head
from bot.charter.privacy.name.full import PERSONS, full_names
from bot.charter.privacy.name.introduced import (
    INTRODUCED,
    MISWRITING,
    TRACES,
    after_introduction,
    corrected,
    in_fields,
    miswritten,
    spelled_out,
)
from bot.charter.privacy.name.presented import (
    BORN,
    IN_ROLE,
    OF_BIRTH,
    PRESENTED,
    PRESENTED_AFTER,
    ROLES,
    born,
    but_public,
    in_role,
    pair,
)
from bot.charter.privacy.name.titled import after_title
from bot.charter.privacy.name.tokens import DISGUISED, DISGUISES, PAIR, Names
from bot.charter.privacy.people import AROUND, FIRST_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_INITIALS = re.compile(r"(?<![\w.'-])(?!M\.[ ]?[A-Z][a-z])(?:[A-Z]\.?-)?[A-Z]\.(?:[ -]?[A-Z]\.)?[ ]?(?=[A-Z][a-z]{3})")
_REVERSED = re.compile(r"(?<![A-Za-z])[a-z]{3,20}[A-Z](?![A-Za-z])")
"""« nitraM », in a message that says « à l'envers »."""
_WAYS_IN = (AROUND["titles"], frozenset({"famille"}), FIRST_NAMES, PERSONS, ROLES, MISWRITING)


def recognise(view: View, context: Context) -> Iterator[Match]:
    """Yield the full names of a message."""
    text = view.text
    yield from _reversed(view)
    introduced = list(INTRODUCED.finditer(text)) if any(trace in text for trace in TRACES) else []
    initials = list(_INITIALS.finditer(view.cased))
    presented = list(PRESENTED.finditer(view.text))
    heads = view.cased[:1].isupper() and LONG_NUMBER.search(view.text) is not None
    signed = list(SIGNED.finditer(view.text))[-1:] if not view.words.isdisjoint(FAREWELLS) else []
    disguised = (view.digits or not DISGUISES.isdisjoint(view.cased)) and DISGUISED.search(view.cased)
    ways = (
        disguised
        or introduced
        or view.spelled
        or initials
        or presented
        or heads
        or signed
        or not OF_BIRTH.isdisjoint(view.words)
    )
    if not ways and "M" not in view.cased and all(view.words.isdisjoint(words) for words in _WAYS_IN):
        return
    names = Names(view)
    for found in introduced:
        yield from after_introduction(names, view, found)
    if "nom" in view.words or "prenom" in view.words:
        yield from in_fields(text)
        yield from corrected(names, text)
    yield from miswritten(names, text) if not view.words.isdisjoint(MISWRITING) else ()
    yield from spelled_out(names, view)
    for found in initials:
        yield from _after_initials(names, found)
    yield from _presented(names, view, presented)
    for found in BORN.finditer(text) if not view.words.isdisjoint(OF_BIRTH) else ():
        yield from born(names, names.index_at(found.end()))
    for found in signed:
        yield from after_farewell(names, names.index_at(found.end()))
    yield from alone(names, text)
    if heads:
        yield from at_head(names, view)
    yield from after_title(names, view)
    yield from full_names(names, text)
    if context.speaks_of(Kind.NAME) and len(names.tokens) <= FEW:
        first, stop = names.names_from(0)
        if stop - first >= PAIR or (len(names.tokens) == 1 and names.listed(0)):
            yield names.match((first, stop), "awaited", "names after talk of a name", GUESSED)


def _after_initials(names: Names, found: re.Match[str]) -> Iterator[Match]:
    index = names.index_at(found.end())
    if names.unknown(index) and (stop := names.end_of_surname(index)) is not None:
        span = found.start(), names.span(index, stop)[1]
        yield Match(*span, Kind.NAME, "name.initials", "unknown surname after initials", TOLD)


def _presented(names: Names, view: View, presented: Sequence[re.Match[str]]) -> Iterator[Match]:
    """Yield the names of whoever is presented, or plays a role."""
    text = view.text
    for found in presented:
        index = names.index_at(found.end())
        named = chain(in_role(names, index), pair(names, index))
        yield from but_public(named, text) if found[0].startswith("c") else named
    for found in IN_ROLE.finditer(text) if not view.words.isdisjoint(ROLES) else ():
        yield from in_role(names, names.index_at(found.end()))
    for found in PRESENTED_AFTER.finditer(text) if not view.words.isdisjoint(("moi", "nom")) else ():
        index = names.index_at(found.start())
        yield from pair(names, index - PAIR)
        if "nom" in found[0] and index and names.unknown_name(index - 1):
            yield names.match((index - 1, index), "presented", "unknown word before « c'est mon nom »", GUESSED)


def _reversed(view: View) -> Iterator[Match]:
    for found in _REVERSED.finditer(view.cased) if "envers" in view.words else ():
        yield Match(*found.span(), Kind.NAME, "name.reversed", "a capital that ends a word, « à l'envers »", TOLD)
