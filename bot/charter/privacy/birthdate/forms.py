"""How people write a date: the forms that the rules of :mod:`bot.charter.privacy.birthdate` look for."""

from __future__ import annotations

import re

_SEP = (
    r"[ \n]{0,3}(?:[/.\-,:_\\|*+]{1,2}|\.{3}|et|(?:et )?puis|du mois|du|(?:/ )?(?:mois|annee) ?:?|de l'an(?:nee)?)?"
    r"[ \n]{0,3}(?<=[^0-9])"
)
_CENTURY = r"(?:19[0-9]|20[0-4])"
_YEAR = rf"(?:{_CENTURY}\d|\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_ORDINAL = r"(?:(?:3[01]|[12]\d|0?[1-9])(?: ?e(?:me|re?)?(?: jour)?)?|premier)"
_FRENCH_MONTH = (  # as they are written, and as they are heard
    r"jan|[jg]e?[ae]n[vfb](?:i[ae]?[rt]?|y?er?)?|f[ea]u?[bv]r?(?:ier|ie|ye|i|r)?|mars{0,2}|mrs|"
    r"avr(?:il{0,2}e?|ie?l|l)?|avi?ril|ma(?:i|is|ie)|(?<= )me|ju(?:i|ne)|j(?:w|u|ou|uw)?in|"
    r"ju(?:il|ill|iet|ly)|j(?:w|u|ou|uw)i?(?:l{1,2}|ly|y)i?[ae]i?t{0,2}|a?o(?:ut|u)s?|aoust|sept?|"
    r"se[bckp]{0,2}t[ea][mn]{1,2}(?:[bv](?:re?|er|e)?)?|o(?:ct|[ck]{0,2}t[ao]u?[bv](?:re?|er|e)?)|"
    r"nov(?:[ea][mn]?b(?:re?|er|e)?)?|dec|de[csz]{1,2}[ea][mn]?b(?:re?|er|e)?"
)
_FOREIGN_MONTH = (
    r"january|february|march|april|may|august|september|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    r"septiembre|octubre|noviembre|diciembre"
)
_COUNTED_MONTH = (
    r"(?:premier|deuxieme|second|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme|neuvieme|dixieme|onzieme|"
    r"douzieme|(?:1[0-2]|0?[2-9]) ?e(?:me)?) mois"
)
_ROMAN_MONTH = r"(?<=[/.\-])[ivx]{1,4}(?=[/.\-])"
_MONTH_WORD = rf"(?:{_FRENCH_MONTH}|{_FOREIGN_MONTH}|{_ROMAN_MONTH}|{_COUNTED_MONTH})(?![a-z])"
_YEAR_SEP = rf"(?:{_SEP}|,? (?:en|de) )"
_NEXT = r"[ ,.\n]{1,3}(?:et )?(?:(?:le|du|au|dans|pour|en) )?(?:le |l')?"
_IS_ITS = r"(?: (?:c'?est|c|est|le|de|numero)){0,3} ?:? ?"
_TOLD_PARTS = (  # « un 10, au mois 4, année 72 », « le quinze, le mois c'est le six, l'année… »
    rf"{_ORDINAL}{_NEXT}mois{_IS_ITS}(?:{_MONTH}|{_MONTH_WORD})(?:{_NEXT}an(?:nee)?{_IS_ITS}|,? (?:en|de) ){_YEAR}"
)
DATE = re.compile(
    rf"(?=[0-9p])(?<!\d)(?<!\d[,.])(?:"
    rf"(?P<dmy>(?:{_DAY}|1 ?er){_SEP}(?:{_MONTH}|1 ?er){_YEAR_SEP}{_YEAR})"
    rf"|(?P<parts>{_TOLD_PARTS})"
    rf"|(?P<mdy>{_MONTH}{_SEP}{_DAY}{_SEP}{_CENTURY}\d)"
    rf"|(?P<ymd>{_CENTURY}\d{_SEP}{_MONTH}{_SEP}{_DAY})"
    rf"|(?P<ydm>{_CENTURY}\d[ /.\-]{{1,3}}{_DAY}[ /.\-]{{1,3}}{_MONTH})"
    r"|(?P<glued>(?:3[01]|[12]\d|0[1-9])(?:1[0-2]|0[1-9])(?:19[2-9]|20[0-3])\d)"
    r"|(?P<spaced>\d(?:[ .\-*_/]{1,3}\d){5,7}(?![ .\-*_/]?\d)|"
    r"[0-3] ?\d ?[/.\-] ?[01] ?\d ?[/.\-] ?\d ?\d(?: ?\d ?\d)?(?![ /]?\d)|"
    r"(?!(?:19|20)\d\d )[0-3]\d(?:(?:1[0-2]|0[1-9]) ?| (?:1[0-2]|0[1-9]))(?:19|20)?\d\d"
    rf"|{_CENTURY}\d(?:1[0-2]|0[1-9])(?:3[01]|[0-2]\d))"
    rf"|(?P<worded>{_ORDINAL}(?: ?\(\d{{1,2}}\))?[ /.,\-\n]{{0,3}}"
    rf"(?:(?:de|du|(?:du|au|dans le) mois de|of|mois ?:?) |d\')?{_MONTH_WORD}"
    rf"[ ,./'\-\n(]{{0,5}}(?:(?:(?:de |dans )?l'an(?:nee)?|annee ?:?|en|de) )?(?:{_YEAR}))"
    rf"|(?P<turned>{_CENTURY}\d[ ,/.\-]{{0,3}}{_MONTH_WORD}[ ,/.\-]{{0,3}}{_ORDINAL}"
    rf"|(?<=\(){_CENTURY}\d[ ,]{{1,2}}(?:le )?{_ORDINAL} {_MONTH_WORD}"
    rf"|{_CENTURY}\d ?\((?:le |du )?(?:{_ORDINAL} {_MONTH_WORD}|{_DAY}[/.\-]{_MONTH})\))"
    r")(?![\d@€%])(?![.,/]\d)(?! ?(?:eur|m2|km\b|h\b|e\b|fois))"
)
MONTH_FIRST = re.compile(
    rf"\b(?:(?P<late>{_MONTH_WORD} {_CENTURY}\d,? (?:le )?{_ORDINAL})(?!\d)"
    rf"|{_MONTH_WORD} ?{_ORDINAL}(?:th|st|nd|rd)?,? {_CENTURY}\d(?!\d))"
)
WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|avant[ -]?hier|aujourd'hui)"
_HOUR = r"(?: (?:a|vers) \d{1,2} ?h ?(?:\d\d)?(?: du matin| du soir)?)?"
MOMENT = (
    rf"(?:(?:{WEEKDAY}(?: derniere?| passee?)?(?: (?:au )?(?:matin|soir|midi|apres[ \-]?midi|dans la nuit)"
    r"| en (?:fin|debut|milieu) (?:de |d')(?:matinee|apres[ \-]?midi|soiree|journee))?"
    r"|(?:cette|dans la|pendant la) nuit(?: du \d{1,2}(?: au)?(?! au))?|ce (?:matin|midi|soir)|cet apres[ \-]?midi)"
    rf"{_HOUR}|(?:a|vers) \d{{1,2}} ?h ?(?:\d\d)?"
    r"|(?:il )?y a (?:\d{1,2}|quelques) (?:jours?|semaines?))"
)
"""What comes before the date of a day just past: « hier matin », « dans la nuit du 3 au », « mardi soir à 6 h »."""
_SOMEBODY = (
    r"\b(?:nee?s?|j?suis?|(?:femme|mari|fils|fille|conjointe?|compagn(?:on|e)|frere|seur|bebe|mere|pere|elle|il|"
    r"ainee?|cadette?|derniere?|petite?) est)"
)
_RATHER = (
    r"[ ,(]{1,3}(?:(?:et|ou|mais) )?(?:non pas|pas|non|plutot(?: que)?|au lieu)(?: (?:le|la|du|un|de|en|que)){0,2} "
)
"""What people put between what is wrong and what is right: « le 4 et non le 5 mai 1990 »."""
_WAS_BORN = rf"{_SOMEBODY}(?: {WEEKDAY})?(?: (?:le|un|du))? "
MENDED = re.compile(
    rf"{_WAS_BORN}(?P<date>{_ORDINAL}(?: {_MONTH_WORD})?{_RATHER}{_ORDINAL}[) ]{{1,2}}"
    rf"(?:de |du )?{_MONTH_WORD} (?:de )?{_YEAR}|{_DAY}{_RATHER}{_DAY}[/.\-]{_MONTH}[/.\-]{_YEAR})(?![\d/€])"
)
APART = re.compile(  # « année de naissance : 1990, née le 5 mai »
    r"\b(?:annee(?: de (?:ma |sa )?naissance)?[^.;!?\n\d]{0,12}|de )"
    rf"{_CENTURY}\d(?:{_RATHER}{_CENTURY}\d)?(?!\d)"
    rf"[^;!?\n\d]{{1,20}}{_WAS_BORN}(?P<date>{_ORDINAL} {_MONTH_WORD})"
)
SCATTERED = re.compile(  # « née en mars 74, le 12 », « né en 1974, le 12 mars »
    rf"{_SOMEBODY} (?:une? (?:homme|femme|maman|mere|papa|pere|fille|garcon) )?"
    r"(?:(?:la veille|le jour|le lendemain|le soir|le matin) (?:de |du |d')(?:la |l')?[a-z\-]{2,20} )?"
    rf"(?:(?:a|aux?|en) [a-z\-]+(?: [a-z\-]+)?,? )?"
    rf"(?:(?:en|de|du|au mois de?|(?:en |de )?l'annee|(?:en |de )?l'an|lan) )?"
    rf"(?:(?:de )?(?P<date>{_MONTH_WORD},? (?:le )?{_ORDINAL}[ ,]{{1,3}}(?:en |de )?{_YEAR}"
    rf"|(?:{_MONTH_WORD} )?{_YEAR}(?:{_RATHER}(?:{_CENTURY}\d|{_MONTH_WORD}(?: {_YEAR})?)\)?)?[ ,(\n]{{1,3}}"
    rf"(?:(?:(?:le|du) )?{_ORDINAL} {_MONTH_WORD}"
    rf"|(?:le|du) (?:1 ?er|premier)\b|(?:(?:le|du) )?{_DAY}(?!\d| ?e(?:me)?\b))"
    rf"|{_YEAR}[ ,\n]{{1,3}}le {_DAY}(?:[/.\-]| du ){_MONTH}(?![/.\-]?\d)"
    rf"|{_CENTURY}\d[ ,\n]{{1,3}}mois :?{_MONTH}[ ,\n]{{1,3}}jour :?{_DAY}"
    rf"|{_YEAR}[ ,\n]{{1,3}}(?:(?:(?:du|au|le|dans le) )?mois de?|en|de)? ?{_MONTH_WORD}[ ,\n]{{1,3}}"
    rf"(?:(?:le|du|jour) )?{_ORDINAL}))"
    r"(?![\d/€])"
)
BEFORE_PARTS = frozenset(
    "ne nee nes nees naissance est suis sui jsuis jsui anniv anniversaire accouche accouchee ans".split()
)
BIRTHDAY = re.compile(  # in figures, or of the year just past, a day and a month are enough beside a word of birth
    rf"\b(?:nee?s?(?:\(e\))?|accouchee?|naissance de (?:ma|mon|mes|notre|nos)(?: [a-z]+){{1,3}}?|"
    rf"anniv(?:ersaire)?(?: (?:est|c'est))?)(?: {WEEKDAY})?,? (?:le )?(?:{WEEKDAY} )?"
    rf"(?P<date>{_DAY} ?[/.\-] ?{_MONTH}(?![/.\-]?\d| ?[/\-])|{_ORDINAL} {_MONTH_WORD}(?= derniere?\b| de cette annee))"
    r"(?! \d\d)"
)
JUST_BORN = re.compile(  # « née avant-hier, le 5 juin »: no year is needed
    rf"\b(?:nee?s?|accouchee?)[ ,]{{1,2}}{MOMENT}[ ,]{{1,2}}(?:le )?(?P<date>{_ORDINAL} {_MONTH_WORD})(?! \d\d)"
)
_AGE = (
    r"(?:\d{1,3}|dix[ -](?:sept|huit|neuf)|(?:vingt|trente|quarante|cinquante|soixante(?:[ -]dix)?|"
    r"quatre[ -]vingts?(?:[ -]dix)?)(?:[ -](?:et[ -])?[a-z]{2,6})?) ans"
)
AGE_REACHED = re.compile(  # « j'ai eu 40 ans le 12 mars »: the age tells the year
    rf"\b(?:eue?s?|fet[a-z]{{1,4}}|ai|as|a|prends?) (?:mes |ses |tes |leurs )?{_AGE}"
    rf"(?:[ ,]{{1,2}}{MOMENT})?,? "
    rf"(?:c'etait |ce |depuis )?(?:{WEEKDAY} )?le (?:{WEEKDAY} )?"
    rf"(?P<date>{_DAY} ?[/.\-] ?{_MONTH}(?![/.\-]?\d| ?[/\-])|{_ORDINAL} {_MONTH_WORD})(?! \d\d)"
)
AGE_AFTER = re.compile(  # « mon anniversaire c'est le 12 mai et j'ai eu 40 ans »
    rf"\banniv(?:ersaire)?[^.;!?\n\d]{{0,24}} (?P<date>{_ORDINAL} {_MONTH_WORD})(?! \d\d)"
    rf"[^.;!?\n\d]{{1,20}}\b(?:eu|ai|a|prends?|fais|fait) {_AGE}\b"
)
FEAST = re.compile(  # « né le jour de Noël 1985 »
    rf"{_SOMEBODY}(?: a [a-z\-]+,?)?(?: (?:le|la|un|une|au))? "
    rf"(?P<date>(?:jour|veille|lendemain|soir|nuit|matin|reveillon)"
    rf" (?:de |du |d')(?:la |l')?[a-z\-]{{2,20}}(?: [a-z]{{3,12}})?,? (?:en |de )?{_CENTURY}\d)(?!\d)"
)
BORN_AFTER_AGE = re.compile(  # « ma mère a 77 ans, née le 2 avril »
    rf"\b{_AGE}[ ,(]{{1,3}}(?:(?:et|il|elle|est) ){{0,3}}nee?s? (?:le|un) "
    rf"(?P<date>{_ORDINAL} {_MONTH_WORD}|{_DAY}[/.\-]{_MONTH})"
    r"(?![/.\-]?\d| \d\d)"
)
BARE_YEAR = re.compile(
    r"[^0-9a-z]*(?:(?:et|de|l'annee|l'an|annee|c'est|je suis de)[^0-9a-z]+)*"
    rf"(?P<year>{_CENTURY}\d)[^0-9a-z]*"
)
BARE_SHORT = re.compile(
    r"(?:(?:c'est|le|du|oui|voila)[ :,]*)*"
    rf"(?P<date>{_DAY}(?:1[0-2]|0[1-9])\d\d|{_DAY}[/.\-]{_MONTH}|{_ORDINAL} {_MONTH_WORD})[ .!]*"
)
"""« 030584 », « le 3 mai », all of a message."""
_AGES = re.compile(r" ?(?:ans?|mois)\b")
"""After a list of small numbers: « 2, 5 et 11 ans »."""
_MORE_AGES = re.compile(r"(?:[ ,]{1,2}(?:et |ou )?\d{1,2}(?!\d)){1,6} ?(?:ans?|mois)\b")
"""« 2, 4, 7, 11 et 16 ans »: the list goes on after the three numbers that look like a date."""
_CENTURY_TURN = 30
_LONG_AGO = 2012


