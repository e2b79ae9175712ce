"""Number of an identity document: identity card, passport, residence permit, driving licence.

Sources: décret n° 55-1397 (identity card: twelve digits, since 2021 nine letters and digits), règlement (CE)
2252/2004 (passport: two digits, two letters, five digits), AGDREF register of foreigners (ten digits, or
three letters and six digits before; also printed on receipts), directive 2006/126/CE (licence: twelve digits,
since 2013 two digits, two letters, five digits).

==================  ==============================
document            form
==================  ==============================
identity card       12 digits; 9 letters and digits
passport            2 digits, 2 letters, 5 digits
residence permit    10 digits; 3 letters, 6 digits
driving licence     12 digits; 2 digits, 2 letters, 5 digits
visa                9 digits, after « FRA » or not
health card (EU)    20 digits that begin with 80
==================  ==============================

Algorithm: the form of a French passport and the line that machines read (OACI 9303: « << » between names) tell by
themselves; every other form needs the name of a document nearer
than any other specific label. Nine to twelve characters glued after « carte » or « numéro » without more are
taken for one as well: no public number of the Caf has that form.

Worked example (invented): ``passeport 00ZZ00000``, ``carte d'identité n° 990199000001``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import GUESSED, LABELLED, STRUCTURED, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labelled import is_quantity, recognise_labelled
from bot.charter.privacy.labels import GENERIC, label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_GAP = r"[ .\-_/\n]{0,3}"
_MIXED = r"(?=[a-z]{{0,8}}\d)(?=\d{{0,8}}[a-z])[a-z0-9]{{{},{}}}"
"""So many characters glued, letters and digits."""
_NUMBER = re.compile(
    rf"(?<![\da-z])(?:\d(?:{_GAP}\d){{8,12}}|(?!(?:cni|num|est|nee)(?![a-z]))[a-z]{{3}}{_GAP}\d(?:{_GAP}\d){{5}}"
    r"|\d[ .\-]?\d[ .\-]?[a-z][ .\-]?[a-z](?:[ .\-]?\d){5}"
    r"|(?=[a-z]{0,3} ?[a-z]{0,3}\d)[a-z0-9]{3} [a-z0-9]{3} [a-z0-9]{3}"
    r"|[a-z]{1,2}(?:\d{5}| ?\d{6,7})"
    r"|[a-z]{1,4}-?\d{8,12}|\d{8} \d [a-z]{2}\d"
    rf"|{_MIXED.format(8, 12)})(?![\da-z])"
)
_LONG = re.compile(
    r"(?<![\da-z])(?![a-z]{4,}\d{1,4}(?![\da-z]))(?:\d{9,12}|(?=[a-z]{0,8}\d)(?=\d{0,8}[a-z])[a-z0-9]{9})(?![\da-z])"
)
_SPELLED = re.compile(r"(?<![\da-z])(?=[^\d]{0,30}\d)[a-z0-9](?:[ .\-_/*]{1,3}[a-z0-9](?![a-z0-9])){7,11}(?![\da-z])")
_THEN = "puis|et|ensuite|apres"
_THEN_WORD = re.compile(_THEN)
_DICTATED = re.compile(  # « 1 8 04 7 5 R 02 9 8 1 »: single letters among figures, as words are read
    r"(?<![\da-z])(?=[^\d]{0,8}\d)(?:\d{1,6}|[a-z])"
    rf"(?:[ .,;\-/]{{1,3}}(?:(?:{_THEN}) )?(?:\d{{1,6}}|[a-z])(?![\da-z'])){{2,11}}(?![\da-z'])"
)
_ALONE = re.compile(
    r"(?:(?:c'est|voila|voici|oui|le|la|mon|numero|n°) ?[:,]? ?){0,3}"
    r"(?P<value>(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{9})[ .!]*"
)
_SHORT_NAME = re.compile(  # words that name a document only right before a number
    r"\b(?:c\.?(?:n\.?)?i\.?|cin|cnie|carte nationale)(?: [a-z]{3,10}(?:ne|se|le))?"
    r"(?: d[eu] (?:(?:mon|ma|notre|son|sa) )?[a-z]+)?"
    r"(?: ?(?:n°|numero|no|c'est|est|la|le)\b| ?n°| ?[:=])* ?"
    rf"(?P<value>\d(?:[ .\-]?\d){{11}}|\d{{8,18}}|{_MIXED.format(9, 12)})(?![\da-z])"
)
_GROUPS = re.compile(  # « X4RT BPFW 4 »; one group at most is of letters alone
    r"(?<![\da-z])(?!\d{1,2}(?:er|ere|e|eme|h|ans?|mo)(?![\da-z]))(?=[a-z]{0,3}\d)(?=\d{0,3}[a-z])[a-z0-9]{2,4}"
    r"(?:[ .\-](?!(?:d[eu]s?|l[ae]s?|et|ou|au|en|un|par|sur)(?![a-z]))[a-z]{2,4})?"
    r"(?:[ .\-](?=[a-z]{0,4}\d)[a-z0-9]{1,5}){1,3}(?![\da-z])"
)
_GROUPED, _WHOLE = range(8, 13), frozenset({9, 10, 12})
_MACHINE_READ = re.compile(  # in capitals
    r"(?<![\dA-Z<])(?:[A-Z0-9]{1,44}(?:<[A-Z0-9]{1,44}){0,9}<<[A-Z0-9<]{0,44}|IDFRA ?(?=[A-Z]{0,9}\d)[A-Z0-9]{5,15})"
)
_VISA = re.compile(  # a card of that name has sixteen digits
    r"\bvisas?\b(?: [a-z']{1,12}){0,4}(?: ?(?:n°|no?|numero|:|=))* ?(?P<value>(?:[a-z]{3} ?)?\d{9})(?!\d)"
)
_ID_FRA = re.compile(r"(?<![a-z0-9])id ?fra ?(?P<value>(?=[a-z]{0,9}\d)[a-z0-9]{9,15})(?![a-z0-9])")
_EUROPEAN = re.compile(r"(?<!\d)80 ?\d{3}(?: ?\d){15}(?!\d)")
"""European health insurance card (decision S2 of the administrative commission): 80, the country, fifteen digits."""
_NEAR = 3
_HEALTH_CARD = frozenset({"ceam", "europeenne", "europeen", "vitale"})
_PHONE = re.compile(r"0[1-9](?:[ .\-]\d\d){4}")
"""Before the name of a document such digits may be a telephone number (« le 0… marche pour la carte ? »)."""
_PASSPORT = re.compile(r"(?<![\da-z])\d\d[a-z]{2}\d{5}(?![\da-z])")


def recognise(view: View, context: Context) -> Iterator[Match]:
    """Yield the numbers of identity documents of a message."""
    for found in _PASSPORT.finditer(view.text):
        yield Match(*found.span(), Kind.IDDOC, "iddoc.passport", "form of a passport or licence", STRUCTURED)
    for found in _MACHINE_READ.finditer(view.cased):
        yield Match(*found.span(), Kind.IDDOC, "iddoc.machine", "line that machines read", STRUCTURED)
    yield from _labelled(view)
    if context.speaks_of(Kind.IDDOC) and (alone := _ALONE.fullmatch(view.text)) is not None:
        yield Match(*alone.span("value"), Kind.IDDOC, "iddoc.awaited", "such a form after talk of it", GUESSED)
    for found in _SHORT_NAME.finditer(view.text):
        yield Match(*found.span("value"), Kind.IDDOC, "iddoc.labelled", "form, short name of the document", LABELLED)
    for pattern, word in ((_VISA, "visa"), (_ID_FRA, "fra")):
        for found in pattern.finditer(view.text) if word in view.text else ():
            yield Match(*found.span("value"), Kind.IDDOC, "iddoc.labelled", f"form, after « {word} »", LABELLED)
    if not view.words.isdisjoint(_HEALTH_CARD):
        for found in _EUROPEAN.finditer(view.text):
            yield Match(*found.span(), Kind.IDDOC, "iddoc.european", "form of a European health card", LABELLED)
    for found in _LONG.finditer(view.text):
        said = label(view.text, *found.span())
        near = said is not None and said.gap <= _NEAR and said.tells in (Kind.CARD, GENERIC)
        if near and not is_quantity(view.text, *found.span()):
            yield Match(*found.span(), Kind.IDDOC, "iddoc.unnamed", "long identifier, label", GUESSED)


def _labelled(view: View) -> Iterator[Match]:
    """Yield the numbers that the name of a document stands beside."""
    for match in recognise_labelled(view, Kind.IDDOC, _NUMBER, "iddoc.labelled"):
        if match.evidence.endswith("before") or not _PHONE.fullmatch(view.text, match.start, match.end):
            yield match
    yield from recognise_labelled(view, Kind.IDDOC, _SPELLED, "iddoc.spelled")
    for pattern, rule, lengths in ((_GROUPS, "iddoc.grouped", _GROUPED), (_DICTATED, "iddoc.dictated", _WHOLE)):
        for match in recognise_labelled(view, Kind.IDDOC, pattern, rule):
            length = sum(char.isalnum() for char in _THEN_WORD.sub("", view.text[match.start : match.end]))
            if length in lengths and match.evidence.endswith("before"):
                yield match
