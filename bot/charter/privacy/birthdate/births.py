"""How people say that somebody was born on a day: words of birth, of kinship, of an age reached."""

from __future__ import annotations

import re

from bot.charter.privacy.birthdate.forms import MOMENT, WEEKDAY
from bot.charter.privacy.birthdate.other_dates import PAPER
from bot.charter.privacy.labels import Lexicon, words_before
from bot.charter.privacy.people import is_common, is_first_name

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
    "mere pere frere seur soeur petit petite ado jumeaux jumelles triples triplees garcon benjamin aine cadet cadette "
    "ex usager usagere beneficiaire patient patiente moi bb gamin gamine fiston fistonne gosse mome puce loulou "
    "premier premiere second seconde deuxieme troisieme grand grande protege protegee pupille".split()
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
    r"(?:ai|as|a|auras?|aurais?|auront|aurait|avoir|eu|prend|fai[st]|fera?s?|fet[a-z]{1,4})"
    r"(?: (?:eu|mes|ses|tes|les))? "
    r"\d{1,3} ?ans(?: depuis)?"
)
_CANDLES = r"souffl[a-z]{1,4} (?:d[eé]ja )?(?:s[ae]s?|m[ae]s?|leurs?) (?:[a-z]{2,9}|\d{1,3}) ?bougies?"
_OF = r"(?:d[e'] ?[a-z0-9]{3,9},? )?du"
ARRIVED = re.compile(  # other ways to say that somebody was born, or how old they are, on that day
    r"(?:(?:venue?s?|arrivee?s?|mise?s?) au monde"
    r"|\b(?:j'?|elle |on |femme |fille |compagne )ai? accoucher|\bd\.d\.n\.?[ :]*|vue?s? le jour"
    r"|\bmajeure?s? depuis|\bdevenue? majeure?|\b[mts]es \d{1,3} ans(?:,? (?:c'est|c'etait|etait|seront|sera))?"
    rf"|\b{_CHILD}[a-z ]{{0,32}}\b{_CAME}{_HOW}|{_BORN_SINCE}"
    rf"|\b(?:j'?|je )?sui[st]? {_OF}|\bsommes {_OF}"
    r"|(?<!chez )\b(?:lui|elle|moi) ?[:,(]?|\b(?:maman|papa|parents?) depuis"
    rf"|(?<!y )(?<!ca )(?<!cela )\b[jd]?'?{_AGED}|\b{_CANDLES}"
    r"|(?<!depuis )(?<!pendant )(?<!apres )(?<!fait )(?<!y a )\b\d{1,3} ?ans(?= (?:le|ce) )"
    r"|(?<![a-z] )\bn\b\.?|\bn\.(?= le )|\bma date(?: (?:est|c'?est|c))?[ :]{0,2})"
    rf"(?:[ ,(]{{1,2}}{MOMENT}){{0,2}}(?:[ ,(]{{1,2}}(?:le|ce|un|au))?(?: {WEEKDAY})? ?[(,]? ?\Z"
)
ARRIVED_REACH = 100
PAPER_FOR = re.compile(
    rf"\b(?:{PAPER.pattern}|prime|aide|argent|alloc|pension)[a-z]* "
    r"(?:pour|de|du) (?:l[ae] |m[ao]n? |mes |nos |notre )?\Z"
)
"""« la lettre pour bébé est arrivée »: the paper came, nobody was born."""
IS_OF = re.compile(rf"\b(?:est|sont) {_OF} \Z")
"""« mon fils est du 12/03/2015 », where nothing else is spoken of (« le contrat est du … »)."""
_THEY_ARE_OF = re.compile(rf"\b(?:ils?|elles?) (?:est|sont) {_OF} \Z")
_SUBJECT_IS_OF = re.compile(rf"\b(?P<subject>[a-z\-]+),?(?: (?:il|elle)s?)? (?:est|sont) {_OF} \Z")
_SENTENCES = re.compile(r"[.;!?\n]")
_IS_OF_REACH = 120
BROUGHT = re.compile(
    r"[ ,]{1,3}(?:est nee? (?:m[ao]n?|notre|le|la|une?)\b"
    r"|[a-z' ]{0,20}\b(?:mise? au monde|vue? le jour|venue? au monde)"
    r"|(?:c'?est|c|voila) (?:bien )?ma date\b)"
)
AT_TERM = re.compile(r"\bnee?s? (?:(?:a|avant|apres) (?:le )?terme|presumee?s?)\b")
"""« né à terme », « né présumé en 1958 »: no longer expected."""
_CLAUSE = re.compile(  # « le petit que je garde, … », « mon neveu qui vit chez moi, … »
    r"\b(?:qu(?:e |')(?:j'|je |nous |on )[a-z]+|qui (?:vit|habite|est|reste|loge|dort))(?: [a-z]+){0,4} ?[,:(] ?\Z"
)
_TITLED = re.compile(
    r"\b(?:mme|mlle|mr|monsieur|madame|m)\b\.? (?P<names>[a-z][a-z'\-]+(?: [a-z][a-z'\-]+){0,2}) ?[,:(]{0,2} ?\Z"
)
_SET_OFF = re.compile(r"(?P<names>[a-z][a-z'\-]+ [a-z][a-z'\-]+)(?: ?[,:(] ?)\Z")
_NAMES_REACH = 64
SPOKEN = re.compile(r"\bdates? de (?:ma |sa )?naiss|\bd[dt]?n\b|\bnees? (?:le|un|en|a)\b|\banniversaire")
BORN = frozenset({"ne", "nee", "nes", "nees", "arrive", "arrivee", "arrives", "arrivees"})


def is_of_somebody(text: str, start: int) -> bool | None:
    """Whether « est du » before a date tells of somebody or of a paper, ``None`` where it tells neither."""
    if not text.endswith("du ", 0, start):
        return None
    reach = max(0, start - _IS_OF_REACH)
    pronoun = _THEY_ARE_OF.search(text, reach, start)
    antecedent: list[str] = []
    if pronoun is not None:
        sentence = _SENTENCES.split(text[reach : pronoun.start()].rstrip(" .;!?\n"))[-1]
        antecedent = words_before(sentence, len(sentence), _IS_OF_REACH)
        if any(map(PAPER.match, antecedent)):
            return False
    subject = _SUBJECT_IS_OF.search(text, reach, start)
    named = subject is not None and (is_relative(subject["subject"]) or is_first_name(subject["subject"]))
    return named or any(map(is_relative, antecedent)) or None


def clause_before(text: str, start: int) -> int:
    """Return where a clause that tells of a relative, set off before a date, begins; ``start`` where none does."""
    clause = _CLAUSE.search(text, max(0, start - _NAMES_REACH), start)
    return clause.start() if clause is not None else start


def is_beside_names(text: str, start: int) -> bool:
    """Whether nothing but somebody's names stands before a date: « Mme Adjoua Koffi 03/11/1979 », « Léa Cordier, »."""
    reach = max(0, start - _NAMES_REACH)
    if (titled := _TITLED.search(text, reach, start)) is not None:
        return not any(map(is_common, (word for word in titled["names"].split() if not is_first_name(word))))
    named = _SET_OFF.search(text, reach, start)
    if named is None:
        return False
    one, other = named["names"].split()
    return (is_first_name(one) and not is_common(other)) or (is_first_name(other) and not is_common(one))


def is_birth(word: str) -> bool:
    """Whether a word says that somebody was born."""
    return _WORDS.get(word) == "birth"


def is_relative(word: str) -> bool:
    """Whether a word says who somebody is to the writer."""
    return word in _RELATIVE or word.removesuffix("s") in _RELATIVE
