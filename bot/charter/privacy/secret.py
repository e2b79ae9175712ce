"""Password: what opens an account; codes are in :mod:`bot.charter.privacy.access_code`.

Source: the Caf and the CNIL ask that nobody be told them; since the NIR is the login of « Mon Compte », the
pair is enough to steal benefits.

Algorithm:

* password: after « mot de passe », « mdp », « password » (and a verb or a colon), the next word if it looks
  like a password (a digit, a sign, capitals inside, letters spelled out), or any word after a colon or
  « c'est » that no sentence would put there; also before « comme mot de passe », also in brackets;
* a word that only a password looks like, typed to sign in (« je mets Doudou00, refusé ») or beside a mailbox;
* what makes up the password (« le prénom de mon fils puis 2012 », « papillon suivi de 33 et une étoile »);
* a word that only a password looks like, after a word that tells less (« identifiants », « code d'accès »);
* alone in a message, when the turns before spoke of such a code (:mod:`bot.charter.privacy.context`).

Worked example (invented): ``mdp Doudou-0000``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import GUESSED, LABELLED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.people import FREQUENT_WORDS, is_common

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_SAID_SO = (  # « mot de passe » as it is written, short forms, another language
    r"mots? (?:d[eu]?|2) ?pas+e?s?|mo de pas+e?|mot pas+e?|motdepas+e?|mod?e? ?pas+e?|mdp|m[ .]d[ .]p|"
    r"pass ?word|pwd|psw|m2p"
)
_OPENS_TOO = (  # what opens an account as well; « ça passe : » is a verb
    r"(?<!ca )(?<!se )(?<!que )(?<!qui )passe?(?= ?[:=])|pass(?= caf)|cles? d'?acces"
    r"|reponse secrete|reponse (?:a|de) (?:la|ma) question (?:secrete|de securite)"
    r"|reponse a (?:la|ma) question(?= ?[:=])"
    r"|question (?:secrete|de securite)[^.?!\n\x02]{0,40}?\breponse"
)
_OF_WHAT = (
    r"caf|ameli|impots|france ?connect|france ?travail|pole emploi|messagerie|mail|gmail|facebook|ent|appli|"
    r"de m[ao]n? (?:fille|fils|mari|femme|mere|pere|conjointe?|copain|copine)|"
    r"perso|internet|site|compte|(?:de )?mon compte|du compte|a moi|pour|la|le|ma|mon"
)
_WHICH = (
    r"(?:recue?|envoyee?|donnee?)(?: (?:hier|ce matin))?(?: par (?:courrier|sms|mail|texto|la poste|la caf))?|"
    r"actuel|actuellement|provisoire|temporaire|secret|lettre par lettre"
)
_COPULA = r"est|c'est|cest|c(?!\.)|c t|ct|c'etait|cetait|sera|etait|is"
_CHOSEN_BY = (
    r"que j'utilise|que je (?:mets|tape|rentre)|que j'ai (?:choisi|cree|tape|mis)|que vous m'avez (?:donne|envoye)"
)
_PASSWORD = re.compile(
    rf"\b(?:{_SAID_SO}|{_OPENS_TOO})\b"
    rf"(?P<link>(?: (?:{_OF_WHAT}|{_WHICH}|{_COPULA}|{_CHOSEN_BY})\b)*[ ]?[:=(>\"'-]*[ ]?)"
)
_LABEL = re.compile(  # words that tell less: the value must look like one by itself
    r"\b(?:pass?|passe|codes? d'?acces|code (?:secret|caf|ameli|perso|internet|provisoire|d'activation)|"
    r"identifiants|ids?|identifiant et (?:code|pass|mdp)|login|logins|connexion|acces|mp(?= ?[:=]| (?:est|c'?est|c) )|"
    r"connecte[rz]? avec)\b"
)
_TOKEN = re.compile(r"(?:[^\s\x02](?:[ .\-][^\s\x02](?!\w))+|[^\s\x02]{3,40})")
_BEFORE = re.compile(
    r"([^\s\x02]{4,40})(?: ?[')\"])?,? (?:(?:partout|toujours|encore|aussi|pour tout) )?"
    r"(?:(?:est |etait |a ete )?(?:refuse|accepte|invalide|incorrect)e? )?"
    r"(?:(?P<how>comme|en|pour|dans|est|c'?est|voila|c) (?:(?:mon|le|la case|un|ce|du) )?"
    r"|mon (?!m[a-z ]{2,11} (?:ne|n'|marche|bug|bloqu|oubli|perdu)))"
    r"(?:mots? de passe|mdp|motdepasse|password)"
)
_NAMES = ("passe", "mdp", "password")
_LOOKS_SECRET = re.compile(
    r"(?=[^\s\x02]*[a-zA-Z])(?=[^\s\x02]*[\d!#$%&*+=@_~^\\])[^\s\x02]{4,}"  # letters, and digits or signs
    r"|[^\s\x02]*[a-z][^\s\x02]*[A-Z][^\s\x02]*"  # a capital inside
    r"|\d(?:[ .\-_/*]{0,2}\d){3,15}|[^\s\x02](?:[ .\-][^\s\x02]){3,}"  # digits; characters spelled out
)
_HIDDEN = re.compile(  # a word that no sentence holds: letters and digits or signs mixed
    r"(?<![^\s,(\"'])(?=[^\s\x02,]{0,30}[a-zA-Z])(?=[^\s\x02,]{0,30}\d)[^\s\x02,@/:'-]{6,30}(?<![.,)])"
    r"(?=[.,;:)\"'!?]{0,4}(?:[\s\x02,]|$))"
)
_MIXED = re.compile(  # the same with the signs that sentences also use, once a word of letters stands inside
    r"(?<![^\s,(\"':=/])(?=[^\s\x02,]{0,30}[a-zA-Z]{3})(?=[^\s\x02,]{0,30}\d)[^\s\x02,/]{6,30}(?<![.,)])"
)
_DIGIT_RUN = re.compile(r"(?<=[ :=(])\d(?:[ .\-_*]{0,3}\d){3,15}(?![\d/€%])")
_FILE_NUMBER = re.compile(r"\d{5,8}[a-z]|[a-z]{1,3}\d+|\d\d[a-z]{2}\d{5}")
DEVICE = re.compile("windows|android|iphone|ios|firefox|chrome|edge|safari|galaxy")
OTHER_WORD = re.compile(  # mixed words that are no password
    rf"{_FILE_NUMBER.pattern}|(?:{DEVICE.pattern}).*"
)
_ALONE = re.compile(r"(?:(?:c'est|c|voila|voici|oui|ok|donc|le|il est|essayez|tenez) ?[:,]? ){0,2}", re.IGNORECASE)
_CHOSEN = re.compile(r"\b(?:choisi|mis|pris|cree) \Z")
_NEED_FORM = frozenset({"pour", "dans", "en", None})
"""« j'appelle le 3230 pour mon mot de passe »: after these the value must look like a password by itself."""
_PLAIN = re.compile(r"[a-z']+")
_WRITING = r"[ ,(]{1,3}(?:tout )?(?:en |avec |sans )?(?:une? |la )?(?:(?:premiere lettre|[a-z]) )?(?:en )?"
_WRITTEN_SO = re.compile(rf"{_WRITING}(?:minuscule|majuscule|attache|espace|accent)")
_COMPOSED = re.compile(  # « papillon suivi de 33 et une étoile »
    r"[ ,]{0,2}(?:(?:le )?mot )?(?P<word>[a-z]{3,20})"
    rf"(?:{_WRITING}(?:majuscule|minuscule|attache)[a-z]{{0,2}}(?: (?:au|a la|a) [a-z]+)?\)?)?"
    r"(?P<link>,? suivie? (?:d[eu] |d'|par )|,? puis | ?[+&] ?|,? (?:et|avec|plus) )"
    r"(?:(?:l[ae]s?|une?|deux|trois|mon|ma|chiffres?|nombre) ){0,3}"
    r"(?:\d(?: ?\d){0,7}(?:(?= ?(?:[.,;:!?)+&\n]|\Z|(?:et|puis|avec|plus|point|etoile|diese|arobase)\b))"
    r"|(?P<at_end> (?:a la fin|au bout|derriere)\b))"
    r"|(?P<told>(?:1 )?(?:points? d|etoiles?|dieses?|arobase|annee de|date de)\b))"
    r"[^.,?!\n\x02]{0,30}"
)
_SEVERAL = re.compile(r"(?P<words>(?: [a-z0-9']+){1,3})[ .!]*")  # « mot de passe : chat noir »
_NUMBERED = re.compile(r"(?P<word>[A-Za-z][a-z]{2,14}) \d{1,6}(?=[ .!]*(?:$|\n))")
"""« mdp Loulou 44 », all that is left of the message."""
_QUOTED = re.compile(r"(?P<words>[^\"'\n\x02]{3,40})[\"']")
_DEMANDED = re.compile(r"\b(?:caracteres?|chiffres?(?! \d)|lettres?|majuscules?|minimum)\b")
"""« mot de passe : "8 caractères minimum" » is what a site asks for."""
_END = re.compile(r"[ .!]*\Z")
_ANNOUNCING = (":", "=", "est", "etait", " c ")
_SENTENCE = frozenset(
    "oublie oubliee perdu perdue incorrect invalide errone bloque faux refuse non pas plus ne marche inconnu "
    "expire change changer reinitialise impossible toujours jamais depuis sur svp merci comment pourquoi "
    "help aide il elle je que qui quoi est et ou mais quand avec dans pour par bon mauvais jai donne "
    "trop probleme connexion souci bug erreur demande reinitialisation nouveau ancien refus caf compte site a "
    "le la les un une de "
    "du des en ai est-ce peut faut comme sa ca ce c j il y n'ai n'est j'ai l'ai qu'est".split()
)
_DESCRIBED = re.compile(  # « c'est le prénom de mon fils puis 2012 », « il commence par Fanta et finit par 59 »
    r"(?:il |qui )?(?:commence|debute) par [^.?!\n\x02]{1,24}? (?:finit|se termine|termine) par [^\s\x02]{0,12}\d"
    r"[^\s\x02]{0,12}"
    r"|(?:le |la |mon |ma |l'|les )?(?:prenom|nom|surnom|date|annee|ville|departement)\b[^.?!\n\x02]{0,60}?"
    r"(?:\b(?:puis|suivie?|collee?|avec|plus|et)\b|[+&])[^.?!\n\x02]{0,30}?"
    r"(?:\d(?: ?\d){1,7}|point d'exclamation|etoile|diese|arobase)"
    r"[^.,?!\n\x02]{0,30}"
)
_TYPED = re.compile(r"\b(?:avec|mets|tape|saisis|rentre|essaye|essaie|mis|tape|saisi|rentre|entre|c'est) (?=[^\s\x02])")
_SIGNED_IN = re.compile(r"\bmots? (?:de |2 )?pass|\bmdp\b|\brefus|\binvalide|\bincorrect|\bconnect(?!ion internet)")
_BESIDE_MAIL = re.compile(r"@[a-z0-9\-]+\.[a-z]{2,6}(?: ?[/|:;,+\-] ?| et )(?=[^\s\x02])")
_LINKED = re.compile(  # nothing but a space, or what says « here it is », or « and »
    r"[ ]?(?:[\"'(/,]|et|puis)?[ ]?[\"'(]?"
    r"|[^?!;\n]{0,50}(?:[:=>]|\b(?:est|c|cest|sont|etait|ct|mis|mets|tape)\b)[^?!;\n]{0,24}"
)
_SITES = frozenset("franceconnect francetravail caffr youtube whatsapp moncompte".split())
_LABEL_REACH, _PASSWORD_REACH = 60, 90
_AS_REACH = 6
_SHORTEST = 4


