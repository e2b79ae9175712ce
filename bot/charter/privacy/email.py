"""E-mail address of a private person.

Source: RFC 5321 and 5322 for the form, loosened to what people type: spaces around the @, « arobase », « (at)
», « point », « . », a missing suffix after a well-known provider.

Not taken: the mailbox of a service, told by its domain (gouv.fr, caf.fr, other public bodies) or by a local
part that names a role (contact, accueil, mairie…).

Algorithm: find the sign (@ or the words for it), then read the local part to its left and the domain to its
right; a local part with a digit beside the name of a provider (« mon gmail c'est … ») needs no sign.

Worked example: ``s.martin88 arobase exemple point fr``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import LABELLED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labels import words_before
from bot.charter.privacy.people import FREQUENT_WORDS, is_common

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

PROVIDERS = (
    "gmail|gmal|gmial|hotmail|homail|hotmal|yahoo|yaho|ymail|orange|wanadoo|free|sfr|laposte|outlook|outlouk|live|msn|"
    "icloud|aol|bbox|neuf|numericable|gmx|protonmail|proton|aliceadsl|club-internet|exemple|example"
)
_PROVIDER = re.compile(PROVIDERS)
_SIGN = re.compile(
    r"[ \n]{0,2}[\[(<]?@{1,2}[\])>]?[ \n]{0,2}"
    r"|(?:(?<![ (\[.,\-_/*|])[ (\[.,\-_/*|]{1,4}|^)"
    r"(?:(?:puis |ensuite |et |le signe )?a ?r+o ?b(?:a[sz]s?e?)?(?: puis| ensuite| et)?|"
    r"a commercial|at|chez)[ )\].,\-_/*|]{1,4}(?=[a-z0-9])"
    r"|[ ]?[(\[{<'](?:a|at|arobase?|arobas|a entoure|a rond|a dans un rond)[)\]}>'][ ]?"
    r"|(?<=[a-z0-9])arobase(?=[a-z0-9])"
    r"|(?<=[a-z0-9])[#&] ?(?=(?:gmail|hotmail|yahoo|outlook|icloud|laposte|orange|free)\.(?:com|fr)\b)"
    r"| {1,3}(?:a |puis |ensuite |et (?:apres|puis) |apres )?"
    r"(?=(?:gmail|hotmail|yahoo|outlook|icloud|laposte)(?:[ ]?(?:\.|point |dot )[ ]?| )(?:com|fr|net)\b)"
    r"|(?<=[a-z0-9])at(?=(?:gmail|hotmail|yahoo|outlook|orange|free)(?:dot|point|\.)(?:com|fr))"
)
_TRACES = ("@", "rob", "ro base", "commercial", " dot ", " pt ", "(a", "[a", "{a", "<a", *PROVIDERS.split("|"))
"""Without one of these no sign is looked for; « at » and « chez » need a provider after them."""
_DOT = r"(?: ?[(\[]?[.,][)\]]? ?|(?<=l)dot(?=com)|[ ,]{0,2}[(\[]?(?:point|pt|dot)(?:[)\],] ?| ))"
_WORDED_DOT = re.compile(r" dot | pt ")
_DOMAIN = re.compile(
    r"(?P<name>la poste|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}?)"
    r"(?: (?:tout |en )?(?:attachee?|collee?|un (?:seul )?mot|minuscules?))?"  # as one dictates it
    rf"(?:{_DOT}(?P<suffix>[a-z]{{2,6}})\b(?:\.[a-z]{{2}}\b)?)"
    rf"|(?P<bare>{PROVIDERS})(?:[ .,]?(?:com|fr|net))?\b"
)
_LOCAL = re.compile(
    r"[a-z0-9](?:[a-z0-9.+%'\-_]|(?: ?_ ?)|(?: (?:point|pt|tiret du bas|tiret|underscore|dot|du bas) ))*\Z"
)
_LOCAL_REACH = 70
_BOXES = r"(?:gmail|hotmail|yahoo|outlook|laposte|icloud|orange|wanadoo)(?:[ .]?(?:com|fr|net))?"
_NUMBERED = r"[a-z][a-z.\-_]{2,30}\d[a-z0-9.\-_]{0,10}"
_APART = re.compile(  # « mon gmail c'est pdurand59 », « mail : pdurand59 (gmail) »
    rf"\b{_BOXES} ?(?:[:=]|c'?est|est|c ) ?(?P<after>{_NUMBERED})(?![\w@])"
    rf"|\b(?:adresse|mail|mon|compte) {_BOXES} (?P<beside>{_NUMBERED})(?![\w@])"
    rf"|(?<![\w@])(?P<before>{_NUMBERED}) ?\({_BOXES}\)"
)
"""A local part that no sentence holds, and the provider told apart."""
_PUBLIC_DOMAIN = re.compile(
    r"(?:^|[.\-])(?:gouv|caf|cnaf|cnafmail|ameli|msa|urssaf|pole-emploi|francetravail|cnav|carsat|"
    r"lassuranceretraite|service-public|mdph|ccas|mairie|ville|departement|prefecture|"
    r"impots|defenseurdesdroits|cnil|crous|anah|action-logement|adil|anil|cpam|info-retraite)\b"
)
_OFFICE = re.compile(
    r"(?:.*[.\-_])?(?:accueil|secretariat|mairie|caf|dpo|ce|mediateur|mediation|mdph|ccas|prefecture|rgpd|cil|ecole|creche|"
    r"no-?reply|nepasrepondre|ne-pas-repondre|abuse|phishing|signalement)(?:[.\-_0-9].*)?"
)
_ROLE = re.compile(
    r"(?:.*[.\-_])?(?:contact|contacts|info|infos|information|assistance|support|service|services|reclamations?|"
    r"direction|rh|presse|communication|admin|webmaster|aide|help|sav|clients?)(?:[.\-_0-9].*)?"
)
_OWNED = re.compile(r"\b(?:perso\w*|mon (?:e-?)?mail|mon adresse|ma boite|mon courriel|c'est (?:le mien|moi|a moi))\b")
_OWNED_REACH = 40


def recognise(view: View, context: Context) -> Iterator[Match]:
    """Yield the private e-mail addresses of a message."""
    text = view.text
    if not any(trace in text for trace in _TRACES):
        return
    for found in _APART.finditer(text):
        yield Match(*found.span(found.lastgroup or 0), Kind.EMAIL, "email.apart", "local part beside a provider", TOLD)
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
        if _is_service(text, local, domain):
            continue
        rule = "email.worded" if worded else "email.sign"
        yield Match(start, domain.end(), Kind.EMAIL, rule, "sign between a local part and a domain", LABELLED)


def _is_service(text: str, local: re.Match[str], domain: re.Match[str]) -> bool:
    """Whether a mailbox is that of a service: by its domain, or by a role that no private provider or owner belies."""
    name = domain["name"] or domain["bare"]
    if _PUBLIC_DOMAIN.search(f"{name}.{domain['suffix'] or ''}") or _OFFICE.fullmatch(local[0]):
        return True
    if _ROLE.fullmatch(local[0]) is None:
        return False
    around = (
        text[max(0, local.start() - _OWNED_REACH) : local.start()],
        text[domain.end() : domain.end() + _OWNED_REACH],
    )
    owned = any(_OWNED.search(side) for side in around)
    return not owned and (_PROVIDER.fullmatch(name) is None or local[0].isalpha())


def _reads_as_address(text: str, sign: str, local: re.Match[str], domain: re.Match[str], context: Context) -> bool:
    """Whether a word for the sign (« chez », « at », a space) stands in an address, not in a sentence."""
    if (
        "rob" in sign
        or "ro base" in sign
        or _WORDED_DOT.search(domain[0])
        or "commercial" in sign
        or "(" in sign
        or "[" in sign
    ):
        return True
    provider = domain["bare"] is not None or _PROVIDER.fullmatch(domain["name"] or "") is not None
    said = {"mail", "email", "adresse", "courriel", "mel"} & set(words_before(text, local.start()))
    odd = any(char in local[0] for char in ".-_ 0123456789") or not is_common(local[0], FREQUENT_WORDS)
    if not sign.strip():
        return provider and odd and not is_common(local[0])
    return provider and (bool(said) or context.speaks_of(Kind.EMAIL) or odd)
