"""Password or code: what opens an account.

Source: the Caf and the CNIL ask that nobody be told them; since the NIR is the login of « Mon Compte », the
pair is enough to steal benefits.

Algorithm:

* password: after « mot de passe », « mdp », « password » (and a verb or a colon), the next word if it looks
  like a password (a digit, a sign, capitals inside, letters spelled out), or any word after a colon or
  « c'est » that no sentence would put there; also before « comme mot de passe », also in brackets;
* code: four to eight digits near « code » with a word that makes it secret (sms, reçu, pin, confidentiel,
  activation…), or right after « code » itself; postal, error, APE and Insee codes are left out;
* letters and digits mixed after a code that is said to be secret (« code d'activation : AB12-CD34 »);
* a word that only a password looks like, after a word that tells less (« identifiants », « code d'accès »);
* alone in a message, when the turns before spoke of such a code (:mod:`bot.charter.privacy.context`).

Worked example (invented): ``mdp Doudou-0000``, ``le code reçu par sms c'est 000000``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import GUESSED, LABELLED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labelled import is_quantity
from bot.charter.privacy.labels import ANY_NUMBER, LEXICON, PUBLIC, label, words_after, words_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_PASSWORD = re.compile(
    r"(?:\b(?:mots? (?:d[eu]?|2) ?pass?e?s?|mo de pass?e?|"
    r"reponse secrete|reponse (?:a|de) (?:la|ma) question (?:secrete|de securite)|"
    r"mot pass?e?|mod?e? ?passe|mdp|m[ .]d[ .]p|passe?(?= ?[:=])|pass(?= caf)|"
    r"motdepass?e?|password|"
    r"pass ?word|pwd|cles? d'?acces|question (?:secrete|de securite)[^.?!\n\x02]{0,40}?\breponse)\b)"
    r"(?P<link>(?: (?:caf|perso|actuel|est|c'est|cest|c(?!\.)|c t|ct|c'etait|cetait|sera|etait|"
    r"provisoire|temporaire|"
    r"que j'utilise|que je (?:mets|tape|rentre)|que j'ai (?:choisi|cree|tape)|que vous m'avez (?:donne|envoye)|"
    r"lettre par lettre|du compte|compte|mon compte|de mon compte|pour|la|le|ma|mon|is|que j'ai mis|"
    r"actuellement|internet|site|secret)\b)*[ ]?[:=(>\"'-]*[ ]?)"
)
_LABEL = re.compile(  # words that tell less: the value must look like one by itself
    r"\b(?:pass?|passe|codes? d'?acces|code (?:secret|caf|ameli|perso|internet|provisoire|d'activation)|"
    r"identifiants|ids?|identifiant et (?:code|pass|mdp)|login|logins|connexion|acces|mp(?= ?[:=])|"
    r"connecte[rz]? avec)\b"
)
_KEY = re.compile(  # « code d'activation : AB12-CD34 »: a code of letters and digits after a word that makes it secret
    r"\bcodes? (?:(?:d'|de |l'|par |le |la |du )?(?:activation|acces|securite|connexion|validation|verification|"
    r"confirmation|deblocage|secret|confidentiel|provisoire|temporaire|sms|recu|perso[a-z]*|"
    r"franceconnect)[ :=]{0,3}){1,3}"
    r"(?:(?:est|c'est|cest|c|le|=) ?:? ?){0,2}"
    r"(?P<value>(?=[a-z\-]*\d)(?=[\d\-]*[a-z])[a-z0-9]{1,12}(?:-[a-z0-9]{1,12}){0,5})(?![a-z0-9])"
)
_AFTER_VALUE = re.compile(
    r"(?<![\w.,/+])(?<!\d[ .\-])(?P<value>\d(?:[ .\-]?\d){3,7}|"
    r"(?=(?:\d*[a-z]){2})(?=(?:[a-z]*\d){2})[a-z0-9]{5,10})(?:[ ,]{1,2}(?:c'?est|est|comme|voila|c|=) ?|[ ]|"
    r", ?(?=le|mon|ma))(?:bien )?"
    r"(?:le|mon|ma|son|un|votre|ton)?[ ]?"
    r"(?:code|mdp|pin|mots? de passe)\b(?P<rest>[^.,;!?\n]{0,12})"
)
_TOKEN = re.compile(r"(?:[^\s\x02](?:[ .\-][^\s\x02](?!\w))+|[^\s\x02]{3,40})")
_BEFORE = re.compile(
    r"([^\s\x02]{4,40})(?: ?[')\"])?,? (?P<how>comme|en|pour|dans|est|c'?est|voila|c) "
    r"(?:(?:mon|le|la case|un|ce|du) )?(?:mots? de passe|mdp|motdepasse|password)"
)
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
_OTHER_WORD = re.compile(rf"{_FILE_NUMBER.pattern}|(?:windows|android|iphone|ios|firefox|chrome|edge|safari|galaxy).*")
_ALONE = re.compile(r"(?:(?:c'est|c|voila|voici|oui|ok|donc|le|il est|essayez|tenez) ?[:,]? ){0,2}", re.IGNORECASE)
_WORDS = re.compile("[a-z]+")
_CHOSEN = re.compile(r"\b(?:choisi|mis|pris|cree) \Z")
_AIMS = frozenset({"pour", "dans", "en"})
"""« j'appelle le 3230 pour mon mot de passe »: after these the value must look like a password by itself."""
_PLAIN = re.compile(r"[a-z']+")
_WRITTEN_SO = re.compile(
    r"[ ,(]{1,3}(?:tout )?(?:en |avec |sans )?(?:une? )?(?:minuscule|majuscule|attache|espace|accent)"
)
_SEVERAL = re.compile(r"(?P<words>(?: [a-z0-9']+){1,3})[ .!]*")  # « mot de passe : chat noir »
_SENTENCE = frozenset(
    "oublie oubliee perdu perdue incorrect invalide errone bloque faux refuse non pas plus ne marche inconnu "
    "expire change changer reinitialise impossible toujours jamais depuis sur svp merci comment pourquoi "
    "help aide il elle je que qui quoi est et ou mais quand avec dans pour par bon mauvais jai donne "
    "trop probleme connexion souci bug erreur demande reinitialisation nouveau ancien refus caf compte site a "
    "le la les un une de "
    "du des en ai est-ce peut faut comme sa ca ce c j il y n'ai n'est j'ai l'ai qu'est".split()
)
_TEXTED = re.compile(  # a code for one use, told by the way it came
    r"(?<![\d.,/+])(?P<before>\d{3}[ \-]?\d{3}|(?!20[0-4])\d{4}|\d{8})(?![\d/%€])(?=,? (?:(?:recue?s?|envoyee?s?) )?"
    r"(?:par|dans (?:le|un)|sur (?:mon|le)) (?:sms|texto|message|tel|portable|mail)\b)"
    r"|\b(?:sms|texto)(?: (?:recu|de la caf|caf|hier|ce matin|avec|qui dit|disant|c'est|est|le code)){0,3} ?[:,]? "
    r"(?P<after>\d{3}[ \-]?\d{3}|\d{8})(?![\d/%€]| ?\d)"
)
_DESCRIBED = re.compile(  # « c'est le prénom de mon fils puis 2012 »
    r"(?:le |la |mon |ma |l'|les )?(?:prenom|nom|surnom|date|annee|ville|departement)\b[^.?!\n\x02]{0,60}?"
    r"\b(?:puis|suivie?|avec|plus|et)\b[^.?!\n\x02]{0,30}?(?:\d{2,8}|point d'exclamation|etoile|diese|arobase)"
    r"[^.,?!\n\x02]{0,30}"
)
_TYPED = re.compile(r"\b(?:avec|mets|tape|saisis|rentre|essaye|essaie|mis|tape|saisi|rentre|entre) (?=[^\s\x02])")
_SIGNED_IN = re.compile(r"\bmots? (?:de |2 )?pass|\bmdp\b|\brefus|\binvalide|\bincorrect|\bconnect(?!ion internet)")
_BESIDE_MAIL = re.compile(r"@[a-z0-9\-]+\.[a-z]{2,6}(?: ?[/|:;,+\-] ?| et )(?=[^\s\x02])")
_CODE = re.compile(r"\b(?:(?:digi)?codes?|pin|otp|cryptogramme|crypto|cvv|cvc)\b")
_DIGITS = re.compile(r"(?<![\d.,/+])\d(?:[ .\-]?\d){2,8}(?![\d/]|[.,]\d)")
_ALNUM = re.compile(r"(?<![\w.,/+'-])(?=(?:\d*[a-z]){2})(?=(?:[a-z]*\d){2})[a-z0-9]{5,10}(?![\w/])")
_QUALIFIERS = frozenset(
    "sms recu recois secret pin confidentiel activation envoye envoyer envoi verification confirmation "
    "provisoire temporaire chiffres acces securite connexion usage unique valider validation crypto cryptogramme cvv "
    "franceconnect ameli connexion mets mis tape saisi saisis rentre essaye "
    "cvc perso personnel texto lettre courrier caf compte carte connect est cest c".split()
)
_PUBLIC = frozenset(
    "postal postale erreur error ape naf insee naf promo commune barre page route travail civil cp sociale consommation".split()
)
_LINKED = re.compile(  # nothing but a space, or what says « here it is », or « and »
    r"[ ]?(?:[\"'(/,]|et|puis)?[ ]?[\"'(]?"
    r"|[^?!;\n]{0,50}(?:[:=>]|\b(?:est|c|cest|sont|etait|ct|mis|mets|tape)\b)[^?!;\n]{0,10}"
)
_SERVICES = frozenset({"3230", "3949", "3646", "3960", "3939"})
"""Short telephone numbers of the public services."""
_SITES = frozenset("franceconnect francetravail caffr youtube whatsapp moncompte".split())
_CODE_REACH, _PASSWORD_REACH = 60, 90
_AS_REACH = 6
_COPULAS = frozenset("est c cest ce ct etait c'est voila sera le mon ancien actuel nouveau".split())
_BARE_CODES = ("code", "mdp", "pin", "mot")
_SHORTEST, _POSTAL = 4, 5


