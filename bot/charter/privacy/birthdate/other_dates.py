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
    r"(?:pay|verse|vire|bail|loyer|sign|contrat|rdv|rendez|echeance|depuis|jusqu|courri|recu|notif|deman|"
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


def is_other(word: str) -> bool:
    """Whether a word says that a date is one of administration, or of something that happened."""
    return _OTHER.match(word) is not None


def is_expected(word: str) -> bool:
    """Whether a word says that a birth is still to come."""
    return _EXPECTED.match(word) is not None
