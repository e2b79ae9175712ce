"""Code that opens an account or confirms an act: sent by sms, by letter, or chosen (PIN).

Source: as for passwords (:mod:`bot.charter.privacy.secret`): the Caf and the CNIL ask that nobody be told them.

Algorithm:

* four to eight digits near « code » with a word that makes it secret (sms, reçu, pin, confidentiel, activation…), or
  right after « code » itself; postal, APE and Insee codes are left out,
  and short ones that a screen shows when something goes wrong;
* letters and digits mixed after a code that is said to be secret (« code d'activation : AB12-CD34 »);
* letters and digits mixed, or six digits, that came « pour activer mon compte »;
* digits just before « c'est mon code », unless another label stands before them;
* six or eight digits that came « par sms », and six that nothing else explains in talk of a text message.

Worked example (invented): ``le code reçu par sms c'est 000000``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import GUESSED, LABELLED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labelled import is_quantity
from bot.charter.privacy.labels import ANY_NUMBER, GENERIC, LEXICON, PUBLIC, label, words_after, words_before
from bot.charter.privacy.secret import DEVICE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_KEY = re.compile(  # « code d'activation : AB12-CD34 »: a code of letters and digits after a word that makes it secret
    r"\b(?:(?:digi|pass)codes?[ :=]{1,3}|codes? "
    r"(?:(?:d'|de |l'|par |le |la |du |dans |ma |mon |une? ){0,2}(?:activation|acces|securite|connexion|"
    r"validation|verification|confirmation|deblocage|secret|confidentiel|provisoire|temporaire|initial|unique|usage|sms|texto|mail|lettre|"
    r"courrier|poste|papier|boite|caf|recu|envoye|donne|hier|ce matin|perso[a-z]*|"
    r"franceconnect)\b[ :=]{0,3}){1,6})"
    r"(?:(?:est|c'est|cest|c|le|=) ?:? ?){0,2}"
    r"(?P<value>(?=[a-z\-]*\d)(?=[\d\-]*[a-z])[a-z0-9]{1,12}"
    r"(?:(?:-| (?=[a-z]{0,6}\d)(?=\d{0,6}[a-z]))[a-z0-9]{1,12}){0,5})(?![a-z0-9])"
)
_AFTER_VALUE = re.compile(
    r"(?<![\w.,/+])(?<!\d[ .\-])(?P<value>\d(?:[ .\-]?\d){3,7}|\d(?P<sign>[^0-9a-z\x02€%=]{1,4})\d(?:(?P=sign)\d){2,6}|"
    r"(?=(?:\d*[a-z]){2})(?=(?:[a-z]*\d){2})[a-z0-9]{5,10})(?:[ ,]{1,2}(?:c'?est|est|comme|voila|c|=) ?|[ ]|"
    r", ?(?=le|mon|ma))(?:bien )?"
    r"(?:le|mon|ma|son|un|votre|ton)?[ ]?"
    r"(?:code|mdp|pin|mots? de passe)\b(?P<rest>[^.,;!?\n]{0,12})"
)
_SAYS = (
    r"recu|de la caf|de france ?connect|d'ameli|caf|hier|ce matin|avec|me|qui|dit|disant|disait|indiqu[a-z]{1,4}|"
    r"affich[a-z]{1,4}|donn[a-z]{1,4}|cont(?:ient|enait)|marquee?|ecrit|(?:il )?y (?:a|avait)|j'(?:ai|avais)|"
    r"c'est|c'etait|est|etait|le code|dedans"
)
"""How people tell what a text message holds."""
_TEXTED = re.compile(  # a code for one use, told by the way it came
    r"(?<![\d.,/+])(?P<before>\d{3}[ \-]?\d{3}|(?!20[0-4])\d{4}|\d{8})(?![\d/%€])"
    r"(?=,? (?:c'?est (?:ce )?(?:que |qu')(?:ils?|elle|on|vous|la caf) (?:m'|on |me )?(?:ont |a |avez )?)?"
    r"(?:(?:recue?s?|envoyee?s?) )?(?:(?:a l'instant|hier|ce matin|ce soir|tout a l'heure|aujourd'hui|encore) )?"
    r"(?:par|dans (?:le|un)|sur (?:mon|le)) (?:sms|texto|message|tel|portable|mail)\b)"
    rf"|\b(?:sms|texto)(?: (?:{_SAYS})){{0,4}} ?[:,]? "
    r"(?P<after>\d{3}[ \-]?\d{3}|\d\d \d\d \d\d|\d{8})(?![\d/%€]| ?\d)"
    rf"|\b(?:message|mail|notif|notification)(?: (?:{_SAYS})){{1,4}} ?[:,]? "
    r"(?P<inside>\d{3}[ \-]?\d{3})(?![\d/%€]| ?\d)"
    r"|\b(?:m'(?:a|ont|avez) (?:envoye|donne)|tapee?|saisi[es]?|recue?s?|donner|communiquer)"
    r"(?: par (?:mail|message))? (?:c'est |c )?(?:le |ca |ce (?:chiffre|nombre|numero) |: )?"
    r"(?P<sent>\d{3}[ \-]?\d{3})(?![\d/%€]| ?\d)"
)
_SIX = re.compile(r"(?<![\w.,/+\-])(?<!\d )(?:\d{6}|[1-9]\d\d[ \-]\d{3})(?![\w/%€+\-]|[.,]\d| ?\d)")
_SHORT_MESSAGES = frozenset({"sms", "texto", "textos"})
"""A number of six digits that nothing else explains, beside these, is what came in one."""
_COUNTED = re.compile(  # « le site m'a envoyé 6 chiffres : 740 256 »
    r"\b(?:envoy|recu|donn|affich)[a-z]{0,4}\b[^.;!?\n\d]{0,20}[4-8] chiffres\b[ :,=]{1,3}(?:c'est |le )?"
    r"(?P<value>\d{3} ?\d{3}|\d{4,8})(?![\d/%€]| ?\d)"
)
_ACTIVATED = re.compile(  # « pour activer mon compte j'ai eu AB12CD »
    r"\b(?:activ|valid|confirm|debloqu|deverrouill|connect)er?\b[^.;!?\n\d]{0,40}"
    r"\b(?:(?:eu|recu|donnee?|mis|tapee?|rentree?|saisi)(?: (?:le|ca|sa))? ?:? ?"
    r"(?P<mixed>(?=[a-z]{0,8}\d)(?=\d{0,8}[a-z])[a-z0-9]{5,10})"
    r"|(?:eu|recu)(?: le)? ?:? ?(?P<digits>\d{6}|\d{3} \d{3}))(?![\w/%€]| ?eur)"
)
_NAMES = ("code", "mdp", "pin", "de passe")
_CARRIERS = frozenset(
    "sms texto message tel portable mail notif notification envoye donne donner communiquer recu recus recue "
    "tape tapee saisi".split()
)
_CODE = re.compile(
    r"\b(?:(?:digi|pass)?codes?|code(?:d'?)?(?:activation|acces|secret|securite|sms|recu|pin|caf|confidentiel|provisoire)|"
    r"pin|otp|cryptogramme|crypto|cvv|cvc|"
    r"(?:numero|chiffres?|combinaison) secrete?s?|cles? (?:de securite|secrete))\b"
)
_DIGITS = re.compile(r"(?<![\d.,/+])\d(?:[ .\-]{0,3}\d){2,8}(?![\d/]|[.,]\d)")
_ONE_BY_ONE = re.compile(r"(?<![\d.,/+])\d( et |[^0-9a-z\x02€%=]{1,4})\d(?:\1\d){2,6}(?!\1?\d)")
"""« 1 . 2 . 3 . 4 », « 1, 2, 3, 4 », « (1)(2)(3)(4) »: the same signs between every two digits."""
_ALNUM = re.compile(r"(?<![\w.,/+'-])(?=(?:\d*[a-z]){2})(?=(?:[a-z]*\d){2})[a-z0-9]{5,10}(?![\w/])")
_QUALIFIER = re.compile(  # words, then beginnings of words
    r"(?:sms|recu|recois|pin|chiffres|usage|unique|crypto|cvv|cvc|fa|franceconnect|ameli|mets|mis|texto|lettre|courrier|"
    r"caf|compte|carte|est|cest|c)\Z"
    r"|secr|confiden|donn|telephon|activ(?!ite)|envo[iy]|verif|confirm|connect|provis|temporai|acces(?!s)|securi|connex|valid(?!ite)|cryptog|deverrou|debloc|authent|messager|banqu|"
    r"tape|saisi|rentr(?!ee)|essay|perso(?!nnes?\Z)"
)
_OF_ERROR = re.compile(  # what a screen shows when something goes wrong; what follows it is said of the screen
    r"(?:erreurs?|bug|anomalie|panne|incident|technique|retour|statut|affiche|affichent|apparait|apparu|marque|message)\Z"
    r"|indispo|introuv|expire|session|reessay|veuil|interne|maintenance|serveur|requete|quoi\Z|signifi|inconnu"
)
_OF_SOMEBODY = re.compile(
    r"(?:sms|recue?s?|recois|pin|texto|otp|lettre|courrier)\Z"
    r"|secr|confiden|activ(?!ite)|provis|temporai|verif|securi|tape|saisi|rentr(?!ee)|donn|envo[iy]|mets|essay"
)
_OWN = frozenset({"mon", "mes", "ma", "notre"})
_CLAUSE = re.compile(r"(?:[,;.\n]|\bmais\b)((?:(?!\bmais\b)[^,;.\n])*)\Z")
"""What was said last before the digits: « mon code, mon identifiant est 1234567 »."""
_TYPED = re.compile(r"\b(?:mets|mis|tapee?|saisi[es]?|rentree?) (?P<value>\d{3} ?\d{3}|\d{8})(?![\d/%€]| ?\d| ?eur)")
_ON_CARD = re.compile(
    r"\b(?:3|trois) (?:derniers )?chiffres (?:au dos|derriere|au verso|a l'arriere)[^\d.;!?\n]{0,30}"
    r"(?P<value>\d{3})(?!\d)"
)
_PUBLIC = frozenset(
    "ville region pays postal postale erreur error ape naf insee naf promo commune barre page route travail civil cp "
    "sociale consommation".split()
)
_SERVICES = frozenset({"3230", "3949", "3646", "3960", "3939"})
"""Short telephone numbers of the public services."""
_COPULAS = frozenset("is est c cest ce ct etait c'est voila sera le mon ancien actuel nouveau".split())
_BARE_CODES = re.compile(r"[ ,]{1,2}(?:(?:et |, ?)?(?:le|mon|ma) )?(?:code|mdp|pin|mot)")
_WORDS = re.compile("[a-z]+")
_CODE_REACH = 60
_SHORTEST, _POSTAL = 4, 5
_LONGEST_ERROR, _ERROR_NEAR = 5, 4


def recognise(view: View, _context: Context) -> Iterator[Match]:
    """Yield the codes of a message."""
    text = view.text
    for found in _AFTER_VALUE.finditer(text) if any(name in text for name in _NAMES) else ():
        if not (_is_public(_WORDS.findall(found["rest"])) or _is_listed(text, found) or DEVICE.match(found["value"])):
            weight = TOLD if LEXICON.get("".join(_WORDS.findall(found["rest"])[:1])) == Kind.ALLOC else LABELLED
            yield Match(*found.span("value"), Kind.SECRET, "secret.code", "digits before « code »", weight)
    for found in _KEY.finditer(text) if "code" in text else ():
        if len(found["value"]) > _SHORTEST:
            yield Match(*found.span("value"), Kind.SECRET, "secret.key", "letters and digits after « code »", TOLD)
    for texted in _TEXTED.finditer(text) if not view.words.isdisjoint(_CARRIERS) else ():
        group = texted.lastgroup or "before"
        if texted[group] not in _SERVICES and not is_quantity(text, *texted.span(group)):
            yield Match(*texted.span(group), Kind.SECRET, "secret.texted", "digits that came by sms", TOLD)
    for found in _SIX.finditer(text) if not view.words.isdisjoint(_SHORT_MESSAGES) else ():
        said = label(text, *found.span())
        if (said is None or said.tells == Kind.PHONE) and not is_quantity(text, *found.span()):
            yield Match(*found.span(), Kind.SECRET, "secret.texted", "six digits in talk of a text message", GUESSED)
    for found in _ON_CARD.finditer(text) if "chiffres" in view.words else ():
        yield Match(*found.span("value"), Kind.SECRET, "secret.card", "digits on the back of a card", TOLD)
    for found in _COUNTED.finditer(text) if "chiffres" in view.words else ():
        yield Match(*found.span("value"), Kind.SECRET, "secret.counted", "digits that came, told by their count", TOLD)
    for found in _ACTIVATED.finditer(text):
        yield Match(
            *found.span(found.lastgroup or 0), Kind.SECRET, "secret.activated", "what came to open an account", TOLD
        )
    for found in _TYPED.finditer(text) if "code" in text else ():
        yield Match(*found.span("value"), Kind.SECRET, "secret.typed", "digits typed, in a message about a code", TOLD)
    yield from _codes(text)


def _is_listed(text: str, found: re.Match[str]) -> bool:
    """« identifiant 1234567 code 66108233 »: what stands before « code » is the number that was told before it."""
    start, end = found.span("value")
    said = label(text, start, end, ANY_NUMBER - {Kind.SECRET})
    return _BARE_CODES.match(text, end) is not None and said is not None and said.before and not said.gap


def _codes(text: str) -> Iterator[Match]:
    """Yield the codes after « code »."""
    for code in _CODE.finditer(text):
        reach = code.end(), code.end() + _CODE_REACH
        digits = _DIGITS.search(text, *reach) or _ONE_BY_ONE.search(text, *reach) or _ALNUM.search(text, *reach)
        if digits is not None and _is_secret_code(text, code, digits):
            yield Match(*digits.span(), Kind.SECRET, "secret.code", "digits after « code »", TOLD)


def _is_secret_code(text: str, access: re.Match[str], digits: re.Match[str]) -> bool:
    between = _WORDS.findall(text, access.end(), digits.start())
    clause = _CLAUSE.search(text, access.end(), digits.start())
    last_said = _WORDS.findall(clause[1]) if clause is not None else ()
    identifier = any(LEXICON.get(word) in (GENERIC, Kind.ALLOC) for word in last_said)
    if identifier or _is_public(between) or is_quantity(text, *digits.span()):
        return False
    around = [*between, *words_before(text, access.start(), 25)]
    length = sum(char.isalnum() for char in digits[0])
    if access[0].startswith("c") and access[0] not in ("code", "codes"):
        return True
    if length < _SHORTEST or digits[0].replace(" ", "") in _SERVICES:
        return False
    if length <= _LONGEST_ERROR and access[0].startswith("code") and _is_of_error(text, access, digits):
        return False
    qualified = any(_QUALIFIER.match(word) for word in (*around, *words_after(text, digits.end(), 20)))
    return qualified or (_COPULAS.issuperset(between) and (length != _POSTAL or not access[0].startswith("code")))


def _is_of_error(text: str, access: re.Match[str], digits: re.Match[str]) -> bool:
    """« le site affiche le code 7001, c'est quoi ? »: whether a code is what a screen says of itself."""
    before = words_before(text, access.start(), 30)[:_ERROR_NEAR] + _WORDS.findall(text, access.end(), digits.start())
    around = before + words_after(text, digits.end(), 40)[:_ERROR_NEAR]
    owned = any(map(_OF_SOMEBODY.match, around)) or not _OWN.isdisjoint(before)
    return any(map(_OF_ERROR.match, around)) and not owned


def _is_public(words: list[str]) -> bool:
    return not _PUBLIC.isdisjoint(words) or any(LEXICON.get(word) == PUBLIC for word in words)