def recognise(view: View, context: Context) -> Iterator[Match]:
    """Yield the passwords and codes of a message."""
    text = view.text
    if context.speaks_of(Kind.SECRET) and (alone := _alone(view.cased)) is not None:
        yield Match(*alone.span(), Kind.SECRET, "secret.awaited", "such a word after talk of it", GUESSED)
    for access in _PASSWORD.finditer(text):
        if (span := _password_after(view, access)) is not None:
            # « Gr@nola0 » is no mailbox: the word that stands before it settles that
            weight = LABELLED + ("@" in text[slice(*span)] and "." not in text[slice(*span)].partition("@")[2])
            yield Match(*span, Kind.SECRET, "secret.password", "word after « mot de passe »", weight)
    for access in _LABEL.finditer(text) if view.digits else ():
        for span in _shaped_after(view, access.end()):
            yield Match(*span, Kind.SECRET, "secret.shaped", "mixed word after a word of access", TOLD)
    for found in _AFTER_VALUE.finditer(text) if view.digits else ():
        if not _is_public(_WORDS.findall(found["rest"])) and not _is_listed(text, found):
            yield Match(*found.span("value"), Kind.SECRET, "secret.code", "digits before « code »", TOLD)
    for found in _KEY.finditer(text) if "code" in text else ():
        if len(found["value"]) > _SHORTEST:
            yield Match(*found.span("value"), Kind.SECRET, "secret.key", "letters and digits after « code »", TOLD)
    for found in _BEFORE.finditer(text):
        value = view.cased[slice(*found.span(1))]
        if _LOOKS_SECRET.fullmatch(value) and (
            found["how"] not in _AIMS or _HIDDEN.fullmatch(value) or _CHOSEN.search(text, 0, found.start())
        ):
            evidence = "word before « mot de passe »"
            yield Match(*found.span(1), Kind.SECRET, "secret.password", evidence, LABELLED)
    for texted in _TEXTED.finditer(text) if view.digits else ():
        group = texted.lastgroup or "before"
        if texted[group] not in _SERVICES and not is_quantity(text, *texted.span(group)):
            yield Match(*texted.span(group), Kind.SECRET, "secret.texted", "digits that came by sms", TOLD)
    yield from _codes(text)
    yield from _typed(view)