def recognise(view: View, context: Context) -> Iterator[Match]:
    """Yield the passwords and codes of a message."""
    text = view.text
    if context.speaks_of(Kind.SECRET) and (alone := _alone(view.cased)) is not None:
        yield Match(*alone.span(), Kind.SECRET, "secret.awaited", "such a word after talk of it", GUESSED)
    for access in _PASSWORD.finditer(text):
        described = _DESCRIBED.match(text, access.end()) or _composed_after(text, access)
        span = described.span() if described is not None else _password_after(view, access)
        if span is not None:
            # « Gr@nola0 » is no mailbox: the word that stands before it settles that
            weight = LABELLED + ("@" in text[slice(*span)] and "." not in text[slice(*span)].partition("@")[2])
            yield Match(*span, Kind.SECRET, "secret.password", "word after « mot de passe »", weight)
    for access in _LABEL.finditer(text) if view.digits else ():
        for span in _shaped_after(view, access.end()):
            yield Match(*span, Kind.SECRET, "secret.shaped", "mixed word after a word of access", TOLD)
    for found in _BEFORE.finditer(text) if any(name in text for name in _NAMES) else ():
        value = view.cased[slice(*found.span(1))]
        if _LOOKS_SECRET.fullmatch(value) and _is_given(text, found, value):
            evidence = "word before « mot de passe »"
            yield Match(*found.span(1), Kind.SECRET, "secret.password", evidence, LABELLED)
    yield from _typed(view)


