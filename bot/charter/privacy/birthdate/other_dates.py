"""What else bears a date in a message to a Caf: papers, payments, leases, what happened, a birth that is expected."""

from __future__ import annotations

import re

PAPER = re.compile(
    r"(?:courri|lettre|attest|contrat|bail|decis|jugem|notif|mail|verse|vire|dossier|demande|factu|acte|rdv|rendez|"
    r"quittan|ordonn|certif|declar|avis|papier|titre|carte|recepis|accord|refus|arret|document|message|sms|reponse|indu|dette)"
)
"""What else bears a date: « un courrier pour mon fils, il est du 12/03/2024 »."""
_EXPECTED = re.compile(r"prevu|terme$|presum|previs|estim|dpa$|enceinte|grossess")
"""« date prévue d'accouchement »: nobody is born yet."""
_OTHER = re.compile(
    r"(?:pa[yi]|verse|vire|bail|loyer|sign|contrat|rdv|rendez|echeance|depuis|jusqu|courri|recu|notif|deman|"
    r"depos|envoy|declar|attest|separ|divorc|mariee?s?$|pacs|demenag|emmenag|embauch|licenci|chom|debut|"
    r"fin$|fini|datee|parti|quitt|commenc|avant|apres|entre|effet|droit|ouvert|dette|prelev|factu|retrai|renouv|expir|"
    r"valab|decis|audien|jug|entret|convoc|formul|loi|decret|articl|circul|arret|prevu|terme|dpa|rentr|scol|"
    r"vacan|inscri|stage|travail|conge|arriv|install|sorti|stop|bloqu|suspen|radi|reunion|ferm|limit|delai|"
    r"quittan|accept|refus|trait|appel(?!l)|appointment|visite|control|passage|enceinte|grossess|ordonnance|"
    r"version|maj|mise|emprunt|achat|achet|"
    r"perim|deced|deces|mort|obseq|enterr|convention|naturalis)"
)
EVENT_OF = re.compile(  # « décès de mon mari le 12/03/2025 »: what happened that day to somebody
    r"\b(?:deces|mort|obseques|enterrement|mariage|hospitalisation|operation|depart|rentree|inscription|separation|divorce|"
    r"incarceration|licenciement|embauche|demenagement|visite|vaccin|vaccination|"
    r"bapteme|echographie|consultation|rdv(?: [a-z]+)?|rendez[ -]vous(?: [a-z]+)?) (?:de |d'|d'avec |avec |pour )"
    r"(?:(?:m[aeo][ns]?|s[aeo][ns]?|notre|l[ae]|leur) )?(?:(?!nee?s? )[a-z]+ ){1,3}(?:le|du|au|:)? ?\Z"
)

_AROUND_DATE = 100
_PAPER_WORD = rf"(?:{PAPER.pattern}|certific|pension|bourse|allocation|bilan|scolarite)"
_OF_SOMEBODY = (
    r"(?:pour|de|concernant|a) (?:m[aeo][ns]?|s[aeo][ns]?|notre|nos|l[ae]s?|leurs?|\d{1,2}|deux|trois) [a-z\-]+"
)
_HAPPENED = re.compile(  # « ma fille est revenue le … », « un courrier pour ma fille le … »
    rf"\b(?:est|sont|s'est|se sont|a|ont|etait|avait|sera|va|vont) (?:ete |bien |deja )?(?!nee?s?\b)[a-z]{{2,}}"
    r"(?:e|i|u|is|it|er|ir|ert)(?:e?s?) (?:le|du|au|ce) \Z"
    r"|\b(?:part|entre|rentre|vient|commence|finit|demenage|passe|reprend|revient|change)"
    r"(?: (?:en|a|au|de|chez) [a-z]+(?: [a-z]+)?)? (?:le|du|au) \Z|\bau telephone le \Z|\bdate du \Z"
    rf"|\b{_PAPER_WORD}[a-z]* (?:recue? |arrivee? )?{_OF_SOMEBODY} (?:recue? |arrivee? )?(?:le|du|au) \Z"
)
_THING = "(?:rsa|caf|aide|loi|apl|prime|societe|entreprise|association|allocation|prestation|reforme|projet|site|appli)"
_OF_ACT = re.compile(  # « j'ai déclaré la naissance le … », « notre anniversaire de mariage, le … »
    r"\b(?:declar|signal|envo[iy]|depos|transm|fourn|joint|donn|demand|recu|reclam|post)[a-z]* "
    r"(?:(?!date)[a-z']+ ){0,4}?"
    r"(?:(?:l'|l[ae] |d'|une? )?(?:acte|extrait|certificat|declaration|prime|conge) (?:de |a la )?)?"
    r"(?:(?:l[ae]|m[ao]|sa|une) )?naissances?(?: (?:de|d') ?(?!naissance)[a-z]+(?: [a-z]+)?)? (?:le|ce) \Z"
    r"|\banniv(?:ersaire)?s? de (?:notre |mon |nos )?(?:mariage|noces|pacs|rencontre|bail|contrat|mort|deces)\b"
    r"[^.;!?\n\d]{0,24}\Z"
    r"|\b(?:va|vais|vont|doit|dois|devrait|devait) (?:bientot )?(?:naitre|accoucher|avoir (?:son|mon|un|notre) "
    r"(?:bebe|enfant))[^.;!?\n\d]{0,16}\Z"
    rf"|\b{_THING} (?:est|a ete|etait) nee?s? (?:(?:le|un|du) )?\Z|\bnee? (?:l[ae]s? |l'){_THING}[^.;!?\n\d]{{0,12}}\Z"
)
_DAY = r"(?:\d{1,2}(?:er)?(?:[/.\- ]\d{1,2}(?:[/.\- ]\d{2,4})?| [a-z]{3,9}\.?(?: \d{2,4})?)?)"
_TO = r"(?:inclus )?(?:jusqu'?au|au) "
_SPAN_BEGINS = re.compile(r"\b(?:du|depuis le|a partir du) \Z")
_SPAN_GOES_ON = re.compile(rf"[ ,]{{1,2}}{_TO}(?:le )?\d")
_SPAN_ENDS = re.compile(
    rf"(?<!nuit )\b(?:du|depuis le|a partir du) (?:[a-z]{{5,8}}di )?{_DAY} {_TO}(?:[a-z]{{5,8}}di )?\Z"
)


def is_in_span(text: str, start: int, end: int) -> bool:
    """Whether a date opens or closes a lapse of time: « du 12 mai au 3 juin »."""
    reach = max(0, start - _AROUND_DATE)
    opens = _SPAN_BEGINS.search(text, reach, start) is not None and _SPAN_GOES_ON.match(text, end) is not None
    return opens or _SPAN_ENDS.search(text, reach, start) is not None


def is_of_act(text: str, start: int) -> bool:
    """Whether a date is that of a birth declared or to come, of a paper sent, a wedding, the birth of a thing."""
    return _OF_ACT.search(text, max(0, start - _AROUND_DATE), start) is not None


def has_happened(text: str, start: int) -> bool:
    """Whether a date is the day on which something happened to somebody, or of a paper about somebody."""
    return _HAPPENED.search(text, max(0, start - _AROUND_DATE), start) is not None


def is_other(word: str) -> bool:
    """Whether a word says that a date is one of administration, or of something that happened."""
    return _OTHER.match(word) is not None


def is_expected(word: str) -> bool:
    """Whether a word says that a birth is still to come."""
    return _EXPECTED.match(word) is not None
