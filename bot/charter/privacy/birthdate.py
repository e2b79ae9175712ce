"""Date of birth of a private person.

Source: a date of birth is what the Caf checks callers by, beside the numéro d'allocataire; the CNIL counts it
among identifying data.

Forms: ``12/03/1985`` with any separator and the parts in any order, ``12 03 85``, ``12031985``,
``1985-03-12``, ``12 mars 1985``, ``mars 12 1985``, with abbreviations and misspellings of the months, all of
it in words too (read by the view).

Algorithm: every date is looked at with the words around it. Words of birth, or of an age reached that day, make
it a date of birth, words of administration (payment, lease, appointment, since, until…) another date, whichever
stand nearer; an expected birth is none. Without either, a relative or a first name just before tells, or a
message that speaks of a date of birth, or the year: a date of long ago is hardly anything else in a message to a
Caf. A date told in disorder (« née en mars 74, le 12 ») and a day and month in figures right after « né le » are
taken too.

Not taken: a month and a year without day, a year, an age.

Worked example (invented): ``ma fille Lina est née le 30 fevrié 2019`` → ``30 fevrié 2019``.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import GUESSED, LABELLED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labels import Lexicon, words_after, words_before
from bot.charter.privacy.people import is_common, is_first_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_SEP = r"[ \n]{0,3}(?:[/.\-,:_\\|*+]{1,2}|et|du mois|du|(?:/ )?(?:mois|annee) ?:?)?[ \n]{0,3}(?<=[^0-9])"
_CENTURY = r"(?:19[0-9]|20[0-4])"
_YEAR = rf"(?:{_CENTURY}\d|\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_ORDINAL = r"(?:(?:3[01]|[12]\d|0?[1-9])(?: ?e(?:me|re?)?(?: jour)?)?|premier)"
_FRENCH_MONTH = (
    r"janv?(?:ier|ie|i)?|fe[bv]r?(?:ier|ie|i|r)?|mars?|mrs|avr(?:il|ill|i)?|mai|ju(?:in|i|ne)|"
    r"ju(?:ill?et|il|ill|illett|iet|ly)|ao(?:ut|u|uts)|out|sept?|sep?t(?:embre|embr|anbre)|oct(?:obre|obr|ober)?|"
    r"nov(?:embre|embr|anbre|ember)?|dec(?:embre|embr|anbre|ember)?"
)
_FOREIGN_MONTH = (
    r"january|february|march|april|may|august|september|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    r"septiembre|octubre|noviembre|diciembre"
)
_COUNTED_MONTH = (
    r"(?:premier|deuxieme|second|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme|neuvieme|dixieme|onzieme|"
    r"douzieme) mois"
)
_ROMAN_MONTH = r"(?<=[/.\-])[ivx]{1,4}(?=[/.\-])"
_MONTH_WORD = rf"(?:{_FRENCH_MONTH}|{_FOREIGN_MONTH}|{_ROMAN_MONTH}|{_COUNTED_MONTH})(?![a-z])"
_DATE = re.compile(
    rf"(?=[0-9p])(?<!\d)(?<!\d[,.])(?:"
    rf"(?P<dmy>{_DAY}{_SEP}{_MONTH}{_SEP}{_YEAR})"
    rf"|(?P<mdy>{_MONTH}{_SEP}{_DAY}{_SEP}{_CENTURY}\d)"
    rf"|(?P<ymd>{_CENTURY}\d{_SEP}{_MONTH}{_SEP}{_DAY})"
    rf"|(?P<ydm>{_CENTURY}\d[ /.\-]{{1,3}}{_DAY}[ /.\-]{{1,3}}{_MONTH})"
    r"|(?P<glued>(?:3[01]|[12]\d|0[1-9])(?:1[0-2]|0[1-9])(?:19[2-9]|20[0-3])\d)"
    r"|(?P<spaced>\d(?:[ .\-*_/]{1,3}\d){5,7}(?![ .\-*_/]?\d)|"
    r"[0-3] ?\d ?[/.\-] ?[01] ?\d ?[/.\-] ?\d ?\d(?: ?\d ?\d)?(?![ /]?\d)|"
    r"(?!(?:19|20)\d\d )[0-3]\d(?:(?:1[0-2]|0[1-9]) ?| (?:1[0-2]|0[1-9]))(?:19|20)?\d\d"
    rf"|{_CENTURY}\d(?:1[0-2]|0[1-9])(?:3[01]|[0-2]\d))"
    rf"|(?P<worded>{_ORDINAL}[ /.,\-\n]{{0,3}}(?:(?:de|du|du mois de|of|mois ?:?) |d\')?{_MONTH_WORD}"
    rf"[ ,./\-\n(]{{0,3}}(?:(?:de l'annee|de l'an|l'an|annee ?:?|en|de) )?(?:{_YEAR}))"
    rf"|(?P<turned>{_CENTURY}\d[ ,/.\-]{{0,3}}{_MONTH_WORD}[ ,/.\-]{{0,3}}{_ORDINAL}"
    rf"|(?<=\(){_CENTURY}\d[ ,]{{1,2}}(?:le )?{_ORDINAL} {_MONTH_WORD})"
    r")(?![\d@€%])(?![.,/]\d)(?! ?(?:eur|m2|km\b|h\b|e\b|fois))"
)
_MONTH_FIRST = re.compile(
    rf"\b(?:(?P<late>{_MONTH_WORD} {_CENTURY}\d,? (?:le )?{_ORDINAL})(?!\d)"
    rf"|{_MONTH_WORD} ?{_ORDINAL}(?:th|st|nd|rd)?,? {_CENTURY}\d(?!\d))"
)
_SOMEBODY = r"\b(?:nee?s?|j?suis?|(?:femme|mari|fils|fille|conjointe?|mere|pere|elle|il) est)"
_SCATTERED = re.compile(  # « née en mars 74, le 12 », « né en 1974, le 12 mars »
    rf"{_SOMEBODY} (?:une? (?:homme|femme|maman|mere|papa|pere|fille|garcon) )?"
    r"(?:(?:la veille|le jour|le lendemain|le soir|le matin) (?:de |du |d')(?:la |l')?[a-z\-]{2,20} )?"
    rf"(?:a [a-z\-]+(?: [a-z\-]+)?,? )?(?:(?:en|de|du|au mois de?|l'annee|l'an|lan) )?"
    rf"(?:(?:de )?(?P<date>{_MONTH_WORD},? (?:le )?{_ORDINAL}[ ,]{{1,3}}(?:en |de )?{_YEAR}"
    rf"|(?:{_MONTH_WORD} )?{_YEAR}[ ,(\n]{{1,3}}(?:(?:le|du) )?{_ORDINAL}(?: {_MONTH_WORD})?"
    rf"|{_YEAR}[ ,\n]{{1,3}}le {_DAY}(?:[/.\-]| du ){_MONTH}(?![/.\-]?\d)"
    rf"|{_YEAR}[ ,\n]{{1,3}}(?:(?:du|au) mois de?|en|de)? ?{_MONTH_WORD}[ ,\n]{{1,3}}(?:(?:le|du) )?{_ORDINAL}))"
    r"(?![\d/€])"
)
_BEFORE_PARTS = frozenset("ne nee nes nees naissance est suis sui jsuis jsui anniv anniversaire".split())
_WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|avant[ -]?hier|aujourd'hui)"
_BIRTHDAY = re.compile(  # in figures, or of the year just past, a day and a month are enough beside a word of birth
    rf"\b(?:nee?s?(?:\(e\))?|naissance de (?:ma|mon|mes|notre|nos)(?: [a-z]+){{1,3}}?|"
    rf"anniv(?:ersaire)?(?: (?:est|c'est))?)(?: {_WEEKDAY})?,? (?:le )?(?:{_WEEKDAY} )?"
    rf"(?P<date>{_DAY} ?[/.\-] ?{_MONTH}(?![/.\-]?\d| ?[/\-])|{_ORDINAL} {_MONTH_WORD}(?= derniere?\b| de cette annee))"
    r"(?! \d\d)"
)
_BARE_YEAR = re.compile(
    r"[^0-9a-z]*(?:(?:et|de|l'annee|l'an|annee|c'est|je suis de)[^0-9a-z]+)*"
    rf"(?P<year>{_CENTURY}\d)[^0-9a-z]*"
)
_BARE_SHORT = re.compile(rf"(?:(?:c'est|le|du|oui|voila)[ :,]*)*(?P<date>{_DAY}(?:1[0-2]|0[1-9])\d\d)[ .!]*")
"""« 030584 », all of a message."""
_NEEDS_TOLD = frozenset({"spaced", "late"})

_WORDS = Lexicon(
    {
        "birth": "ne nee nes nees naissance naissances naiss datenaissance dnaissance anniversaire anniv "
        "ddn dn naquit nait nais naie neele neelle naitre natif native accouche accouchee accouchement born birthday "
        "birth nacido nato",
        "other": "pas personne naturel monde nom meme",
    }
)
_RELATIVE = frozenset(
    "fils fille filles enfant enfants bebe conjoint conjointe mari femme epoux epouse compagnon compagne "
    "mere pere frere seur soeur petit petite ado jumeaux jumelles garcon benjamin aine cadet cadette ex "
    "usager usagere beneficiaire patient patiente moi bb gamin gamine fiston fistonne gosse mome puce loulou "
    "premier premiere second seconde deuxieme troisieme grand grande".split()
)
_CHILD = (
    r"(?:bebe|bb|dernier|derniere|derneir|fils|fille|petite?|puce|loulou|jumeaux|jumelles|garcon|cadet|cadette)s?\b"
    r"(?! (?:versement|paiement|virement|courrier|prime|aide|droit|loyer|dossier|mail|message|annee|salaire))"
)
_CAME = (
    r"(?:arriv|venu|debarqu|pointe|sorti|ne[es]?\b|la\b|parmi nous)[a-z]{0,4}"
    r"(?: parmi nous| (?:le bout d[eu] )?(?:(?:son|leur) )?nez)?"
)
_HOW = (  # « arrivé avec trois semaines d'avance », « sortie en urgence »
    r"(?: (?:avec|en|de|d'|un|peu|plus|trop|tot|bien|enfin|avance|retard|urgence|avant|terme|par|cesarienne|surprise|"
    r"prematurement|semaines?|jours?|mois|depuis|d'avance|\d{1,2})\b){0,6}"
)
_BORN_SINCE = (  # « bébé prévu en mars, finalement arrivé le 14 février »: he, and nothing else, came
    r"\b(?:bebe|bb|accouchement|jumeaux|jumelles|puce|loulou)\b"
    r"(?:(?! (?:courri|lettre|mail|colis|papier|argent|versement|paiement|prime|notif|facture|dossier|indu|aide|conge|"
    r"droit|je?\b|on\b|nous|vous|m[aeo]n?\b))[a-z ,'0-9/]){0,56}"
    r"\b(?P<came>arrive|venu|sorti)e?s?\b"
)
_AGED = (
    r"(?:ai|as|a|auras?|aurais?|auront|aurait|avoir|eu|fai[st]|fera?s?|fet[a-z]{1,4})(?: (?:eu|mes|ses|tes|les))? "
    r"\d{1,3} ?ans(?: depuis)?"
)
_CANDLES = r"souffl[a-z]{1,4} (?:d[eé]ja )?(?:s[ae]s?|m[ae]s?|leurs?) (?:[a-z]{2,9}|\d{1,3}) ?bougies?"
_OF = r"(?:d[e'] ?[a-z0-9]{3,9},? )?du"
_ARRIVED = re.compile(  # other ways to say that somebody was born, or how old they are, on that day
    r"(?:(?:venue?s?|arrivee?s?|mise?s?) au monde|\bd\.d\.n\.?[ :]*|vue?s? le jour"
    rf"|\bmajeure?s? depuis|\b{_CHILD}[a-z ]{{0,32}}\b{_CAME}{_HOW}|{_BORN_SINCE}"
    rf"|\b(?:j'?|je )?sui[st]? {_OF}|\bsommes {_OF}"
    r"|(?<!chez )\b(?:lui|elle|moi) ?[:,(]?|\b(?:maman|papa|parents?)(?: solo| isolee?)? depuis"
    rf"|\b[jd]?'?{_AGED}|\b{_CANDLES}|(?<![a-z] )\bn\b\.?|\bn\.(?= le )|\bma date(?: (?:est|c'?est|c))?[ :]{{0,2}})"
    rf"(?: ,?{_WEEKDAY})?(?: (?:le|ce|un|au))?(?: {_WEEKDAY})? ?\Z"
)
_ARRIVED_REACH = 72
_IS_OF = re.compile(rf"\b(?:est|sont) {_OF} \Z")
"""« mon fils est du 12/03/2015 », where nothing else is spoken of (« le contrat est du … »)."""
_THEY_ARE_OF = re.compile(rf"\b(?:ils?|elles?) (?:est|sont) {_OF} \Z")
_SUBJECT_IS_OF = re.compile(rf"\b(?P<subject>[a-z\-]+),?(?: (?:il|elle)s?)? (?:est|sont) {_OF} \Z")
_SENTENCES = re.compile(r"[.;!?\n]")
_IS_OF_REACH = 120
_PAPER = re.compile(
    r"(?:courri|lettre|attest|contrat|bail|decis|jugem|notif|mail|verse|vire|dossier|demande|factu|acte|rdv|rendez|"
    r"quittan|ordonn|certif|declar|avis|papier|titre|carte|recepis|accord|refus|arret|document|message|sms|reponse|indu|dette)"
)
"""What else bears a date: « un courrier pour mon fils, il est du 12/03/2024 »."""
_BROUGHT = re.compile(
    r"[ ,]{1,3}(?:[a-z' ]{0,20}\b(?:mise? au monde|vue? le jour|venue? au monde)"
    r"|(?:c'?est|c|voila) (?:bien )?ma date\b)"
)
_EXPECTED = re.compile(r"prevu|terme$|presum|previs|estim|dpa$|enceinte|grossess")
"""« date prévue d'accouchement »: nobody is born yet."""
_AT_TERM = re.compile(r"\bnee?s? (?:a|avant|apres) (?:le )?terme\b")
"""« né à terme »: no longer expected."""
_OTHER = re.compile(
    r"(?:pay|verse|vire|bail|loyer|sign|contrat|rdv|rendez|echeance|depuis|jusqu|courri|recu|notif|deman|"
    r"depos|envoy|declar|attest|separ|divorc|mariee?s?$|pacs|demenag|emmenag|embauch|licenci|chom|debut|"
    r"fin$|fini|datee|parti|quitt|commenc|avant|apres|entre|effet|droit|ouvert|dette|prelev|factu|retrai|renouv|expir|"
    r"valab|decis|audien|jug|entret|convoc|formul|loi|decret|articl|circul|arret|prevu|terme|dpa|rentr|scol|"
    r"vacan|inscri|stage|travail|conge|arriv|install|sorti|stop|bloqu|suspen|radi|reunion|ferm|limit|delai|"
    r"quittan|accept|refus|trait|appel(?!l)|appointment|visite|control|passage|enceinte|grossess|ordonnance|"
    r"version|maj|mise|emprunt|achat|achet|"
    r"perim|deced|deces|mort|obseq|enterr|convention|naturalis)"
)
_EVENT_OF = re.compile(  # « décès de mon mari le 12/03/2025 »: what happened that day to somebody
    r"\b(?:deces|mort|obseques|enterrement|mariage|hospitalisation|operation|depart|rentree|inscription|separation|divorce|"
    r"incarceration|licenciement|embauche|demenagement|visite) (?:de |d'|d'avec |avec )"
    r"(?:m[aeo][ns]?|s[aeo][ns]?|notre|l[ae]|leur) (?:[a-z]+ ){1,3}(?:le|du|au|:)? ?\Z"
)
_AGES = re.compile(r" ?(?:ans?|mois)\b")
"""After a list of small numbers: « 2, 5 et 11 ans »."""
_MORE_AGES = re.compile(r"(?:[ ,]{1,2}(?:et |ou )?\d{1,2}(?!\d)){1,6} ?(?:ans?|mois)\b")
"""« 2, 4, 7, 11 et 16 ans »: the list goes on after the three numbers that look like a date."""
_PRESENTING = frozenset("c est cest moi suis oui ok voila ah donc alors elle lui".split())
_COPULAS = frozenset({"c", "est", "cest", "le", "du"})
_SPOKEN = re.compile(r"\bdates? de (?:ma |sa )?naiss|\bd[dt]?n\b|\bnees? (?:le|un|en|a)\b|\banniversaire")
_NAMED = re.compile(r"[a-z] ?[(:,]? ?\Z")  # « Léo (03/05/2016) »
_AGE_WORDS = frozenset({"ans", "an", "mois"})
"""« Léo, 4 ans, 12/06/2021 »."""
_NAME_REACH, _TALK = 4, 120
_LIST_GAP = 8
_AROUND, _KINSHIP, _FOLLOWING = 7, 3, 5
_NEGATION = 4
_DIRECT = _FULL_NAME = 2
_BORN = frozenset({"ne", "nee", "nes", "nees", "arrive", "arrivee", "arrives", "arrivees"})
_AT = frozenset({"a", "au", "aux", "en"})
"""« né à Oran », while « ne » of a negation stands before a verb."""
_CENTURY_TURN = 30
_LONG_AGO = 2012


