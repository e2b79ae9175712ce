"""The words of a message, and which of them can be names: what the rules of :mod:`bot.charter.privacy.name` ask about.

A surname is one of Insee's, beside a first name; else it is recognised by what it is not. Where capitals are used
it is a capitalised word; elsewhere it is a word that is no common word, no first name, no label of a number, no
abbreviation of SMS French, and does not sound like a common word (which would be a misspelling). Particles (« da »,
« El », « de la ») belong to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from bot.charter.privacy.finding import Match
from bot.charter.privacy.kinds import Kind
from bot.charter.privacy.labels import LEXICON, sound
from bot.charter.privacy.people import (
    AROUND,
    COMMON_WORDS,
    FOREIGN_PARTICLES,
    FREQUENT_WORDS,
    FULL_NAMES_OF_NOBODY,
    PARTICLES,
    PUBLIC_FIGURES,
    SURNAMES,
    TOWNS,
    is_common,
    is_first_name,
)

if TYPE_CHECKING:
    from bot.charter.privacy.view import View

_TOKEN = re.compile(
    r"[NMODL]'[A-Z][a-z]+|(?<![A-Za-z])[NMOnmo]'(?![aeiouyhAEIOUYH])[A-Za-z]{3,}|[A-Za-z]+(?:-[A-Za-z]+)*"
)
_SMS = re.compile(r"[^aeiouy]*|j[^aeiouy].*|.*[^aeiouy]{5}.*|.*(.)\1\1.*|x.*|.{1,3}")
DISGUISED = re.compile(
    r"(?<![A-Za-z0-9$])\$?[A-Za-z]{1,9}(?:(?:[013457@€$!][a-z]{1,9}){1,3}[013457€$]?|[013457€$]{1,2})"
    r"(?![A-Za-z0-9@]|[.][a-z])"
)
"""« M4rc », « D3lv4ux », « Fr@nck », « P€rr!n », but no mailbox."""
DISGUISES = frozenset("@€$!")
"""The signs among what stands for letters."""
_PLAIN = str.maketrans("013457@€$!", "oieastaesi")
_ASKED = re.compile(r"-(?:t-)?(?:ils?|elles?|on|je|tu|nous|vous|ce|la|ci|moi|toi|les?)$")
"""« a-t-il », « puis-je »."""
_GAP = re.compile(r"[ ]{1,3}|[ ]?[\-_][ ]?|[ ]\(")
_DESCRIBING = (  # endings of the words by which people say what they are, often misspelt
    r"arde?|ien|ienne|aise?|oise|euse?|eur|rice|ante?|ente?|iste|aire|ere?|elle|ive?|ique|able"
)
DESCRIBES = re.compile(rf".*(?:{_DESCRIBING}|ee?)s?")
_ADJECTIVE = re.compile(rf".*(?:{_DESCRIBING})s?")
_CAPITALS_SHARE = 0.3
"""Above this share of capitals a message is shouted: its capitals mean nothing."""
_SHORTEST_HEARD, _SHORTEST_SURNAME, _ONSET = 4, 2, 3
_LONGEST_FULL_NAME = 4
PAIR = 2
"""A first name and a surname."""
_SHORTEST_PART = 3
_MOST_PARTICLES, _MOST_NAMES, _MOST_MORE = 2, 5, 2
_FEWEST_AROUND, _FRENCH_SHARE = 2, 0.34
"""Of as many words around a name, the share that is French in a message in French, however it is misspelt."""


def _onset(word: str) -> str:
    """Return how a word begins: whoever misspells it rarely gets that wrong, and a surname that sounds alike does."""
    return sound(word.lstrip("h")[:_ONSET])


FREQUENT_SOUNDS = frozenset((sound(word), _onset(word)) for word in FREQUENT_WORDS if len(word) >= _SHORTEST_HEARD)
"""How common words sound, and begin."""


def sounds_common(word: str) -> bool:
    """Whether a word may be a common one misspelt."""
    return (sound(word), _onset(word)) in FREQUENT_SOUNDS


def describes(word: str) -> bool:
    """Whether an ordinary word describes somebody: by its ending, or as the participle of a verb."""
    return _ADJECTIVE.fullmatch(word) is not None or f"{word.rstrip('es')}er" in COMMON_WORDS


class Token(NamedTuple):
    """A word of the view: its place, as written, and in lower case."""

    start: int
    end: int
    cased: str
    word: str


class Names:
    """The tokens of a message and the questions that the rules ask about them.

    Attributes:
        tokens: The words, in order.
        cased: Whether capitals mean something in this message.
    """

    def __init__(self, view: View) -> None:
        self._text = (
            DISGUISED.sub(lambda word: word[0].translate(_PLAIN), view.cased)
            if view.digits or not DISGUISES.isdisjoint(view.cased)
            else view.cased
        )
        self.tokens = [Token(m.start(), m.end(), m[0], m[0].lower()) for m in _TOKEN.finditer(self._text)]
        letters = sum(map(str.isalpha, self._text))
        capitals = sum(map(str.isupper, self._text))
        small = sum(token.cased.islower() for token in self.tokens)
        shouted = sum(token.cased.isupper() for token in self.tokens)
        self._spelled = view.spelled
        self.cased = 0 < capitals < letters * _CAPITALS_SHARE or small > shouted > 0

    def touching(self, index: int) -> bool:
        """Whether a token follows the one before it with nothing but a space between."""
        if not 0 < index < len(self.tokens):
            return False
        return _GAP.fullmatch(self._text, self.tokens[index - 1].end, self.tokens[index].start) is not None

    def capital(self, index: int) -> bool:
        """Whether a token is capitalised, in a message where that means something."""
        return self.cased and self.tokens[index].cased[0].isupper()

    def words_before(self, index: int, count: int) -> list[str]:
        """Return the words of the tokens before one, within ``count``."""
        return [token.word for token in self.tokens[max(0, index - count) : index]]

    def words_after(self, index: int, count: int) -> list[str]:
        """Return the words of the tokens after one, within ``count``."""
        return [token.word for token in self.tokens[index + 1 : index + 1 + count]]

    def told_after(self, index: int) -> int | None:
        """Return the index after a surname told apart from the first name: « lea puis morand »."""
        if self.touching(index) and self.tokens[index].word in ("puis", "ensuite") and self.touching(index + 1):
            return self.end_of_surname(index + 1)
        return None

    def shouted(self, index: int) -> bool:
        """Whether a token, no common word, is in capitals in a message that is not."""
        token = self.tokens[index]
        return self.cased and token.cased.isupper() and self.surname(index) and not is_common(token.word)

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Return the span of the tokens from ``first`` to before ``stop``."""
        return self.tokens[first].start, self.tokens[stop - 1].end

    def match(self, run: tuple[int, int], rule: str, evidence: str, weight: int) -> Match:
        """Return the tokens from the first of a run to before its last as a name, found by a rule."""
        return Match(*self.span(*run), Kind.NAME, f"name.{rule}", evidence, weight)

    def surname(self, index: int, *, sure: bool = False) -> bool:
        """Whether the token can be a surname; ``sure`` when an introduction stands before it."""
        if index >= len(self.tokens):
            return False
        word = self.tokens[index].word
        if len(word) < _SHORTEST_SURNAME or word in AROUND["never"] or word in PUBLIC_FIGURES:
            return False
        if (
            self.capital(index)
            or word in self._spelled
            or (word in SURNAMES and index and is_first_name(self.tokens[index - 1].word))
        ):
            return True
        if is_common(word, FREQUENT_WORDS if sure else COMMON_WORDS) or LEXICON.get(word) is not None:
            return False
        return sure or not (_SMS.fullmatch(word) or is_first_name(word) or sounds_common(word))

    def spelled_in_full(self, index: int) -> bool:
        """Whether the token, spelled out in one piece, begins with a first name and goes on: « y o a n b… »."""
        word = self.tokens[index].word
        ends = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        return word in self._spelled and not is_common(word) and any(is_first_name(word[:end]) for end in ends)

    def unknown(self, index: int) -> bool:
        """Whether the token is neither a first name nor a common word, nor sounds like one."""
        word = self.tokens[index].word
        return not (is_common(word) or is_first_name(word) or sounds_common(word))

    def known(self, index: int) -> bool:
        """Whether the token is a first name here, rather than the common word that it may also be."""
        word = self.tokens[index].word
        return is_first_name(word) and (self.capital(index) or not is_common(word))

    def compound_surname(self, index: int) -> bool:
        """Whether the last part of a compound is no first name: « Thomas-Ribaut »."""
        last = self.tokens[index].word.rpartition("-")[2]
        return "-" in self.tokens[index].word and not is_first_name(last)

    def unknown_name(self, index: int) -> bool:
        """Whether the token can be a name only because nothing else explains it: no town, label or SMS word."""
        if index >= len(self.tokens):
            return False
        word = self.tokens[index].word
        if len(word) < _SHORTEST_HEARD or word in AROUND["never"] or word in PUBLIC_FIGURES or word in TOWNS:
            return False
        return self.unknown(index) and LEXICON.get(word) is None and not (_SMS.fullmatch(word) or _ASKED.search(word))

    def listed(self, index: int) -> bool:
        """Whether the token is a surname of Insee's and hardly anything else: no word, first name or town."""
        word = self.tokens[index].word
        else_ = is_common(word) or is_first_name(word) or word in TOWNS or word in AROUND["never"]
        return word in SURNAMES and not else_ and word not in PUBLIC_FIGURES

    def short_name(self, index: int) -> bool:
        """Whether the token may be a short first name of elsewhere: a capital, and no word of everyday French."""
        word = self.tokens[index].word
        short = len(word) <= _SHORTEST_HEARD and word not in AROUND["never"] and LEXICON.get(word) is None
        return short and self.capital(index) and self.capital(index + 1) and not is_common(word, FREQUENT_WORDS)

    def in_french(self, first: int, stop: int) -> bool:
        """Whether the words around a run are French: in another language all words are unknown, names or not."""
        around = len(self.tokens) - (stop - first)
        known = self._common - sum(is_common(token.word) for token in self.tokens[first:stop])
        return around < _FEWEST_AROUND or known >= _FRENCH_SHARE * around

    @cached_property
    def _common(self) -> int:
        """How many of the words are common ones; counted once, for a message may hold many names."""
        return sum(is_common(token.word) for token in self.tokens)

    def index_at(self, position: int) -> int:
        """Return the index of the first token from an offset on."""
        return bisect_left(self.tokens, position, key=lambda token: token.start)

    def of_nobody(self, position: int) -> bool:
        """Whether the full name of a firm, or of somebody all know, begins at an offset."""
        first = self.index_at(position)
        words = [token.word.replace("'", "-") for token in self.tokens[first : first + _LONGEST_FULL_NAME]]
        if not AROUND["firms"].isdisjoint(words[1:]):
            return True
        return any("-".join(words[:count]) in FULL_NAMES_OF_NOBODY for count in range(2, _LONGEST_FULL_NAME + 1))

    def _after_particle(self, index: int) -> bool:
        """Whether a foreign particle stands before a token, which is then a name whatever it looks like."""
        return (
            index > 0
            and self.tokens[index - 1].word in FOREIGN_PARTICLES
            and self.tokens[index].word not in AROUND["never"]
        )

    def end_of_surname(self, index: int, *, sure: bool = False) -> int | None:
        """Return the index after the surname that begins at ``index``, ``None`` where none begins."""
        stop = index
        last = min(index + _MOST_PARTICLES, len(self.tokens) - 1)
        while stop < last and self.tokens[stop].word in PARTICLES and self.touching(stop + 1):
            stop += 1
        if not (stop > index and self._after_particle(stop)) and not self.surname(stop, sure=sure):
            return None
        stop += 1
        last = min(stop + _MOST_MORE, len(self.tokens))
        while stop < last and self.touching(stop) and self.capital(stop) and self.surname(stop):
            stop += 1
        return stop

    def names_from(self, position: int) -> tuple[int, int]:
        """Return the run of names that begins at an offset: index of the first, and after the last."""
        first = bisect_left(self.tokens, position, key=lambda token: token.start)
        stop = first
        last = min(first + _MOST_NAMES, len(self.tokens))
        while stop < last and (stop == first or (self.touching(stop) and self._goes_on(stop))):
            if stop == first and not self._is_name(stop):
                break
            stop += 1
        while stop > first and self.tokens[stop - 1].word in PARTICLES:
            if stop - first == PAIR and self.tokens[stop - 1].word in FOREIGN_PARTICLES:  # « Karim Ben »
                break
            stop -= 1
        return first, stop

    def _is_name(self, index: int) -> bool:
        word = self.tokens[index].word
        return (is_first_name(word) and not is_common(word)) or self.surname(index, sure=True)

    def _goes_on(self, index: int) -> bool:
        particle = self.tokens[index].word in PARTICLES and not self.capital(index)
        return particle or self._after_particle(index) or self._is_name(index)
