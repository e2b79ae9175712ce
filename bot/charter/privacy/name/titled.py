"""Surnames after a title: « Mme », « monsieur », « M. », « famille »."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import GUESSED, TOLD, Match
from bot.charter.privacy.name.tokens import PAIR, Names
from bot.charter.privacy.people import AROUND, SURNAMES, is_common, is_first_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.view import View

_M = re.compile(r"\b(?:M|Me|Dr|Pr)(?:[.]| (?=[A-Z][a-z]))[ ]?(?=[A-Z])")
_COUPLE = 3
_TITLE_GAP = 2


def after_title(names: Names, view: View) -> Iterator[Match]:
    """« Mme … », « M. … », « famille … »: surnames after a title."""
    starts = {match.end() for match in _M.finditer(view.cased)}
    for index, token in enumerate(names.tokens):
        before = names.tokens[index - 1] if index else None
        close = before is not None and token.start - before.end <= _TITLE_GAP
        if before and close and before.word == "famille":
            yield from _family(names, index)
        elif before and close and before.word == "dossier" and names.listed(index):
            yield names.match((index, index + 1), "file", "listed surname after « dossier »", GUESSED)
        elif token.start in starts or (before and close and before.word in AROUND["titles"]):
            of_a_place = not AROUND["namesakes"].isdisjoint(names.words_before(index - 1, PAIR))  # « rue du Dr Roux »
            to_nobody = of_a_place and names.touching(index - 1)
            run = None if to_nobody or _salutes(names, view, index) else _run_after_title(names, index)
            if run is not None:
                yield names.match(run, "titled", "surname after a title", TOLD)


def _salutes(names: Names, view: View, index: int) -> bool:
    """« Madame, Monsieur, bnojour »: what follows a title and a comma is no name, unless it is listed as one."""
    apart = "," in view.cased[names.tokens[index - 1].end : names.tokens[index].start] if index else False
    return apart and not names.capital(index) and not names.listed(index)


def _run_after_title(names: Names, index: int) -> tuple[int, int] | None:
    """Return the run of names that a title announces at an index, ``None`` where it announces none."""
    if names.tokens[index].word in AROUND["articles"] and not _opens_surname(names, index):
        return None
    if names.tokens[index].word in AROUND["born"] and names.touching(index + 1):  # « Mme veuve X »
        index += 1
    token = names.tokens[index]
    first_name = is_first_name(token.word)
    stop = names.end_of_surname(index + 1) if first_name and names.touching(index + 1) else None
    if stop is None and (not first_name or names.known(index)):  # « Mme Ozturk » goes by either name
        stop = index + 1 if first_name else names.end_of_surname(index)
    brand = not first_name and is_common(token.word) and token.word not in SURNAMES  # « Monsieur Meuble »
    couple = names.words_before(index, _COUPLE)[1:-1] == ["et"]  # « M. et Mme Loriot »
    if stop is None or (brand and not couple and stop == index + 1):
        return None
    if stop + 1 < len(names.tokens) and names.tokens[stop].word in AROUND["born"]:
        stop = names.end_of_surname(stop + 1, sure=True) or stop
    return index, stop


def _opens_surname(names: Names, index: int) -> bool:
    """« M. Le Goff », « Mme de la Roche »: an article before a capital, while « Mme la directrice » goes on without."""
    stop = names.end_of_surname(index)
    if stop is None:
        return False
    last = names.tokens[stop - 1]
    return names.capital(stop - 1) and (last.word in SURNAMES or not is_common(last.word))


def _family(names: Names, index: int) -> Iterator[Match]:
    """« Famille DIARRA, 4 enfants »: an unknown word, in capitals where they mean something."""
    word = names.tokens[index].word
    named = names.unknown_name(index) or (word in SURNAMES and not is_common(word))
    if named and (names.capital(index) or not names.cased):
        stop = names.end_of_surname(index) or index + 1
        yield names.match((index, stop), "family", "unknown word after « famille »", GUESSED)