def _is_given(text: str, found: re.Match[str], value: str) -> bool:
    """Whether a mixed word before « mot de passe » is that password, by what joins them or by its form."""
    if found["how"] is None and OTHER_WORD.fullmatch(value.lower()):  # « iphone12 mon mot de passe… »
        return False
    if found["how"] not in _NEED_FORM:
        return True
    return _HIDDEN.fullmatch(value) is not None or _CHOSEN.search(text, 0, found.start()) is not None


def _typed(view: View) -> Iterator[Match]:
    """Yield the words that only a password looks like, typed to sign in or given beside a mailbox."""
    if not view.digits:
        return
    places = [*_BESIDE_MAIL.finditer(view.text)]
    if _SIGNED_IN.search(view.text):
        places += _TYPED.finditer(view.text)
    for place in places:
        word = _MIXED.match(view.cased, place.end())
        if word is not None and "@" not in word[0] and not OTHER_WORD.fullmatch(word[0].lower()):
            yield Match(*word.span(), Kind.SECRET, "secret.typed", "mixed word, typed to sign in", TOLD)


def _alone(cased: str) -> re.Match[str] | None:
    """Return the value that is all of a message, « c'est » and the final point left out."""
    start = lead.end() if (lead := _ALONE.match(cased)) else 0
    stop = len(cased.rstrip(" ."))
    return _HIDDEN.fullmatch(cased, start, stop) or _MIXED.fullmatch(cased, start, stop)


