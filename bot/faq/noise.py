"""Spelling as it comes from a phone: what clean phrasings are made noisy with, for tuning only."""

import random
import unicodedata

_SOUNDS = (
    ("qu", "k"), ("c'est", "c"), ("est-ce que", "esk"), ("pour", "pr"), ("toujours", "tjr"), ("quand", "qd"),
    ("beaucoup", "bcp"), ("combien", "cb"), ("rendez-vous", "rdv"), ("j'ai", "jai"), ("quoi", "koi"), ("que ", "ke "),
    ("avec", "avc"), ("dans", "ds"), ("nous", "ns"), ("vous", "vs"), ("aussi", "ossi"), ("eau", "o"), ("au", "o"),
    ("ph", "f"), ("ai", "é"), ("er ", "é "), ("ez ", "é "), ("ss", "s"), ("nn", "n"), ("tt", "t"), ("ll", "l"),
)  # fmt: skip
_LETTERS = "azertyuiopqsdfghjklmwxcvbn"


def noisy(text: str, chance: random.Random) -> str:
    """The text with one to three kinds of slips; the same text where chance leaves it alone."""
    for slip in chance.sample(_SLIPS, chance.choice((0, 1, 1, 2, 3))):
        text = slip(text, chance)
    return text


def _no_accents(text: str, _: random.Random) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _no_apostrophes(text: str, chance: random.Random) -> str:
    return text.replace("'", chance.choice(("", " "))).replace("’", "")


def _no_punctuation(text: str, _: random.Random) -> str:
    return "".join(c for c in text if c.isalnum() or c in " '’-").strip()


def _by_sound(text: str, chance: random.Random) -> str:
    for written, heard in chance.sample(_SOUNDS, 5):
        text = text.replace(written, heard)
    return text


def _typing_slips(text: str, chance: random.Random) -> str:
    if len(text) < 4:  # noqa: PLR2004 (nothing would be left to read)
        return text
    letters = list(text)
    for _ in range(max(1, len(letters) // 18)):
        place = chance.randrange(max(1, len(letters) - 1))
        kind = chance.randrange(4)
        if kind == 0:
            letters[place : place + 2] = letters[place : place + 2][::-1]
        elif kind == 1:
            del letters[place]
        elif kind == 2:  # noqa: PLR2004
            letters.insert(place, letters[place])
        else:
            letters[place] = chance.choice(_LETTERS)
    return "".join(letters)


def _capitals(text: str, chance: random.Random) -> str:
    return text.upper() if chance.random() < 0.3 else text.lower()  # noqa: PLR2004


def _greeting(text: str, chance: random.Random) -> str:
    return chance.choice(("bonjour ", "Bonjour, ", "slt ", "bjr ", "Bonsoir ", "svp ")) + text


_SLIPS = (
    _no_accents, _no_accents, _no_apostrophes, _no_punctuation, _by_sound, _typing_slips, _capitals, _greeting,
)  # fmt: skip
