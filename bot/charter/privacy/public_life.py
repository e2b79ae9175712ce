"""Somebody who acts in public: whom all may name.

Source: what somebody does in a public office is no part of their private life (Code civil, article 9, as courts
read it): a citizen who writes who passed a law gives nobody away.

Algorithm: after a full name, a verb of government and a benefit, a tax or a law (« qui a voté la loi »), or a
body of the State, a union, a party (« de la CGT »); before it, a word of office (« la réforme de »).

Worked example (invented): ``Untel Untel a voté la loi``.
"""

from __future__ import annotations

import re

_ACTED = re.compile(
    r"[ ,]{1,2}(?:(?:lui|elle|qui|il|au moins|deja|avait|avaient|a|ont|va|vont|veut|voulait|aurait|doit|nous|avec|"
    r"en \d{4}|bien|tout|juste)[ ,]{1,2}){0,7}"
    r"(?:(?:cre|invent|instaur|lanc|supprim|vot|reform|annonc|augment|baiss|relev|defend|impos|abroge)[a-z]{1,3}|"
    r"fait voter|fait passer|promis|promet|mis en place|voulu|institue) "
    r"(?:(?:de |d')[a-z]{3,9}(?:er|ir|re) )?(?:l[ae]s? |l'|du |des |de la )(?:nouvelle? |fin d[eu]s? (?:la )?)?"
    r"(?:rmi|rsa|apl|csg|smic|secu|reforme|loi|retraites?|conges? paye|35 heures|pacs|revenu minimum|prime|"
    r"allocations?|impots?|taxe|caf|mariage pour tous|aides?|minima|allocs?|cheque|tiers payant)"
)
_OF_A_BODY = re.compile(
    r"[ ,(]{1,2}(?:d[eu] |de la |des |de l'|(?:chef|patron(?:ne)?|secretaire generale?) d[eu] (?:la |l')?)"
    r"(?:gouvernement|cgt|cfdt|cftc|medef|senat|assemblee nationale|elysee|parti|ps|rn|lfi|lr)\b"
)
_IN_OFFICE = re.compile(
    r"\b(?:reformes?|lois?|gouvernement|epoque|mandat|presidence|ministere|politique|discours|programme|ministres?|"
    r"premiere? ministre|plan|rapport) (?:de |d')?\Z"
)
_REACH = 24


def acts_in_public(text: str, start: int, end: int) -> bool:
    """Whether the words around a full name, in a view's text, are those of public life."""
    if _ACTED.match(text, end) or _OF_A_BODY.match(text, end):
        return True
    return _IN_OFFICE.search(text, max(0, start - _REACH), start) is not None
