"""Which word said what a number is.

Many identifiers look alike: seven digits are a numéro d'allocataire, a France Travail identifier or a
reference of nobody. What settles it is the label that the person wrote beside it. One lexicon
(``labels.yml``) serves all recognisers, and the nearest label wins, so that two recognisers never disagree
about the same words.

Words are compared by sound, so that « alocatère », « matricul », « sécu sossial » are read as meant: double
letters, mute endings and the usual spellings of a same sound are folded, then one more slip is allowed in a
long word.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.people import COMMON_WORDS, ORDINARY_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

GENERIC = "GENERIC"
PUBLIC = "PUBLIC"

ANY_NUMBER = frozenset(
    {*(kind.value for kind in Kind), PUBLIC} - {Kind.EMAIL.value, Kind.ADDRESS.value, Kind.NAME.value}
)
"""What a label can tell of a number."""

_FILE = Path(__file__).with_name("labels.yml")
_TOKEN = re.compile(r"n°|[a-z]+|\d+|€")
_SOUNDS = (
    ("ch", "$"), ("ph", "f"), ("qu", "k"), ("ck", "k"), ("ce", "se"), ("ci", "si"), ("c", "k"), ("eau", "o"),
    ("au", "o"), ("ai", "e"), ("ei", "e"), ("y", "i"), ("h", ""), ("ss", "s"), ("z", "s"), ("an", "en"),
)  # fmt: skip
_GLUED = re.compile("num(?:ero)?|no|[nld](?=[^aeiou]|[aeiou]..)")  # « nalloc », « numsecu », « lallocataire »
_MIN_SOUND, _LONGEST_WORD = 4, 24
_MIN_SLIP = 6


def sound(word: str) -> str:
    """Return the word as it sounds, roughly: same key, same word to the ear."""
    for spelling, heard in _SOUNDS:
        if spelling in word:
            word = word.replace(spelling, heard)
    word = word[:1] + "".join(right for left, right in pairwise(word) if left != right)
    return word.rstrip("estx") if len(word) > _MIN_SOUND else word


def _slips(key: str) -> Iterator[str]:
    """Yield the key with any one letter left out."""
    return (key[:index] + key[index + 1 :] for index in range(1, len(key)))


class Lexicon:
    """Words and what each one tells, found again through misspellings."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        self._exact: dict[str, str] = {}
        self._sounds: dict[str, str] = {}
        self._slips: dict[str, str] = {}
        self._heard: dict[str, str | None] = {}  # of common words alone: what only a citizen writes is not kept
        for tells, words in entries.items():
            for word in str(words).split():
                if self._exact.setdefault(word, tells) != tells:
                    raise ValueError(f"labels: {word!r} stands under two entries")
                key = sound(word)
                if len(key) >= _MIN_SOUND:
                    self._sounds.setdefault(key, tells)
                if len(key) >= _MIN_SLIP:
                    self._slips.setdefault(key, tells)
                    for slip in _slips(key):
                        self._slips.setdefault(slip, tells)

    def get(self, word: str) -> str | None:
        """Return what the word tells, ``None`` for an ordinary word."""
        tells = self._exact.get(word)
        if tells is not None or not _MIN_SOUND <= len(word) <= _LONGEST_WORD:
            return tells
        if word not in COMMON_WORDS:
            return self._hear(word)
        if word not in self._heard:
            self._heard[word] = self._hear(word)
        return self._heard[word]

    def _hear(self, word: str) -> str | None:
        """Return what a word tells that the lexicon does not spell so."""
        if (glued := _GLUED.match(word)) is not None and (tells := self._exact.get(word[glued.end() :])) is not None:
            return tells
        key = sound(word)
        if word in ORDINARY_WORDS:  # a word of its own, not a slip of another
            return self._sounds.get(key)
        tells = self._sounds.get(key) or (self._slips.get(key) if len(key) >= _MIN_SLIP - 1 else None)
        if tells is not None or len(key) < _MIN_SLIP:
            return tells
        return next((self._slips[slip] for slip in _slips(key) if slip in self._slips), None)


def load_lexicon(path: Path = _FILE) -> Lexicon:
    """Read the lexicon.

    Raises:
        ValueError: An entry is neither a kind nor GENERIC or PUBLIC, or a word stands twice.
    """
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    if unknown := set(entries) - {kind.value for kind in Kind} - {GENERIC, PUBLIC}:
        raise ValueError(f"{path.name}: unknown entries {sorted(unknown)}")
    return Lexicon(entries)


LEXICON = load_lexicon()


class Label(NamedTuple):
    """A label beside a number.

    Attributes:
        tells: A kind, GENERIC or PUBLIC.
        word: The word itself, out of the message: a word of the lexicon or close to one.
        gap: How many words stand between it and the number.
        before: Whether it stands before the number.
    """

    tells: str
    word: str
    gap: int
    before: bool


