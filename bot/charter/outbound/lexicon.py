"""The words of ``words.yml``, and their reading of a text: each token has the tags of its phrase."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.charter.privacy.view import View

_WORD = re.compile(r"\w+'?|[,:?]")
BREAKS = ",:"
"""Marks that end the reach of a refusal."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a phrase of the lexicon or a mark, at its place in the text.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        tags: lists of ``words.yml`` that hold it; empty for an ordinary word.
        thing: what is asked for by or in it, where its tags are ``always``, ``owned`` or ``whole``.
    """

    start: int
    end: int
    tags: frozenset[str] = frozenset()
    thing: str = ""


@dataclass(slots=True)
class _Entry:
    tags: set[str] = field(default_factory=set)
    thing: str = ""


class Lexicon:
    """Phrases, the longest that fits first.

    Attributes:
        reasons: what staff read, by rule.
        names: things that are no kind of personal data, with their article.
    """

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.reasons: Mapping[str, str] = content["reasons"]
        self.names = {name: entry["the"] for name, entry in content["things"].items() if "the" in entry}
        self._entries: dict[tuple[str, ...], _Entry] = {}
        for name, entry in content["things"].items():
            for tag in ("always", "owned"):
                self._add(entry.get(tag, ()), tag, name)
        for name, phrases in content["whole"].items():
            self._add(phrases, "whole", name)
        for tag in content.keys() - {"reasons", "things", "whole", "adverb"}:
            self._add(content[tag], tag)
        self._adverbs = frozenset(content["adverb"])
        self._longest = max(map(len, self._entries))

    def _add(self, phrases: Sequence[str], tag: str, thing: str = "") -> None:
        for phrase in phrases:
            entry = self._entries.setdefault(tuple(_WORD.findall(View(phrase).text)), _Entry())
            entry.tags.add(tag)
            entry.thing = entry.thing or thing

    def read(self, text: str) -> Iterator[Token]:
        """The tokens of a normalised text (``View.text``), in order."""
        words = [word for word in _WORD.finditer(text) if word[0] not in self._adverbs]
        forms = [word[0] for word in words]
        position = 0
        while position < len(words):
            length, entry = self._at(forms, position)
            start, end = words[position].start(), words[position + length - 1].end()
            if entry is None:
                tags = {"break"} if forms[position] in BREAKS else {"question"} if forms[position] == "?" else set()
                yield Token(start, end, frozenset(tags))
            else:
                yield Token(start, end, frozenset(entry.tags), entry.thing)
            position += length

    def _at(self, forms: Sequence[str], position: int) -> tuple[int, _Entry | None]:
        for length in range(min(self._longest, len(forms) - position), 0, -1):
            entry = self._entries.get(tuple(forms[position : position + length]))
            if entry is not None:
                return length, entry
        return 1, None


@cache
def lexicon() -> Lexicon:
    """The lexicon of ``words.yml`` beside this module."""
    return Lexicon(yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8")))
