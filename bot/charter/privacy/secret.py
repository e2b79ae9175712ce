"""Password or code: what opens an account.

Source: the Caf and the CNIL ask that nobody be told them; since the NIR is the login of « Mon Compte », the
pair is enough to steal benefits.

Algorithm:

* password: after « mot de passe », « mdp », « password » (and a verb or a colon), the next word if it looks
  like a password (a digit, a sign, capitals inside, letters spelled out), or any word after a colon or
  « c'est » that no sentence would put there; also before « comme mot de passe », also in brackets;
* code: four to eight digits near « code » with a word that makes it secret (sms, reçu, pin, confidentiel,
  activation…), or right after « code » itself; postal, error, APE and Insee codes are left out;
* alone in a message, when the turns before spoke of such a code (:mod:`bot.charter.privacy.context`).

Worked example (invented): ``mdp Doudou-0000``, ``le code reçu par sms c'est 000000``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.charter.privacy.finding import GUESSED, LABELLED, TOLD, Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labelled import is_quantity
from bot.charter.privacy.labels import LEXICON, PUBLIC, words_after, words_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.charter.privacy.context import Context
    from bot.charter.privacy.view import View

_PASSWORD = re.compile(
    r"(?:\b(?:mots? (?:d[eu]?|2) ?pass?e?|mot pass?e?|mdp|m[ .]d[ .]p|passe?(?= ?[:=])|pass(?= caf)|"
    r"motdepass?e?|password|"
    r"pass ?word|pwd)\b)"
    r"(?P<link>(?: (?:caf|perso|actuel|est|c'est|cest|c(?!\.)|c t|etait|provisoire|temporaire|"
    r"lettre par lettre|du compte|compte|mon compte|de mon compte|pour|la|le|ma|mon|is|que j'ai mis|"
    r"actuellement|internet|site|secret)\b)*[ ]?[:=(>\"'-]*[ ]?)"
)
_TOKEN = re.compile(r"(?:[^\s\x02](?:[ .\-][^\s\x02](?!\w))+|[^\s\x02]{3,40})")
_BEFORE = re.compile(r"([^\s\x02]{4,40}) (?:comme|en|pour|est mon|c'est mon) (?:mot de passe|mdp|motdepasse|password)")
_LOOKS_SECRET = re.compile(
    r"(?=[^\s\x02]*[a-zA-Z])(?=[^\s\x02]*[\d!#$%&*+=@_~^\\])[^\s\x02]{4,}"  # letters, and digits or signs
    r"|[^\s\x02]*[a-z][^\s\x02]*[A-Z][^\s\x02]*"  # a capital inside
    r"|\d{4,}|[^\s\x02](?:[ .\-][^\s\x02]){3,}"  # digits; characters spelled out
)
_HIDDEN = re.compile(  # a word that no sentence holds: letters and digits or signs mixed
    r"(?<![^\s,(\"'])(?=[^\s\x02,]{0,30}[a-zA-Z])(?=[^\s\x02,]{0,30}\d)[^\s\x02,@/:'-]{6,30}(?<![.,)])"
)
_WORDS = re.compile("[a-z]+")
_PLAIN = re.compile(r"[a-z']+")
_SENTENCE = frozenset(
    "oublie oubliee perdu perdue incorrect invalide errone bloque faux refuse non pas plus ne marche inconnu "
    "expire change changer reinitialise impossible toujours jamais depuis sur svp merci comment pourquoi "
    "help aide il elle je que qui quoi est et ou mais quand avec dans pour par bon mauvais jai donne "
    "trop".split()
)
_CODE = re.compile(r"\b(?:codes?|pin|cryptogramme|crypto|cvv|cvc)\b")
_DIGITS = re.compile(r"(?<![\d.,/+])\d(?:[ .\-]?\d){2,8}(?![\d/]|[.,]\d)")
_QUALIFIERS = frozenset(
    "sms recu recois secret pin confidentiel activation envoye envoyer envoi verification confirmation "
    "provisoire temporaire acces securite connexion usage unique valider validation crypto cryptogramme cvv "
    "cvc perso personnel texto caf compte carte connect est cest c".split()
)
_PUBLIC = frozenset(
    "postal postale erreur error ape naf insee naf promo commune barre page route travail civil cp".split()
)
_CODE_REACH = 60
_SHORTEST, _POSTAL = 4, 5


def recognise(view: View, context: Context) -> Iterator[Match]:
    """Yield the passwords and codes of a message."""
    text = view.text
    if context.speaks_of(Kind.SECRET) and (alone := _HIDDEN.fullmatch(view.cased)) is not None:
        yield Match(*alone.span(), Kind.SECRET, "secret.awaited", "such a word after talk of it", GUESSED)
    for label in _PASSWORD.finditer(text):
        if (span := _password_after(view, label)) is not None:
            yield Match(*span, Kind.SECRET, "secret.password", "word after « mot de passe »", LABELLED)
    for found in _BEFORE.finditer(text):
        if _LOOKS_SECRET.fullmatch(view.cased[slice(*found.span(1))]):
            evidence = "word before « mot de passe »"
            yield Match(*found.span(1), Kind.SECRET, "secret.password", evidence, LABELLED)
    for label in _CODE.finditer(text):
        digits = _DIGITS.search(text, label.end(), label.end() + _CODE_REACH)
        if digits is not None and _is_secret_code(text, label, digits):
            yield Match(*digits.span(), Kind.SECRET, "secret.code", "digits after « code »", TOLD)


def _password_after(view: View, label: re.Match[str]) -> tuple[int, int] | None:
    hidden = _HIDDEN.search(view.cased, label.end(), label.end() + _CODE_REACH)
    token = _TOKEN.match(view.cased, label.end())
    if token is None:
        return hidden.span() if hidden else None
    word = token[0].rstrip(".,;:)?\"'") if not token[0].endswith(("!", "*", "#")) else token[0]
    start = token.start()
    link = label["link"]
    if _LOOKS_SECRET.fullmatch(word):
        return start, start + len(word)
    if hidden is not None:
        return hidden.span()
    announced = ":" in link or "=" in link or "est" in link
    lowered = word.lower()
    if announced and _PLAIN.fullmatch(lowered) and len(word) >= _SHORTEST and lowered not in _SENTENCE:
        last = not view.text[start + len(word) :].strip(" .!")
        if last or (word[0].isupper() and not view.cased.isupper()):
            return start, start + len(word)
    return None


def _is_secret_code(text: str, label: re.Match[str], digits: re.Match[str]) -> bool:
    between = _WORDS.findall(text, label.end(), digits.start())
    if not _PUBLIC.isdisjoint(between) or any(LEXICON.get(word) == PUBLIC for word in between):
        return False
    if is_quantity(text, *digits.span()):
        return False
    around = [*between, *words_before(text, label.start(), 25)]
    length = sum(char.isdigit() for char in digits[0])
    if label[0].startswith("c") and label[0] not in ("code", "codes"):
        return True
    if length < _SHORTEST:
        return False
    qualified = not _QUALIFIERS.isdisjoint(around) or not _QUALIFIERS.isdisjoint(words_after(text, digits.end(), 20))
    return qualified or (not between and length != _POSTAL)