def recognise(view: View, context: Context) -> Iterator[Match]:
    """Yield the dates of birth of a message."""
    text = view.text
    list_end = -_LIST_GAP
    for found in (*_DATE.finditer(text), *_MONTH_FIRST.finditer(text)):
        rule = None if _are_ages(text, found) else _rule(text, found, context)
        if rule is None and 0 <= found.start() - list_end < _LIST_GAP:
            rule = "listed"
        if rule in ("told", "listed"):
            list_end = found.end()
        if rule is not None:
            yield Match(*found.span(), Kind.BIRTHDATE, f"birthdate.{rule}", _EVIDENCE[rule], _WEIGHTS[rule])
    if context.speaks_of(Kind.BIRTHDATE) and (bare := _BARE_SHORT.fullmatch(text)) is not None:
        yield Match(*bare.span("date"), Kind.BIRTHDATE, "birthdate.awaited", _EVIDENCE["awaited"], GUESSED)
    if context.speaks_of(Kind.BIRTHDATE) and (year := _BARE_YEAR.fullmatch(text)) is not None:
        evidence = "goes on from the messages before"
        yield Match(*year.span("year"), Kind.BIRTHDATE, "birthdate.joined", evidence, GUESSED)
    if view.words.isdisjoint(_BEFORE_PARTS):
        return
    for found in (*_SCATTERED.finditer(text), *_BIRTHDAY.finditer(text)):
        yield Match(*found.span("date"), Kind.BIRTHDATE, "birthdate.told", "parts of a date, word of birth", LABELLED)