_REACH = 60
_WORDS_BEFORE = 9
_WORDS_AFTER = 9
_PUBLIC_GAP = 2
_CAF_GAP = 2
_CARD_OF = 4
_LABELLED_BEFORE, _AFTER_LABELLED, _IN_CLAUSE = 2, 4, 2
_OTHER_CLAUSE = re.compile(r"[ ]?[,.;\n](?! ?(?:c'?est|c|ca|celui|celle|le|sur|de|du|a|au|pour|pas|chez)\b)")
"""After a number: what follows tells something else (« num 8100000, aah accordée par la mdph »)."""
_WORKING = ("travail", "emplo")
_BEING = frozenset("suis jsuis sui chui es est sommes etes sont etais etait etions etaient ete etre serai sera".split())
_UNDER = frozenset({"sous", "par", "chez"})
_OTHERWISE = {"suivi": _BEING, "etranger": frozenset({"l"})}
"""Words that tell nothing of a number after others: « je suis suivi », « depuis l'étranger »; or before « sous »…"""
_FOLLOWED = {"suivi": _UNDER | {"du", "de"}, "etranger": _UNDER}
"""… and the words before which they tell nothing: « suivi par », « suivi du dossier »."""
_PAIRED = {
    "travail": frozenset({"france", "franc", "frans", "francais", "f"}),
    "emploi": frozenset({"pole", "pol", "poles", "polle", "paul", "d", "demandeur", "demandeuse"}),
}
"""Words that name an institution only after another: « plus de travail » names none."""


def words_before(text: str, position: int, reach: int = _REACH) -> list[str]:
    """Return the words just before a position, the nearest first."""
    return _TOKEN.findall(text, max(0, position - reach), position)[::-1][:_WORDS_BEFORE]


def words_after(text: str, position: int, reach: int = _REACH) -> list[str]:
    """Return the words just after a position, the nearest first."""
    return _TOKEN.findall(text, position, position + reach)[:_WORDS_AFTER]


def labels(text: str, start: int, end: int) -> Iterator[Label]:
    """Yield the labels around a span, those before it first, the nearest first on each side."""
    for before, words in ((True, words_before(text, start)), (False, words_after(text, end))):
        for gap, word in enumerate(words):
            if not before and word.isdigit():  # what follows another number is about that one
                break
            tells = LEXICON.get(word)
            if tells == Kind.CARD and word.startswith("carte") and _names_other(words[gap + 1 : gap + 1 + _CARD_OF]):
                continue
            if word == "ligne" and words[gap + 1 : gap + 2] == ["en"]:  # « en ligne » names no line
                continue
            if _means_otherwise(word, words, gap, before=before):
                continue
            if word.startswith(_WORKING) and not _is_paired(word, words, gap + 1 if before else gap - 1):
                continue
            if (
                before
                and word == "caf"
                and gap < _CAF_GAP
                and LEXICON.get("".join(words[gap + 1 : gap + 2])) == GENERIC
            ):
                tells = Kind.ALLOC  # « référence CAF 6610000 », whatever else was spoken of before
            if tells is not None and (tells != PUBLIC or gap <= _PUBLIC_GAP):
                yield Label(tells, word, gap, before)


def _is_number(words: list[str]) -> bool:
    return bool(words) and LEXICON.get(words[0]) == GENERIC


def _is_paired(word: str, words: list[str], neighbour: int) -> bool:
    """Whether the word that is written before one of :data:`_PAIRED` makes it the name of an institution."""
    return 0 <= neighbour < len(words) and words[neighbour] in _PAIRED.get(word.removesuffix("s"), ())


def _means_otherwise(word: str, words: list[str], gap: int, *, before: bool) -> bool:
    """Whether the words written around the one at ``gap`` give it a meaning of :data:`_OTHERWISE`."""
    stem = word.rstrip("es")
    meant = _OTHERWISE.get(stem)
    if meant is None:
        return False
    earlier, later = (gap + 1, gap - 1) if before else (gap - 1, gap + 1)
    follows = 0 <= earlier < len(words) and words[earlier] in meant
    return follows or (0 <= later < len(words) and words[later] in _FOLLOWED[stem])


def _names_other(words: list[str]) -> bool:
    """Whether the words after « carte » say that it is no bank card: « carte d'identité », « carte de séjour »."""
    return any(LEXICON.get(word) in (Kind.IDDOC, Kind.NIR) for word in words)


def _is_apart(text: str, end: int, found: Label) -> bool:
    """Whether a label stands so far after a number, or in another clause, that what was said before it counts more."""
    if found.before or found.tells == Kind.ALLOC:
        return False
    return found.gap > _AFTER_LABELLED or (found.gap >= _IN_CLAUSE and _OTHER_CLAUSE.match(text, end) is not None)


def label(text: str, start: int, end: int, among: frozenset[str] = ANY_NUMBER) -> Label | None:
    """Return the label of a number.

    The nearest before it, else after it, and general words last.

    Args:
        text: The text of a view.
        start: Where the number begins.
        end: Where it ends.
        among: The labels that its length allows; others are passed over.
    """
    generic = None
    for found in labels(text, start, end):
        if found.tells == GENERIC:
            generic = generic or found
        elif generic is not None and generic.before and generic.gap <= _LABELLED_BEFORE and _is_apart(text, end, found):
            return generic
        elif found.tells == PUBLIC and generic is not None and generic.word == "dossier" and not generic.gap:
            continue  # « aide au logement, dossier 1234567 »
        elif found.tells in among and (found.before or found.tells != PUBLIC or generic is None):
            return found
    return generic