def are_ages(text: str, found: re.Match[str]) -> bool:
    """Whether what looks like a date is a list of ages: « 2, 5 et 11 ans »."""
    listed = "," in found[0] and found.lastgroup == "dmy"
    return _AGES.match(text, found.end()) is not None or (listed and _MORE_AGES.match(text, found.end()) is not None)


WRITTEN = re.compile("[/a-z]")
_DIGIT_BEFORE, _DIGIT_AFTER = re.compile(r"\d[ .\-/]\Z"), re.compile(r"[ .\-/]\d")


def in_longer_run(text: str, start: int, end: int) -> bool:
    """Whether other digits go on before or after a span."""
    return _DIGIT_BEFORE.search(text, max(0, start - 2), start) is not None or _DIGIT_AFTER.match(text, end) is not None


_FULL_YEAR = re.compile(rf"{_CENTURY}\d")
_SIGNS = re.compile("[^0-9]")
_SHORT_YEAR = re.compile(r"[/.\-a-z] ?(\d\d)\Z")


def is_old(text: str, found: re.Match[str]) -> bool:
    """Whether a date bears a year of long ago; two digits count only between written separators."""
    if found.lastgroup == "glued":
        return len(text) == found.end() - found.start()
    written = _SIGNS.sub("", found[0]) if found.lastgroup == "spaced" else found[0]
    if years := _FULL_YEAR.findall(written):
        return int(years[-1] if found.lastgroup != "ymd" else years[0]) <= _LONG_AGO
    short = _SHORT_YEAR.search(found[0])
    return short is not None and int(short[1]) > _CENTURY_TURN