def _are_ages(text: str, found: re.Match[str]) -> bool:
    listed = "," in found[0] and found.lastgroup == "dmy"
    return _AGES.match(text, found.end()) is not None or (listed and _MORE_AGES.match(text, found.end()) is not None)


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
    # « né le » and the negation « je ne touche plus » are the same without accents: the first stands close.
    far = [word for word, next_to_it in pairwise(before[::-1]) if word != "ne" or next_to_it in _AT][::-1]
    before = before[:_NEGATION] + far[_NEGATION - 1 :]
    after = [word for word, next_to_it in pairwise([*after, ""]) if word != "ne" or next_to_it in _AT]
    birth = _distance(before, _is_birth)
    other = _distance(before[:_AROUND], _is_other)
    telling = [word for word in before if word not in _COPULAS][:_AROUND]
    relative, other_told = _distance(telling[:_KINSHIP], _is_relative), _distance(telling, _is_other)
    related = relative is not None and (other_told is None or relative < other_told)
    of_event = related and _EVENT_OF.search(text, max(0, start - _ARRIVED_REACH), start) is not None
    at_term = _AT_TERM.search(text, max(0, start - _ARRIVED_REACH), start) is not None
    is_of = at_term or _is_of_somebody(text, start)
    if of_event or is_of is False:
        return None
    came = _ARRIVED.search(text, max(0, start - _ARRIVED_REACH), start)
    arrived = came is not None or is_of is True
    arrived = arrived or (other is None and _IS_OF.search(text, max(0, start - _ARRIVED_REACH), start) is not None)
    # « prévu en mai, mais bébé est arrivé le 3 avril »: what was expected before has come.
    since = max(came.start(), came.start("came")) if came else 0
    awaited = words_before(text[since:], start - since) if came else before
    expected = _distance(awaited[:_AROUND], _is_expected, () if arrived else after[:_FOLLOWING]) is not None
    if expected and not is_of and _BORN.isdisjoint(before[:_DIRECT]):
        return None
    if birth is None:
        other = _distance(before[:_AROUND], _is_other, after[:_FOLLOWING])
        birth = _distance((), _is_birth, after)
        if before[:1] in (["du"], ["au"]):  # « en date du … », « du … au … »
            other = 0
    arrived = arrived or _BROUGHT.match(text, end) is not None
    if (birth is not None and (other is None or birth <= other)) or arrived:
        return "told"
    asked = before[:1] == ["date"] and _is_old(text, found)  # « ils me demandent la date : 22/09/1971 »
    if found.lastgroup in _NEEDS_TOLD and not asked:
        return None
    if other is not None and not related and not asked:
        return None
    return "relative" if related else _guess(text, found, before, context)


