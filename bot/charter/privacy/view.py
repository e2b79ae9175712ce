"""The normalised view of a message: what the recognisers read instead of the raw text.

People hide, dictate and mistype numbers. The view undoes that, once for all recognisers:

* compatibility forms and digits of every script are folded (full-width, circled, keycap emoji, Arabic…),
  accents removed, dashes, quotes and spaces unified; an emoji is a space; invisible characters are dropped;
* numbers written in French words are read (:mod:`bot.charter.privacy.numerals`);
* in runs of digits, O is zero, l and I are one, S, B and Z between two digits are 5, 8 and 2;
* words spelled out, a sign between every two characters, are joined (« m a r t i n », « s-o-l-e-i-l », « B, O, L… »),
  letters told by a word (« B comme Bravo ») among them;
* marks that an earlier redaction left are blanked, so that redacting twice changes nothing more, and so are
  addresses of web pages, unless they carry parameters or a mailbox.

Almost every character maps to one character, so that offsets need no table in the common case; where a
character is dropped or expands, a table leads back to the original.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from bot.charter.privacy import dictation, numerals
from bot.charter.privacy.kinds import WORDS
from bot.charter.privacy.labels import LEXICON

if TYPE_CHECKING:
    from collections.abc import Sequence

_DROPPED = "\x00"
_EXPANDED = "\x01"
WALL = "\x02"
"""Stands where an erased value stood: belongs to no word, number or separator."""

_FIXED = {
    "œ": "e",  # « sœur » keeps its offsets and is read « seur »
    "Œ": "E",
    "ß": "s",
    "ø": "o",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "ð": "d",
    "æ": "e",
    "ı": "i",
    "\n": "\n",
    "\t": " ",
    "\r": " ",
    "°": "°",  # « n° »
    "·": ".",
    "•": ".",
    "−": "-",
    "⁄": "/",
    "∕": "/",
    "№": "n",
    "\u115f": _DROPPED,  # Hangul fillers: letters that cannot be seen
    "\u1160": _DROPPED,
    "\u3164": _DROPPED,
    "\uffa0": _DROPPED,
    "\u2800": " ",  # blank Braille pattern
}
_FIXED |= dict(zip("авекмнорстухАВЕКМНОРСТУХ", "abekmhopctyxABEKMHOPCTYX", strict=True))  # Cyrillic look-alikes
_BY_CATEGORY = {
    "Cf": _DROPPED,
    "Cc": _DROPPED,
    "Mn": _DROPPED,
    "Me": _DROPPED,
    "Cs": " ",
    "Co": " ",
    "Zs": " ",
    "Zl": "\n",
    "Zp": "\n",
    "So": " ",
    "Sm": "-",
    "Sk": " ",
    "Pd": "-",
    "Pi": "'",
    "Pf": "'",
}
_APOSTROPHES = frozenset("'`´ʼ′＇‘’")
_CACHE_LIMIT = 4096


def _fold_char(char: str) -> str:
    """Return what a character becomes: one character, a marker of dropping, or several characters."""
    if char in _FIXED:
        return _FIXED[char]
    if char in _APOSTROPHES:
        return "'"
    decimal = unicodedata.decimal(char, None)
    if decimal is not None:
        return str(decimal)
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if unicodedata.category(c) not in ("Mn", "Me"))
    if plain.isascii() and plain.isprintable() and plain.strip():
        return plain
    category = unicodedata.category(char)
    if category in _BY_CATEGORY:
        return _BY_CATEGORY[category]
    return plain if len(plain.lower()) == len(plain) == 1 else "?"


class _Folding(dict[int, str]):
    """Table for ``str.translate``, filled as characters are met, bounded against hostile variety."""

    def __missing__(self, code: int) -> str:
        folded = _fold_char(chr(code))
        if len(folded) > 1:
            folded = _EXPANDED
        if len(self) < _CACHE_LIMIT:
            self[code] = folded
        return folded


_FOLDING = _Folding()
_NOT_PLAIN = re.compile(f"[{_DROPPED}{_EXPANDED}]")
_MARK = re.compile("|".join(re.escape(words.mark.translate(_FOLDING)) for words in WORDS.values()))
_LINK = re.compile(
    r"(?i)(?<![^\s(\"'<])(?:https?://|www\.)[^\s@=()\"'<]*+(?![@=])"
)  # an address of a page numbers pages, not people
_LOOKALIKE = re.compile(
    r"(?<![a-z0-9@])[0o][67](?:([ .\-/])[0-9oilsbz]{2})(?:\1[0-9oilsbz]{2}){3}(?![a-z0-9@])"  # a mobile number
    r"|(?<![a-z0-9@])(?=[oil]*\d)(?!l\d{3}-\d)[0-9oil]++(?![a-z0-9@])"  # digits and look-alikes, no article of a law
    r"|(?<=\d[ .\-/])(?:o{1,3}|[li])(?=[ .\-/]+\d)"  # look-alikes alone between digits
    r"|(?:(?<=\d[.\-/])|(?<=\d [.\-/] ))[oil]{2}(?= ?[.\-/] ?\d)"  # « 07/ll/1994 »
    r"|(?<![a-z0-9])\d[sz](?=[/.\-][0-9o])"  # « 2Z/09/1971 »
    r"|(?<=\d)[oil](?=\d)|(?<![a-z0-9@])\d[0-9sbz]{0,30}\d(?![a-z0-9@])"
    r"|(?<![a-z0-9'])[oil](?=[ .\-/]\d(?:[ .\-/]?\d))"  # the first digit of a number
)
_LOOKALIKES = str.maketrans("oilsbz", "011582")
_MAYBE_LOOKALIKE = re.compile(r"(?<![a-z0-9'])[oil][ .\-/]\d|\d[ .\-/]?[oil]|[oil]\d|\d[sbz][\d/.\-]")
_LETTERS = re.compile("[a-z]+")
_SPELLED = re.compile(  # two spaces stand between words: « r u e  d e s  l o m b a r d s »
    r"(?<![^\s:(,'\"])[a-zA-Z0-9](?P<sign>[ .\-_*/]|, ?)(?!(?P=sign))\S"
    r"(?:(?P=sign){1,3}(?!(?P=sign))\S)+(?=(?P=sign)?(?:[\s.,;:!?)'\"]|$))"
)
_MAYBE_SPELLED = re.compile(r"(?<![^\s:(,'\"])\w([ .\-_*/]|, ?)\w\1")
_LEAST_LETTERS = 4
"""Letters among the characters of a word spelled out; fewer are digits, which the recognisers read themselves.
One less does between other signs than spaces: « r.u.e »."""


def _opens_word(text: str, position: int) -> bool:
    """Whether a space stands before a capital and after a small letter: « l u c B r u n » are two words."""
    return text[position] == " " and text[position - 1].islower() and text[position + 1].isupper()


class View:
    """A message as the recognisers read it.

    Attributes:
        source: The original text.
        cased: The normalised text with its capitals.
        text: The same in lower case, with look-alikes of digits read; as long as ``cased``.
        spelled: The words, in lower case, that were spelled out.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._starts: list[int] | None = None
        self._ends: list[int] | None = None
        self.spelled: frozenset[str] = frozenset()
        cased = source.translate(_FOLDING)
        if _NOT_PLAIN.search(cased):
            cased = self._unfold(cased)
        if "://" in cased or "www." in cased or "WWW." in cased:
            cased = _LINK.sub(lambda link: WALL * len(link[0]), cased)
        if "[" in cased:
            cased = _MARK.sub(lambda mark: WALL * len(mark[0]), cased)
        self.cased = cased
        self._splice(list(dictation.letters(cased.lower())))
        if _MAYBE_SPELLED.search(self.cased):
            self._join_spelled()
        self.text = self.cased.lower()
        words = _LETTERS.findall(self.text)
        if not numerals.WORDS.isdisjoint(words):
            self._splice(list(numerals.read(self.text)))
        if not dictation.ASIDES.isdisjoint(words) and _DIGIT.search(self.text):
            self._splice(list(dictation.asides(self.text)))
        if not dictation.SIGNS.keys().isdisjoint(words):
            self._splice([(*sign.span(), dictation.SIGNS[sign["word"]]) for sign in dictation.SIGN.finditer(self.text)])
        if _MAYBE_LOOKALIKE.search(self.text):
            self.text = _LOOKALIKE.sub(lambda match: match[0].translate(_LOOKALIKES), self.text)

    def _unfold(self, folded: str) -> str:
        """Drop and expand what the table marked, keeping the way back."""
        out: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for index, char in enumerate(folded):
            if char == _DROPPED:
                if ends:  # erased together with the character it follows
                    ends[-1] = index + 1
                continue
            for piece in _fold_char(self.source[index]) if char == _EXPANDED else char:
                out.append(piece)
                starts.append(index)
                ends.append(index + 1)
        self._starts, self._ends = starts, ends
        return "".join(out)

    def _join_spelled(self) -> None:
        """Drop the signs between the characters of words spelled out; of several spaces keep one."""
        kept = list(range(len(self.cased)))
        spelled: list[str] = []
        for word in reversed(list(_SPELLED.finditer(self.cased))):
            if sum(char.isalpha() for char in word[0]) >= _LEAST_LETTERS - (word["sign"] != " "):
                signs = [self.cased[index] in word["sign"] for index in range(*word.span())]
                all_letters = not any(char.isdigit() for char in word[0])
                joined = [
                    word.start() + index
                    for index, sign in enumerate(signs)
                    if not sign
                    or (len(word["sign"]) == 1 and signs[index + 1] and not signs[index - 1])
                    or (all_letters and _opens_word(self.cased, word.start() + index))
                ]
                kept[slice(*word.span())] = joined
                spelled += "".join(self.cased[index] for index in joined).lower().split()
        if len(kept) == len(self.cased):
            return
        self.spelled = frozenset(spelled)
        starts, ends = self._tables()
        self.cased = "".join(self.cased[index] for index in kept)
        self._starts = [starts[index] for index in kept]
        self._ends = [ends[index] for index in kept]

    def _tables(self) -> tuple[list[int], list[int]]:
        """Return where each character of the view begins and ends in the source."""
        if self._starts is None or self._ends is None:
            return list(range(len(self.cased))), list(range(1, len(self.cased) + 1))
        return self._starts, self._ends

    def _splice(self, readings: Sequence[tuple[int, int, str]]) -> None:
        """Replace spans by what they are read as, in both texts and in the tables."""
        if not readings:
            return
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        old_starts, old_ends = self._tables()
        done = 0
        for start, end, read in readings:
            pieces += self.cased[done:start], read
            starts += old_starts[done:start]
            ends += old_ends[done:start]
            starts += [old_starts[start]] * len(read)
            ends += [old_ends[end - 1]] * len(read)
            done = end
        pieces.append(self.cased[done:])
        self._starts = starts + old_starts[done:]
        self._ends = ends + old_ends[done:]
        self.cased = "".join(pieces)
        self.text = self.cased.lower()

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original text behind a span of the view."""
        if self._starts is None or self._ends is None:
            return start, end
        return self._starts[start], self._ends[end - 1]

    @cached_property
    def digits(self) -> int:
        """How many digits there are once everything is read: most recognisers need some."""
        return len(_DIGIT.findall(self.text))

    @cached_property
    def labels(self) -> frozenset[str]:
        """What the words of the text tell of numbers, wherever they stand."""
        return frozenset(tells for word in self.words if (tells := LEXICON.get(word)) is not None)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the text, for the pre-filters."""
        return frozenset(_LETTERS.findall(self.text))


_DIGIT = re.compile("[0-9]")