def _shaped_after(view: View, position: int) -> Iterator[tuple[int, int]]:
    """Yield the words, linked to a word of access, that only a password looks like."""
    for word in _MIXED.finditer(view.cased, position, position + _LABEL_REACH):
        if _LINKED.fullmatch(view.text, position, word.start()) is None:
            return
        if "@" not in word[0] and not _FILE_NUMBER.fullmatch(word[0].lower()):
            yield word.span()
            position = word.end()


def _password_after(view: View, access: re.Match[str]) -> tuple[int, int] | None:
    """Return the span of the password that follows its announcement."""
    link = access["link"]
    as_password = view.text[max(0, access.start() - _AS_REACH) : access.start()].endswith(("comme ", "en "))
    announced = as_password or any(sign in link for sign in _ANNOUNCING) or access[0].startswith("question")
    if announced and (quoted := _quoted_after(view, access)) is not None:
        return quoted
    reach = access.end(), access.end() + _PASSWORD_REACH
    hidden = _HIDDEN.search(view.cased, *reach) or _MIXED.search(view.cased, *reach)
    token = _DIGIT_RUN.match(view.text, access.end()) or _TOKEN.match(view.cased, access.end())
    if token is None:
        return hidden.span() if hidden else None
    word = token[0].rstrip(".,;:)?\"'") if not token[0].endswith(("!", "*", "#")) else token[0]
    span = token.start(), token.start() + len(word)
    if access[0].endswith(("'", '"')) and len(word) > _SHORTEST and not is_common(word.lower()):
        return span
    if _LOOKS_SECRET.fullmatch(word) and word.lower() not in _SITES:
        return span
    if not hidden and (numbered := _NUMBERED.match(view.cased, span[0])) and not _is_said(numbered["word"].lower()):
        return numbered.span()
    return hidden.span() if hidden else _plain_after(view, span, announced=announced, signed=link)


def _is_said(word: str) -> bool:
    """Whether a word is one that people say of their password: « mdp Erreur 503 »."""
    return word in _SENTENCE or is_common(word, FREQUENT_WORDS)


def _composed_after(text: str, access: re.Match[str]) -> re.Match[str] | None:
    """Return a word and what follows it in the password, in words: « papillon suivi de 33 »."""
    composed = _COMPOSED.match(text, access.end())
    if (
        composed is None
        or composed["word"] in _SENTENCE
        or _DEMANDED.search(text, composed.start("link"), composed.end())
    ):
        return None
    sure = composed["link"].strip(" ,") not in ("et", "avec", "plus") or composed["at_end"] or composed["told"]
    return composed if sure or any(sign in access["link"] for sign in _ANNOUNCING) else None


def _quoted_after(view: View, access: re.Match[str]) -> tuple[int, int] | None:
    """« mon mot de passe c'est "papa maman 3" »: several words between the quotes that close the announcement."""
    quoted = _QUOTED.match(view.text, access.end()) if access[0].endswith(("'", '"')) else None
    if quoted is None or " " not in quoted["words"] or _DEMANDED.search(quoted["words"]):
        return None
    return quoted.span("words") if _SENTENCE.isdisjoint(quoted["words"].split()) else None


def _plain_after(view: View, span: tuple[int, int], *, announced: bool, signed: str) -> tuple[int, int] | None:
    """Return the span of a password that looks like an ordinary word: one that no sentence would put there."""
    start, end = span
    word = view.cased[start:end]
    spelled = _WRITTEN_SO.match(view.text, end) is not None
    if not (announced or spelled) or not _PLAIN.fullmatch(word.lower()) or len(word) < _SHORTEST:
        return None
    if word.lower() in _SENTENCE:
        return None
    if spelled or _END.match(view.text, end) or (word[0].isupper() and not view.cased.isupper()):
        return span
    if {":", "="}.isdisjoint(signed) and not any(char.isdigit() for char in view.text[end : end + _LABEL_REACH]):
        return None
    several = _SEVERAL.fullmatch(view.text, end)
    if several is None or not _SENTENCE.isdisjoint(several["words"].split()):
        return None
    return start, several.end("words")
