"""Writes a message from a phone as the FAQ writes: abbreviations, old and wrong names, letters said aloud.

The tables are data (``normaliser.yml``): what people call things can be added there without touching code.
"""

import re
from functools import cache
from pathlib import Path

import yaml

from bot.faq.folding import unaccent

TABLE = Path(__file__).with_name("normaliser.yml")

_WORD = re.compile(r"\b[^\W_]+\b(?!['’])")
"""What stands before an apostrophe is elided, no word: « c'est »."""
_TOKEN = re.compile(r"\b(?:[cdjlmnst]|qu)'|[^\W_]+")


def normalise(text: str) -> str:
    """Lower case, no accents, no signs; known abbreviations and names of one or more words written out.

    The longest name wins: « pole emploi » is replaced as a whole.
    """
    words = _words(text)
    table, longest = _table()
    written: list[str] = []
    place = 0
    while place < len(words):
        for length in range(min(longest, len(words) - place), 0, -1):
            meaning = table.get(tuple(words[place : place + length]))
            if meaning is not None:
                break
        written.append(words[place] if meaning is None else meaning)
        place += 1 if meaning is None else length
    return " ".join(written)


def spelt_out(text: str) -> str:
    """The text with everyday words spelt as in a dictionary (« kan » → « quand »); what things are called stays."""
    return _WORD.sub(lambda found: _spelling().get(unaccent(found[0]), found[0]), text)


def _words(text: str) -> list[str]:
    return _TOKEN.findall(unaccent(text).replace("’", "'"))


@cache
def _table() -> tuple[dict[tuple[str, ...], str], int]:
    table = {
        tuple(_words(str(written))): " ".join(_words(meaning))
        for section in _sections().values()
        for meaning, all_written in section.items()
        for written in all_written
    }
    return table, max(map(len, table))


@cache
def _spelling() -> dict[str, str]:
    """Everyday words by how they are spelt on a phone, in one word, lower case and without accents."""
    return {
        unaccent(written): meaning
        for meaning, all_written in _sections()["spelling"].items()
        for written in all_written
    }


@cache
def _sections() -> dict[str, dict[str, list[str]]]:
    read: dict[str, dict[str, list[str]]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return read