def _is_of_somebody(text: str, start: int) -> bool | None:
    """Whether « est du » before a date tells of somebody or of a paper, ``None`` where it tells neither."""
    if not text.endswith("du ", 0, start):
        return None
    reach = max(0, start - _IS_OF_REACH)
    pronoun = _THEY_ARE_OF.search(text, reach, start)
    antecedent: list[str] = []
    if pronoun is not None:
        sentence = _SENTENCES.split(text[reach : pronoun.start()].rstrip(" .;!?\n"))[-1]
        antecedent = words_before(sentence, len(sentence), _IS_OF_REACH)
        if any(map(_PAPER.match, antecedent)):
            return False
    subject = _SUBJECT_IS_OF.search(text, reach, start)
    named = subject is not None and (_is_relative(subject["subject"]) or is_first_name(subject["subject"]))
    return named or any(map(_is_relative, antecedent)) or None


def _guess(text: str, found: re.Match[str], before: list[str], context: Context) -> str | None:
    """Return why a date beside which nothing is said is one of birth all the same, ``None`` if it is not."""
    start, end = found.span()
    if context.speaks_of(Kind.BIRTHDATE):
        return "awaited"
    if _SPOKEN.search(text, max(0, start - _TALK), end + _TALK) is not None:
        return "mentioned"
    named = [word for word in before if word not in _AGE_WORDS and not word.isdigit()][:_FULL_NAME]
    full = named[1:] and not is_common(named[0]) and is_first_name(named[1])  # « Timéo Guichardon, 18/06/2016 »
    if _NAMED.search(text, max(0, start - _NAME_REACH), start) and (full or any(map(is_first_name, named[:1]))):
        return "named"
    happened = before[:1] == ["le"] and before[1:2] and before[1] not in _PRESENTING  # « hospitalisée le … »
    whole = _WRITTEN.search(found[0]) is not None or not _in_longer_run(text, start, end)
    return "old" if not happened and whole and _is_old(text, found) else None


