"""E-mail address of a private person.

Source: RFC 5321 and 5322 for the form, loosened to what people type: spaces around the @, « arobase », « (at)
», « point », « . », a missing suffix after a well-known provider.

Not taken: the mailbox of a service, told by its domain (gouv.fr, caf.fr, other public bodies) or by a local
part that names a role (contact, accueil, mairie…).

Algorithm: find the sign (@ or the words for it), then read the local part to its left and the domain to its
right.

Worked example: ``s.martin88 arobase exemple point fr``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import LABELLED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labels import words_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

PROVIDERS = (
    "gmail|gmal|gmial|hotmail|homail|hotmal|yahoo|yaho|ymail|orange|wanadoo|free|sfr|laposte|outlook|outlouk|live|msn|"
    "icloud|aol|bbox|neuf|numericable|gmx|protonmail|proton|aliceadsl|club-internet|exemple|example"
)
_SIGN = re.compile(
    r" ?@{1,2} ?"
    r"|(?:(?<![ (\[.\-_])[ (\[.\-_]{1,4}|^)"
    r"(?:arobase|arobas|arobaze|arrobase|arobasse|a commercial|at|chez)[ )\].\-_]{1,4}(?=[a-z0-9])"
    r"|[ ]?[(\[]a[)\]][ ]?|(?<=[a-z0-9])arobase(?=[a-z0-9])"
    r"| (?=(?:gmail|hotmail|yahoo|outlook|icloud|laposte)[ ]?(?:\.|point |dot )[ ]?(?:com|fr|net)\b)"
)
_DOT = r"(?: ?[.,] ?|[ ,]{0,2}[(\[]?(?:point|pt|dot)(?:[)\]] ?| ))"
_DOMAIN = re.compile(
    r"(?P<name>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}?)"
    rf"(?:{_DOT}(?P<suffix>[a-z]{{2,6}})\b(?:\.[a-z]{{2}}\b)?)"
    rf"|(?P<bare>{PROVIDERS})\b(?:[ .,]?(?:com|fr|net)\b)?"
)
_LOCAL = re.compile(
    r"[a-z0-9](?:[a-z0-9.+%'\-_]|(?: ?_ ?)|(?: (?:point|pt|tiret du bas|tiret|underscore|dot|du bas) ))*\Z"
)
_LOCAL_REACH = 70
_PUBLIC_DOMAIN = re.compile(
    r"(?:^|[.\-])(?:gouv|caf|cnaf|cnafmail|ameli|msa|urssaf|pole-emploi|francetravail|cnav|carsat|"
    r"lassuranceretraite|service-public|mdph|ccas|mairie|ville|departement|prefecture|education|ac-[a-z]+|"
    r"impots|defenseurdesdroits|cnil|crous|anah|action-logement|adil|anil|cpam|info-retraite)\b"
)
_ROLE = re.compile(
    r"(?:.*[.\-_])?(?:contact|contacts|info|infos|information|accueil|assistance|support|secretariat|service|"
    r"services|mairie|caf|noreply|no-reply|nepasrepondre|ne-pas-repondre|dpo|mediateur|mediation|"
    r"reclamation|reclamations|direction|rh|presse|communication|admin|webmaster|aide|help|sav|client|"
    r"clients|mdph|ccas|prefecture|signalement|abuse|phishing|rgpd|cil)(?:[.\-_0-9].*)?"
)


def recognise(view: View, context: Context) -> Iterator[Match]:
    """Yield the private e-mail addresses of a message."""
    text = view.text
    for sign in _SIGN.finditer(text):
        domain = _DOMAIN.match(text, sign.end())
        local = _LOCAL.search(text, max(0, sign.start() - _LOCAL_REACH), sign.start())
        if domain is None:
            continue
        if local is None:
            whole = "@" in sign[0] and domain.end() == len(text)
            if sign.start() == 0 and (whole or context.speaks_of(Kind.EMAIL)):
                yield Match(0, domain.end(), Kind.EMAIL, "email.joined", "goes on from the messages before", TOLD)
            continue
        worded = "@" not in sign[0]
        if worded and not _reads_as_address(text, sign[0], local, domain, context):
            continue
        start = local.start()
        name = domain["name"] or domain["bare"]
        if _PUBLIC_DOMAIN.search(f"{name}.{domain['suffix'] or ''}") or _ROLE.fullmatch(text[start : local.end()]):
            continue
        rule = "email.worded" if worded else "email.sign"
        yield Match(start, domain.end(), Kind.EMAIL, rule, "sign between a local part and a domain", LABELLED)


def _reads_as_address(text: str, sign: str, local: re.Match[str], domain: re.Match[str], context: Context) -> bool:
    """Whether a word for the sign (« chez », « at », a space) stands in an address, not in a sentence."""
    if "rob" in sign or "commercial" in sign or "(" in sign or "[" in sign:
        return True
    provider = domain["bare"] is not None or re.fullmatch(PROVIDERS, domain["name"] or "") is not None
    said = {"mail", "email", "adresse", "courriel", "mel"} & set(words_before(text, local.start()))
    return provider and (bool(said) or context.speaks_of(Kind.EMAIL) or any(c in local[0] for c in ".-_ 0123456789"))
