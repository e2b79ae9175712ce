"""The ways in by which a message may hold a name, and which of them are worth their while."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import GUESSED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.name.ends import FAREWELLS, FEW, LONG_NUMBER, SIGNED, after_farewell, at_head
from bot.charter.privacy.name.full import PERSONS, full_names
from bot.charter.privacy.name.introduced import (
    INTRODUCED,
    TRACES,
    after_introduction,
    corrected,
    in_fields,
    spelled_out,
)
from bot.charter.privacy.name.presented import BORN, OF_BIRTH, PRESENTED, PRESENTED_AFTER, born, but_public, pair
from bot.charter.privacy.name.titled import after_title
from bot.charter.privacy.name.tokens import DISGUISED, DISGUISES, PAIR, Names
from bot.charter.privacy.people import AROUND, FIRST_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_INITIALS = re.compile(r"(?<![\w.'-])(?!M\.[ ]?[A-Z][a-z])(?:[A-Z]\.?-)?[A-Z]\.(?:[ -]?[A-Z]\.)?[ ]?(?=[A-Z][a-z]{3})")
_REVERSED = re.compile(r"(?<![A-Za-z])[a-z]{3,20}[A-Z](?![A-Za-z])")
"""« nitraM », in a message that says « à l'envers »."""
_FAMILY = frozenset({"famille"})


def recognise(view: View, context: Context) -> Iterator[Match]:
    """Yield the full names of a message."""
    text = view.text
    yield from _reversed(view)
    introduced = list(INTRODUCED.finditer(text)) if any(trace in text for trace in TRACES) else []
    ways_in = (AROUND["titles"], _FAMILY, FIRST_NAMES, PERSONS)
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
    if not ways and "M" not in view.cased and all(view.words.isdisjoint(words) for words in ways_in):
        return
    names = Names(view)
    for found in introduced:
        yield from after_introduction(names, view, found)
    if "nom" in view.words:
        yield from in_fields(text)
        yield from corrected(names, text)
    yield from spelled_out(names, view)
    for found in initials:
        index = names.index_at(found.end())
        if names.unknown(index) and (stop := names.end_of_surname(index)) is not None:
            start = found.start(), names.span(index, stop)[1]
            yield Match(*start, Kind.NAME, "name.initials", "unknown surname after initials", TOLD)
    for found in presented:
        named = pair(names, names.index_at(found.end()))
        yield from but_public(named, text) if found[0].startswith("c") else named
    for found in PRESENTED_AFTER.finditer(text) if not view.words.isdisjoint(("moi", "nom")) else ():
        yield from pair(names, names.index_at(found.start()) - PAIR)
    for found in BORN.finditer(text) if not view.words.isdisjoint(OF_BIRTH) else ():
        yield from born(names, names.index_at(found.end()))
    for found in signed:
        yield from after_farewell(names, names.index_at(found.end()))
    if heads:
        yield from at_head(names, view)
    yield from after_title(names, view)
    yield from full_names(names, text)
    if context.speaks_of(Kind.NAME) and len(names.tokens) <= FEW:
        first, stop = names.names_from(0)
        if stop - first >= PAIR:
            yield names.match((first, stop), "awaited", "names after talk of a name", GUESSED)


def _reversed(view: View) -> Iterator[Match]:
    for found in _REVERSED.finditer(view.cased) if "envers" in view.words else ():
        yield Match(*found.span(), Kind.NAME, "name.reversed", "a capital that ends a word, « à l'envers »", TOLD)
