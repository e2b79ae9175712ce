"""Date of birth of a private person.

Source: a date of birth is what the Caf checks callers by, beside the numéro d'allocataire; the CNIL counts it
among identifying data.

Forms: ``12/03/1985`` with any separator and the parts in any order, ``12 03 85``, ``12031985``,
``1985-03-12``, ``12 mars 1985``, ``mars 12 1985``, with abbreviations and misspellings of the months, all of
it in words too (read by the view).

Algorithm: every date is looked at with the words around it. Words of birth make it a date of birth, words of
administration (payment, lease, appointment, since, until…) another date, whichever stand nearer. Without
either, a relative named just before tells, or the year: a date of long ago is hardly anything else in a
message to a Caf.

Not taken: a month and a year without day, a year, an age.

Worked example (invented): ``ma fille Lina est née le 30 fevrié 2019`` → ``30 fevrié 2019``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import GUESSED, LABELLED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labels import Lexicon, words_after, words_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_SEP = r"[ ]{0,3}(?:[/.\-,:_\\|*+]|et|du mois|du)?[ ]{0,3}(?<=[^0-9])"
_CENTURY = r"(?:19[0-9]|20[0-4])"
_YEAR = rf"(?:{_CENTURY}\d|\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_ORDINAL = r"(?:(?:3[01]|[12]\d|0?[1-9])(?: ?ere?)?|premier)"
_MONTH_WORD = (
    r"(?:janv?(?:ier|ie|i)?|fe[bv]r?(?:ier|ie|i|r)?|mars?|avr(?:il|ill|i)?|mai|ju(?:in|i|ne)|"
    r"ju(?:ill?et|il|ill|illett|iet|ly)|ao(?:ut|u|uts)|out|sep(?:t(?:embre|embr|anbre)?)?|oct(?:obre|obr|"
    r"ober)?|nov(?:embre|embr|anbre|ember)?|"
    r"dec(?:embre|embr|anbre|ember)?|january|february|march|april|may|august|september)(?![a-z])"
)
_DATE = re.compile(
    rf"(?<!\d)(?<!\d[,.])(?:"
    rf"(?P<dmy>{_DAY}{_SEP}{_MONTH}{_SEP}{_YEAR})"
    rf"|(?P<mdy>{_MONTH}{_SEP}{_DAY}{_SEP}{_CENTURY}\d)"
    rf"|(?P<ymd>{_CENTURY}\d{_SEP}{_MONTH}{_SEP}{_DAY})"
    rf"|(?P<ydm>{_CENTURY}\d[ /.\-]{{1,3}}{_DAY}[ /.\-]{{1,3}}{_MONTH})"
    r"|(?P<glued>(?:3[01]|[12]\d|0[1-9])(?:1[0-2]|0[1-9])(?:19[2-9]|20[0-3])\d)"
    r"|(?P<spaced>\d(?:[ .\-]{1,3}\d){5,7}(?![ .\-]?\d)|[0-3]\d(?:1[0-2]|0[1-9])\d\d"
    rf"|{_CENTURY}\d(?:1[0-2]|0[1-9])(?:3[01]|[0-2]\d))"
    rf"|(?P<worded>{_ORDINAL}[ /.,\-]{{0,3}}(?:(?:de|du|du mois de|of) )?{_MONTH_WORD}"
    rf"[ ,./\-]{{0,3}}(?:(?:de l'annee|de l'an|l'an|annee|en|de) )?(?:{_YEAR}))"
    rf"|(?P<turned>{_CENTURY}\d[ ,/.\-]{{0,3}}{_MONTH_WORD}[ ,/.\-]{{0,3}}{_ORDINAL})"
    r")(?![\d@€%])(?![.,/]\d)(?! ?(?:eur|m2|km\b|h\b|e\b|fois))"
)
_MONTH_FIRST = re.compile(rf"\b{_MONTH_WORD} ?{_ORDINAL}(?:th|st|nd|rd)?,? {_CENTURY}\d(?!\d)")
_BARE_YEAR = re.compile(
    r"[^0-9a-z]*(?:(?:et|de|l'annee|l'an|annee|c'est|je suis de)[^0-9a-z]+)*"
    rf"(?P<year>{_CENTURY}\d)[^0-9a-z]*"
)
_NEEDS_TOLD = frozenset({"spaced"})

_WORDS = Lexicon(
    {
        "birth": "ne nee nes nees naissance naissances naiss datenaissance anniversaire ddn naquit nait "
        "neele neelle naitre natif native accouche accouchee born birthday birth nacido nato",
        "other": "pas personne naturel monde nom meme",
    }
)
_RELATIVE = frozenset(
    "fils fille filles enfant enfants bebe conjoint conjointe mari femme epoux epouse compagnon compagne "
    "mere pere frere seur soeur petit petite ado jumeaux jumelles garcon benjamin aine cadet cadette ex "
    "usager usagere beneficiaire patient patiente moi".split()
)
_ARRIVED = re.compile(
    r"(?:venue?s? au monde|vue?s? le jour"
    r"|(?:bebe|dernier|derniere|derneir|fils|fille|petit|petite|jumeaux|jumelles)[a-z ]{0,24}(?:arrive|la|"
    r"debarque)e?s?|\b(?:suis|est) du)(?: le)? ?\Z"
)
_OTHER = re.compile(
    r"(?:pay|verse|vire|bail|loyer|sign|contrat|rdv|rendez|echeance|depuis|jusqu|courri|recu|notif|deman|"
    r"depos|envoy|declar|attest|separ|divorc|mariee?s?$|pacs|demenag|emmenag|embauch|licenci|chom|debut|"
    r"fin$|fini|datee|partir|avant|apres|entre|effet|droit|ouvert|dette|prelev|factu|retrai|renouv|expir|"
    r"valab|decis|audien|jug|entret|convoc|formul|loi|decret|articl|circul|arret|prevu|terme|dpa|rentr|scol|"
    r"vacan|inscri|stage|travail|conge|arriv|install|sorti|stop|bloqu|suspen|radi|reunion|ferm|limit|delai|"
    r"quittan|accept|refus|trait|appel|appointment|visite|control|passage|enceinte|grossess|ordonnance|"
    r"version|maj|mise|emprunt|achat|achet|"
    r"perim|deced|deces|mort|obseq|enterr|convention|naturalis)"
)
_AGES = re.compile(r" ?(?:ans?|mois)\b")
"""After a list of small numbers: « 2, 5 et 11 ans »."""
_PRESENTING = frozenset("c est cest moi suis oui ok voila ah donc alors elle lui".split())
_LIST_GAP = 8
_AROUND, _KINSHIP, _FOLLOWING = 7, 3, 5
_NEGATION = 4
_CENTURY_TURN = 30
_LONG_AGO = 2012


def recognise(view: View, context: Context) -> Iterator[Match]:
    """Yield the dates of birth of a message."""
    text = view.text
    list_end = -_LIST_GAP
    for found in (*_DATE.finditer(text), *_MONTH_FIRST.finditer(text)):
        rule = None if _AGES.match(text, found.end()) else _rule(text, found, context)
        if rule is None and 0 <= found.start() - list_end < _LIST_GAP:
            rule = "listed"
        if rule in ("told", "listed"):
            list_end = found.end()
        if rule is not None:
            yield Match(*found.span(), Kind.BIRTHDATE, f"birthdate.{rule}", _EVIDENCE[rule], _WEIGHTS[rule])
    if context.speaks_of(Kind.BIRTHDATE) and (year := _BARE_YEAR.fullmatch(text)) is not None:
        evidence = "goes on from the messages before"
        yield Match(*year.span("year"), Kind.BIRTHDATE, "birthdate.joined", evidence, GUESSED)


_EVIDENCE = {
    "told": "date, word of birth",
    "relative": "date, word of kinship",
    "awaited": "date after talk of a birth date",
    "old": "date of long ago",
    "listed": "date, next in a list of dates of birth",
}
_WEIGHTS = {"told": LABELLED, "relative": TOLD, "awaited": GUESSED, "old": GUESSED, "listed": TOLD}


def _rule(text: str, found: re.Match[str], context: Context) -> str | None:
    """Return why a date is a date of birth, ``None`` if it is another."""
    start, end = found.span()
    before, after = words_before(text, start), words_after(text, end)
    # « né le » and the negation « je ne touche plus » are the same without accents: the first stands close.
    before = before[:_NEGATION] + [word for word in before[_NEGATION:] if word != "ne"]
    after = after[:1] + [word for word in after[1:] if word != "ne"]
    birth = _distance(before, _is_birth)
    other = _distance(before[:_AROUND], _is_other)
    relative = _distance(before[:_KINSHIP], _RELATIVE.__contains__)
    related = relative is not None and (other is None or relative < other)
    if birth is None:
        other = _distance(before[:_AROUND], _is_other, after[:_FOLLOWING])
        birth = _distance((), _is_birth, after)
        if before[:1] in (["du"], ["au"]):  # « en date du … », « du … au … »
            other = 0
    if (birth is not None and (other is None or birth <= other)) or _ARRIVED.search(text, max(0, start - 48), start):
        return "told"
    if found.lastgroup in _NEEDS_TOLD or (other is not None and not related):
        return None
    if related:
        return "relative"
    if context.speaks_of(Kind.BIRTHDATE):
        return "awaited"
    if before[:1] == ["le"] and before[1:2] and before[1] not in _PRESENTING:  # « hospitalisée le … »
        return None
    long_ago = _is_old(text, found) and (_WRITTEN.search(found[0]) or not _in_longer_run(text, start, end))
    return "old" if long_ago else None


_WRITTEN = re.compile("[/a-z]")
_DIGIT_BEFORE, _DIGIT_AFTER = re.compile(r"\d[ .\-/]\Z"), re.compile(r"[ .\-/]\d")


def _in_longer_run(text: str, start: int, end: int) -> bool:
    return _DIGIT_BEFORE.search(text, max(0, start - 2), start) is not None or _DIGIT_AFTER.match(text, end) is not None


def _is_birth(word: str) -> bool:
    return _WORDS.get(word) == "birth"


def _is_other(word: str) -> bool:
    return _OTHER.match(word) is not None


def _distance(before: Sequence[str], wanted: Callable[[str], bool], after: Sequence[str] = ()) -> int | None:
    """Return how many words away the nearest wanted word is."""
    sides = (before, after)
    return min((gap for words in sides for gap, word in enumerate(words) if wanted(word)), default=None)


_FULL_YEAR = re.compile(rf"{_CENTURY}\d")
_SHORT_YEAR = re.compile(r"[/.\-a-z] ?(\d\d)\Z")


def _is_old(text: str, found: re.Match[str]) -> bool:
    """Whether a date bears a year of long ago; two digits count only between written separators."""
    if found.lastgroup == "glued":
        return len(text) == found.end() - found.start()
    if years := _FULL_YEAR.findall(found[0]):
        return int(years[-1] if found.lastgroup != "ymd" else years[0]) <= _LONG_AGO
    short = _SHORT_YEAR.search(found[0])
    return short is not None and int(short[1]) > _CENTURY_TURN