def _typed(view: View) -> Iterator[Match]:
    """Yield the words that only a password looks like, typed to sign in or given beside a mailbox."""
    if not view.digits:
        return
    places = [*_BESIDE_MAIL.finditer(view.text)]
    if _SIGNED_IN.search(view.text):
        places += _TYPED.finditer(view.text)
    for place in places:
        word = _MIXED.match(view.cased, place.end())
        if word is not None and "@" not in word[0] and not _OTHER_WORD.fullmatch(word[0].lower()):
            yield Match(*word.span(), Kind.SECRET, "secret.typed", "mixed word, typed to sign in", TOLD)


def _is_listed(text: str, found: re.Match[str]) -> bool:
    """« identifiant 1234567 code 66108233 »: what stands before « code » is the number that was told before it."""
    start, end = found.span("value")
    said = label(text, start, end, ANY_NUMBER - {Kind.SECRET})
    return text[end : end + 6].lstrip(" ,").startswith(_BARE_CODES) and said is not None and said.before and not said.gap


def _codes(text: str) -> Iterator[Match]:
    """Yield the codes after « code »."""
    for code in _CODE.finditer(text):
        digits = _DIGITS.search(text, code.end(), code.end() + _CODE_REACH) or _ALNUM.search(
            text, code.end(), code.end() + _CODE_REACH
        )
        if digits is not None and _is_secret_code(text, code, digits):
            yield Match(*digits.span(), Kind.SECRET, "secret.code", "digits after « code »", TOLD)


