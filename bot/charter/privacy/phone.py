"""Telephone number of a private person.

Source: national numbering plan of Arcep (décision n° 2018-0881 as amended): ten digits from 0, then 1–5 by
region (overseas departments included: 0262, 0263, 0590, 0594, 0596), 6 and 7 mobile (0692, 0693, 0694, 0696,
0690, 0691 overseas), 9 not geographic; +33 or 0033 (+262, +590, +594, +596 overseas) stand for the 0.

Not taken: 08 (surtaxed or free services), 0969 (services), short numbers (15, 3230, 3939, 116 xxx, 118 xxx),
none of which belongs to a private person; and a number that the person says is of an institution, mobile numbers
excepted, at which no institution is reached.

Algorithm: digits by the plan whatever stands between them, except dates; foreign numbers that begin with + or
00 and have a possible length for their country, as ``phonenumbers`` knows it; fewer or more digits where the
person says « tél »; nine digits whose zero is told apart (« … avec un 0 devant »).

Worked example (from the range that Arcep keeps for fiction): ``06.39.98.01.02``, ``+33 (0)6 39 98 01 02``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import GUESSED, STRUCTURED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labelled import is_quantity
from bot.charter.privacy.labels import GENERIC, PUBLIC, label, words_before
from bot.charter.privacy.people import INSTITUTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_GAP = r"[^0-9a-z\x02+]{0,5}"
_FRENCH = re.compile(  # looked ahead: a wrong start inside a date must not hide the right one after it
    rf"(?<!\d)(?<!\d[.,])"
    rf"(?=((?:(?:\+|plus |00{_GAP}){_GAP}(?:33|262|590|594|596){_GAP}(?:\(?0\)?{_GAP})?|33{_GAP}(?=[67])|0{_GAP})"
    rf"[1-79](?:{_GAP}\d){{8}}(?!\d)))[0+p3]"
)
_LISTED = re.compile(r"(?=[^,;/]*/)[^,;]*[,;]|[^ /]*/[^ /]* [^/]*/")
"""« 01/05, 25/12 », « 05/01 06/01 07 »: days, some of whose parts stand further apart than others."""
_CODED = re.compile(r"\d[\-/]\Z")
"""What stands before the end of a longer reference: « 2026-03-12-000123 »."""
_REGULAR = re.compile(r"\d{9,13}|\+?\d{2,4}(?:\D+\d\d){4}|\D*\d{2,4}\D+\d(?:\D+\d\d){4}")
_AFTER_PREFIX = re.compile(r"\bmon 0[67](?: |:|c'?est|est|le|c )*(?P<value>\d\d(?:[^0-9a-z\x02€%=]{0,5}\d\d){3})(?!\d)")
_LETTERED = re.compile(r"(?<![\da-z])0 ?[67](?:[ .\-*_]?\d\d){0,3}(?:[a-gi-z]\d\d){1,4}(?![\da-z])")
"""« 06.39A98B01C02 », letters to be left out."""
_SAME_WORD = re.compile(r"(?<!\d)0 ?[1-79](?P<word> [a-z]{1,6} )\d\d(?:(?P=word)\d\d){3}(?!\d)")
"""« 06 et 39 et 98 et … »."""
_THEN = "(?:et|puis|plus|apres|ensuite)"
_SOME_WORDS = re.compile(  # « 06 39 98 01 et 02 », « 06 39, 98 puis 01 puis 02 »
    rf"(?<!\d)(?<!\d[.,])0 ?[1-79](?:(?:[ .\-]{{0,2}}|,? {_THEN} |, )\d\d){{4}}(?![\d/]|[.,]\d)"
)
_LINKS = frozenset(_THEN.strip("(?:)").split("|"))
_MONTHS = re.compile(r"\D*(?:(?:0\d|1[0-2])\D*){5}")
"""« les mois 03, 04, 05, 06 et 07 »."""
_ZERO = r"(?:1 |le |un |d'1 |d'un |du )?(?:0|zero)"
_IN_FRONT = r"(?:devant|avant|au debut|en premier|d'abord|en tete)"
_NINE = rf"(?<!\d)(?P<value>[1-79](?:{_GAP}\d){{8}})(?!\d)"
_WITHOUT_ZERO = tuple(  # the first digit told apart: « 6 39 …, avec un 0 devant », « mettez un 0 puis 6 39 … »
    re.compile(pattern)
    for pattern in (
        rf"{_NINE}[ ,;.:(+\-]{{1,3}}(?:(?:[a-z']{{1,12}}[ ,]{{1,2}}){{0,4}}{_ZERO} {_IN_FRONT}\b"
        rf"|(?:precede|commence|debute)e?s? (?:par |d'|de |d)?{_ZERO}(?!\d))",
        rf"\b{_ZERO} (?:{_IN_FRONT}|puis|ensuite|et|apres)(?: (?:puis|ensuite|apres|et|le|de|du))?[ :,(]{{1,3}}{_NINE}",
    )
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DIGIT_AROUND = re.compile(r"\d[ /.\-]\Z|[ /.\-]\d")
_FOREIGN = re.compile(r"(?<![\d+])(?:\+ ?|00)(?!33)[1-9](?:[^0-9a-z\x02+\n]{0,3}\d){7,13}(?!\d)")
_UNPREFIXED = re.compile(r"[67](?:[ .\-]?\d\d){4}|[67](?:[ .\-]\d){8}")
"""« 6 39 98 12 34 », or digit by digit."""
_TOLD = re.compile(
    r"(?<!\d)(?<!\b[a-z])(?<!\d[/.\-])(?:0[ ]?[1-79]|33[ ]?[67]|[67])(?:[^0-9a-z\x02]{0,3}\d){6,10}(?!\d)"
)
_DIGITS, _CODED_REACH = 10, 2
_DATE = re.compile(r"\d{1,2}[/\-. ]\d{1,2}[/\-. ](?:19|20)\d\d(?!\d)")
_PUBLIC = re.compile(r"(?:0|(?:\+|00)\D{0,3}33)\D*9\D*6\D*9")
_NOISE = re.compile("[^0-9]")
_HELP = (
    r"\b(?:sos [a-z\-]+|croix[ -]rouge|"
    r"restos?(?: du c[eo]+u?r)?|secours (?:populaire|catholique|islamique)|emmaus|cimade|"
    r"mission locale|banque alimentaire|planning familial|cidff|udaf|samu(?: social)?|epicerie (?:sociale|solidaire)|"
    r"[a-z]+ ecoute|ecoute [a-z]+|point justice|centre (?:social|medical|communal|anti[ -]?poison)|"
    r"relais petite enfance|"
    r"maison (?:de|des|du) [a-z]+|association|ligne d'ecoute|numero d'urgence|ecole|college|lycee|creche|syndicat|"
    r"bailleur|office hlm)\b"
)
"""Bodies and charities whose number is known to all, where no word of :data:`INSTITUTIONS` is in their name."""
_HELP_BEFORE = re.compile(
    rf"{_HELP}(?: (?:de|du|a|au|des) (?:la |l'|mon |ma |mes )?[a-z\-]+){{0,2}}[^.;!?\n\d]{{0,12}}\Z"
)
_HELP_AFTER = re.compile(
    rf"[ ,(]{{1,3}}(?:c'?est|est|c) (?:bien |pas )?(?:le numero |celui )?(?:de |du |des )?(?:la |le |les |l')?{_HELP}"
)
_HELP_REACH, _NEAREST = 60, 2
_INSTITUTIONS = INSTITUTIONS | {
    "plateforme",
    "standard",
    "hotline",
    "assistance",
    "france travail",
    "pole emploi",
    "impots",
    "ecole",
    "creche",
    "hopital",
}
_STANDARD_AFTER = re.compile(  # « 01 … c'est le standard de la mairie ? »
    r"[ ,(]{0,2}(?:c'?est|est|c|pour|=)?[ ]?(?:bien )?(?:le |la |l')?(?:celui |numero |standard |accueil |"
    r"tel )?(?:d[eu] |pour )?(?:la |le |l'|votre )?"
    rf"(?:{'|'.join(sorted(_INSTITUTIONS))})\b"
)
_ASKED_ABOUT = re.compile(  # « le 01 … est toujours occupé ? »: a number that is published, not one's own
    r"[ ,]{1,2}(?:(?:ca|c'?est|il|est|qui|ne|n'est|toujours|encore|aussi|de|depuis|l'etranger|bien|pas|jamais|un|"
    r"vraiment|numero|appel)[ ]){0,6}"
    r"(?:marche|fonctionne|repond|sonne|decroche|payant|gratuit|surtaxe|occupe|injoignable|"
    r"(?:pour )?(?:joindre|appeler|contacter) (?:l[ae] |l'|les |votre |vos |un ))"
)
_MOBILE = re.compile(r"(?:0\D{0,4}|33\D{0,4})[67]")
"""No institution is reached at a mobile number."""
_ZERO_APART = frozenset(
    "devant avant debut premier abord tete precede precedee commence debute puis ensuite apres zero".split()
)
_CALL_ME = frozenset("rappelez rappeler appelez joindre joignable contactez".split())
_OWN = frozenset("mon ma mes moi me joindre joignable rappeler rappelez".split())


def recognise(view: View, _context: Context) -> Iterator[Match]:
    """Yield the telephone numbers of a message."""
    text = view.text
    for found in _FRENCH.finditer(text):
        start, end = found.span(1)
        mobile = _MOBILE.match(text, start) is not None
        listed = _LISTED.search(found[1]) is not None
        if (
            listed
            or _DATE.match(text, start)
            or _PUBLIC.match(text, start)
            or (not mobile and _of_institution(text, start, end))
        ):
            continue
        said = label(text, start, end)
        other = said is not None and said.tells not in (Kind.PHONE, GENERIC, PUBLIC)
        regular = _REGULAR.fullmatch(found[1]) is not None
        sure = regular or not _inside_run(text, start, end)
        coded = _CODED.search(text, max(0, start - _CODED_REACH), start) is not None
        international = found[1].startswith(("+", "00"))
        told = international or (said is not None and said.tells == Kind.PHONE)
        if not (regular or told) and _YEAR.search(found[1]):  # « 031-2019-250 »
            continue
        if not sure and (coded or _YEAR.search(found[1])):  # the end of a date and the beginning of another
            continue
        too_short = mobile and said is not None and said.tells == Kind.NIR and regular  # for that label
        weight = STRUCTURED if sure and (too_short or not other) else GUESSED
        yield Match(start, end, Kind.PHONE, "phone.french", "numbering plan", weight)
    for found in _FOREIGN.finditer(text) if "+" in text or "00" in text else ():
        if _possible("+" + _NOISE.sub("", found[0]).removeprefix("00")):
            yield Match(*found.span(), Kind.PHONE, "phone.foreign", "possible length for its country", STRUCTURED)
    yield from _in_pieces(view)
    for found in _TOLD.finditer(text) if not view.labels.isdisjoint((Kind.PHONE, GENERIC)) else ():
        start, end = found.span()
        said = label(text, start, end)
        told = said is not None and (
            said.tells == Kind.PHONE or (said.tells == GENERIC and _UNPREFIXED.fullmatch(found[0]))
        )
        published = _MOBILE.match(text, start) is None and _of_institution(text, start, end)
        published = published or _PUBLIC.match(text, start) is not None
        if told and not published and not is_quantity(text, start, end):
            yield Match(start, end, Kind.PHONE, "phone.told", "digits, label", TOLD)


def _in_pieces(view: View) -> Iterator[Match]:
    """Yield the numbers that letters cut, or the beginning of which is told apart."""
    text = view.text
    for found in _LETTERED.finditer(text):
        if len(_NOISE.sub("", found[0])) == _DIGITS:
            yield Match(*found.span(), Kind.PHONE, "phone.lettered", "mobile number, letters between", TOLD)
    for found in _SAME_WORD.finditer(text):
        yield Match(*found.span(), Kind.PHONE, "phone.linked", "the same word between pairs of digits", TOLD)
    for found in _SOME_WORDS.finditer(text) if not view.words.isdisjoint(_LINKS) else ():
        months = _MONTHS.fullmatch(found[0]) is not None
        if not months and not _YEAR.search(found[0]) and not is_quantity(text, *found.span()):
            yield Match(*found.span(), Kind.PHONE, "phone.linked", "words between pairs of digits", TOLD)
    for pattern in _WITHOUT_ZERO if not view.words.isdisjoint(_ZERO_APART) else ():
        for found in pattern.finditer(text):
            said = label(text, *found.span("value"))
            if is_quantity(text, *found.span("value")) or (said is not None and said.tells == PUBLIC):
                continue
            yield Match(*found.span("value"), Kind.PHONE, "phone.told", "nine digits, the zero told apart", TOLD)
    for found in _AFTER_PREFIX.finditer(text) if "mon 0" in text else ():
        yield Match(*found.span("value"), Kind.PHONE, "phone.told", "eight digits after « mon 06 »", TOLD)


def _possible(number: str) -> bool:
    import phonenumbers  # noqa: PLC0415 - 50 ms, and foreign numbers are rare

    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False


def _inside_run(text: str, start: int, end: int) -> bool:
    """Whether other digits go on before or after, so that the number may be cut out of two."""
    before = _DIGIT_AROUND.search(text, max(0, start - 2), start)
    return before is not None or _DIGIT_AROUND.match(text, end) is not None


def _of_institution(text: str, start: int, end: int) -> bool:
    near = words_before(text, start, 40)
    asked = near[:1] == ["le"] and _OWN.isdisjoint(near) and _ASKED_ABOUT.match(text, end) is not None
    if not _CALL_ME.isdisjoint(near[:2]) and "moi" in near[:2]:
        return False
    if asked or _STANDARD_AFTER.match(text, end):
        return True
    if not _OWN.isdisjoint(near[:_NEAREST]):
        return False
    helped = _HELP_BEFORE.search(text, max(0, start - _HELP_REACH), start) or _HELP_AFTER.match(text, end)
    return helped is not None or (not _INSTITUTIONS.isdisjoint(near) and _OWN.isdisjoint(near))