_WRITTEN = re.compile("[/a-z]")
_DIGIT_BEFORE, _DIGIT_AFTER = re.compile(r"\d[ .\-/]\Z"), re.compile(r"[ .\-/]\d")


def _in_longer_run(text: str, start: int, end: int) -> bool:
    return _DIGIT_BEFORE.search(text, max(0, start - 2), start) is not None or _DIGIT_AFTER.match(text, end) is not None


def _is_birth(word: str) -> bool:
    return _WORDS.get(word) == "birth"


def _is_relative(word: str) -> bool:
    return word in _RELATIVE or word.removesuffix("s") in _RELATIVE


def _is_other(word: str) -> bool:
    return _OTHER.match(word) is not None


def _is_expected(word: str) -> bool:
    return _EXPECTED.match(word) is not None


def _distance(before: Sequence[str], wanted: Callable[[str], bool], after: Sequence[str] = ()) -> int | None:
    """Return how many words away the nearest wanted word is."""
    sides = (before, after)
    return min((gap for words in sides for gap, word in enumerate(words) if wanted(word)), default=None)


_FULL_YEAR = re.compile(rf"{_CENTURY}\d")
_SIGNS = re.compile("[^0-9]")
_SHORT_YEAR = re.compile(r"[/.\-a-z] ?(\d\d)\Z")


def _is_old(text: str, found: re.Match[str]) -> bool:
    """Whether a date bears a year of long ago; two digits count only between written separators."""
    if found.lastgroup == "glued":
        return len(text) == found.end() - found.start()
    written = _SIGNS.sub("", found[0]) if found.lastgroup == "spaced" else found[0]
    if years := _FULL_YEAR.findall(written):
        return int(years[-1] if found.lastgroup != "ymd" else years[0]) <= _LONG_AGO
    short = _SHORT_YEAR.search(found[0])
    return short is not None and int(short[1]) > _CENTURY_TURN