def _alone(cased: str) -> re.Match[str] | None:
    """Return the value that is all of a message, « c'est » and the final point left out."""
    start = lead.end() if (lead := _ALONE.match(cased)) else 0
    stop = len(cased.rstrip(" ."))
    return _HIDDEN.fullmatch(cased, start, stop) or _MIXED.fullmatch(cased, start, stop)


def _shaped_after(view: View, position: int) -> Iterator[tuple[int, int]]:
    """Yield the words, linked to a word of access, that only a password looks like."""
    for word in _MIXED.finditer(view.cased, position, position + _CODE_REACH):
        if _LINKED.fullmatch(view.text, position, word.start()) is None:
            return
        if "@" not in word[0] and not _FILE_NUMBER.fullmatch(word[0].lower()):
            yield word.span()
            position = word.end()


def _password_after(view: View, access: re.Match[str]) -> tuple[int, int] | None:
    reach = access.end(), access.end() + _PASSWORD_REACH
    hidden = _HIDDEN.search(view.cased, *reach) or _MIXED.search(view.cased, *reach)
    token = _DIGIT_RUN.match(view.text, access.end()) or _TOKEN.match(view.cased, access.end())
    if token is None:
        return hidden.span() if hidden else None
    described = _DESCRIBED.match(view.text, access.end())
    if described is not None:
        return described.span()
    word = token[0].rstrip(".,;:)?\"'") if not token[0].endswith(("!", "*", "#")) else token[0]
    start = token.start()
    link = access["link"]
    if _LOOKS_SECRET.fullmatch(word) and word.lower() not in _SITES:
        return start, start + len(word)
    if hidden is not None:
        return hidden.span()
    as_password = view.text[max(0, access.start() - _AS_REACH) : access.start()].endswith(("comme ", "en "))
    announced = as_password or ":" in link or "=" in link or "est" in link or "etait" in link
    lowered = word.lower()
    rest = view.text[start + len(word) :]
    spelled = _WRITTEN_SO.match(rest) is not None
    if (announced or spelled) and _PLAIN.fullmatch(lowered) and len(word) >= _SHORTEST and lowered not in _SENTENCE:
        last = not rest.strip(" .!")
        if last or spelled or (word[0].isupper() and not view.cased.isupper()):
            return start, start + len(word)
        signed = not {":", "="}.isdisjoint(link) or any(char.isdigit() for char in rest)
        several = _SEVERAL.fullmatch(rest) if signed else None
        if several is not None and _SENTENCE.isdisjoint(several[0].split()):
            return start, start + len(word) + several.end("words")
    return None


def _is_secret_code(text: str, access: re.Match[str], digits: re.Match[str]) -> bool:
    between = _WORDS.findall(text, access.end(), digits.start())
    if _is_public(between):
        return False
    if is_quantity(text, *digits.span()):
        return False
    around = [*between, *words_before(text, access.start(), 25)]
    length = sum(char.isalnum() for char in digits[0])
    if access[0].startswith("c") and access[0] not in ("code", "codes"):
        return True
    if length < _SHORTEST or digits[0].replace(" ", "") in _SERVICES:
        return False
    qualified = not _QUALIFIERS.isdisjoint(around) or not _QUALIFIERS.isdisjoint(words_after(text, digits.end(), 20))
    return qualified or (_COPULAS.issuperset(between) and length != _POSTAL)


def _is_public(words: list[str]) -> bool:
    return not _PUBLIC.isdisjoint(words) or any(LEXICON.get(word) == PUBLIC for word in words)
