"""Bank account: IBAN, and RIB, its French form.

Source: ISO 13616 (IBAN registry) and the Banque de France's norm for the RIB.

=========  ============================================
IBAN of France, 27 characters
=========  ============================================
1–2        FR (MC for Monaco)
3–4        key, mod 97
5–9        bank
10–14      branch
15–25      account, letters or digits
26–27      RIB key
=========  ============================================

Algorithm: two letters of a country of the registry, two digits, then eleven to thirty characters in which
digits dominate; the length and the key need not be right (a mistyped account is still somebody's). A RIB is
the same without its first four characters, taken where « rib », « compte » or « banque » stand near. A part tells
as much: « FR76 » and six digits more, or what « commence par » says of an account.

Worked example (documentation): ``FR76 3000 6000 0112 3456 7890 189``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stdnum import iban as stdnum_iban

from bot.charter.privacy.finding import LABELLED, STRUCTURED, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labels import words_after, words_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_COUNTRIES = (
    "ad|ae|al|at|az|ba|be|bg|bh|br|by|ch|cr|cy|cz|de|dk|do|ee|eg|es|fi|fo|fr|gb|ge|gi|gl|gr|gt|hr|hu|ie|il|iq|is|it|"
    "jo|kw|kz|lb|lc|li|lt|lu|lv|ly|ma|mc|md|me|mk|mr|mt|mu|nl|no|pk|pl|ps|pt|qa|ro|rs|sa|sc|se|si|sk|sm|sn|tn|tr|ua|va"
)
_GAP = r"[^0-9a-z\x02€=%]{0,3}"
_IBAN = re.compile(
    rf"(?<![a-z0-9])(?<![a-z0-9]\.)(?:f{_GAP}r{_GAP}|ef{{1,2}}e?[ -]?er{{1,2}}e? |(?:{_COUNTRIES})[ ]?)"
    rf"\d{_GAP}\d(?:{_GAP}[a-z]{{4}}(?={_GAP}\d))?"
    rf"(?:{_GAP}(?:\d|[a-z](?=\d)|(?<=\d)[a-z](?![a-z]))){{10,30}}(?!\d)"
)
_BEGUN = re.compile(  # a part of it tells as much: « FR76 3000 4008 », « mon rib finit par 4567 890 »
    r"(?<![a-z0-9])f ?r ?7 ?6(?:[ .\-]?\d){6,10}(?!\d)"
    r"|\b(?:rib|iban)\b[^0-9.;!?\n]{0,12}\b(?:commence|debute|finit|fini|termine) par (?P<part>\d(?:[ .\-]?\d){5,22})"
)
_AS_WORD = re.compile(r"(?!fr|ef)[a-z]{2} ")
_RIB = re.compile(rf"(?<![a-z0-9])\d{{5}}{_GAP}\d{{5}}{_GAP}(?:[0-9a-z]{_GAP}){{11}}\d{_GAP}\d(?!\d)")
_RIB_GROUPS = re.compile(
    r"(?<![a-z0-9])(?<!\d[ .\-])\d{5}( ?[.\-/] ?| )\d{5}\1\d[0-9a-z]{10}"
    r"(?:\1|[ ,/\-]{1,3}(?:la )?cl(?:e|ef)(?: rib)? ?:? ?)\d\d(?![ .\-]?\d)"
)
_RIB_LOOSE = re.compile(rf"(?<![a-z0-9])\d(?:{_GAP}\d){{17,25}}(?!\d)")
_PART = r"\b(?:banque|bq|guichet|gui|compte|cpte|cle|numero|n°)(?![a-z])[^0-9.;!?\n]{0,20}\d[0-9a-z]{1,10}(?![0-9a-z])"
_GUICHET = re.compile(rf"{_PART}(?:[^0-9.;!?\n]{{0,12}}{_PART}){{2,3}}")
"""« banque 10278 guichet 06000 compte 00020345678 », in any order."""
_ACCOUNT = re.compile(
    r"\b(?:compte (?:bancaire|courant|cheque|postal|epargne|(?:a|de) la banque postale)|numero de compte|"
    r"n° ?(?:de )?compte|compte (?:n°|"
    r"numero)|livret a)\b[^0-9.;!?\n]{0,24}"
    rf"(?P<value>\d(?:{_GAP}[0-9a-z]){{8,13}}\d)(?![a-z0-9])|compte ?: ?(?P<glued>\d{{11}})(?!\d)"
)
_CCP = re.compile(  # a postal account: seven digits, a letter, the number of the centre
    r"\bc\.?c\.?p\b[^0-9.;!?\n]{0,20}(?P<value>\d(?: ?\d){4,6} ?[a-z](?: ?\d{3}(?: ?\d\d)?|(?= [a-z]{4})))(?![\da-z])"
)
_KEYED = re.compile(  # « compte 12345678901 clé 89 »
    r"\bcompte\b[^0-9.;!?\n]{0,24}"
    rf"(?P<value>[0-9a-z](?:{_GAP}[0-9a-z]){{8,10}}[ ,]{{1,2}}cle (?:rib )?:? ?\d\d)(?!\d)"
)
_WORDS = frozenset(
    "rib iban ribs coordonnees banque bancaire guichet livret compte virement virer verser versement "
    "domiciliation bic".split()
)
_MIN_DIGITS = 12


def recognise(view: View, _context: Context) -> Iterator[Match]:
    """Yield the bank accounts of a message."""
    text = view.text
    for found in _IBAN.finditer(text):
        compact = "".join(char for char in found[0] if char.isalnum())
        if sum(char.isdigit() for char in compact) >= _MIN_DIGITS:
            right = stdnum_iban.is_valid(compact)
            if not right and _AS_WORD.match(found[0]) and _WORDS.isdisjoint(view.words):  # « my number is 1850… »
                continue
            evidence = f"country and structure, {'right key' if right else 'no right key'}"
            yield Match(*found.span(), Kind.IBAN, "iban.structure", evidence, LABELLED)
    for found in _BEGUN.finditer(text):
        yield Match(*found.span(found.lastgroup or 0), Kind.IBAN, "iban.begun", "a part, of France or told", STRUCTURED)
    for found in _CCP.finditer(text) if "ccp" in text or "c.c.p" in text else ():
        yield Match(*found.span("value"), Kind.IBAN, "iban.account", "account, its centre", LABELLED)
    weight = STRUCTURED if view.words.isdisjoint(_WORDS) else LABELLED
    for found in _RIB_GROUPS.finditer(text):
        yield Match(*found.span(), Kind.IBAN, "iban.groups", "groups of a RIB", weight)
    if view.words.isdisjoint(_WORDS):
        return
    for found in _GUICHET.finditer(text):
        yield Match(*found.span(), Kind.IBAN, "iban.guichet", "bank, branch, account", LABELLED)
    for found in (*_ACCOUNT.finditer(text), *_KEYED.finditer(text)):
        span = found.span(found.lastgroup or 0)
        yield Match(*span, Kind.IBAN, "iban.account", "digits after « compte bancaire », or with their key", LABELLED)
    for rule, pattern in (("iban.rib", _RIB), ("iban.loose", _RIB_LOOSE)):
        for found in pattern.finditer(text):
            around = words_before(text, found.start()) + words_after(text, found.end())
            if said := _WORDS.intersection(around):
                yield Match(*found.span(), Kind.IBAN, rule, f"digits, « {min(said)} »", STRUCTURED)
