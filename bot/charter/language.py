"""Which language a message is in, where it is surely not French (what its author is told: ``languages``).

Short messages, misspelt ones and those in phonetic French look like many languages to a detector, and « i need help »
looks like French. So the detector is believed alone only where it all but excludes French; elsewhere most of the
words must also be such as nobody writes who writes to the Caf in French: they are in no French dictionary, and in no
message that the assistant has learnt from.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from bot.faq.folding import unaccent
from bot.faq.vocabulary import WORD, Vocabulary

UNSURE = "und"
"""Stands for a language that is not French and that nobody knows for sure (ISO 639-2, « undetermined »)."""

FRENCH_AT_MOST = 0.1
OTHER_AT_LEAST = 0.6
"""Probabilities from which the detector is believed alone. With them no French question of ``data/nlu`` is taken for
another language."""

FEW_KNOWN = 0.6
FRENCH_UNLIKELY = 0.2
"""Share of words that are known, and probability of French, below which a message is foreign."""

FEWER_KNOWN = 0.34
FRENCH_DOUBTFUL = 0.5
"""The same where fewer words are known: the detector, which knows no Arabic in Latin letters, counts for less."""

NAMED_AT_LEAST = 0.35
"""Probability from which a foreign message's language is named."""

FEWEST_WORDS = 3
SHORT_AT_LEAST = 0.5
"""Words of Latin script below which a message is foreign only if none is known and the detector is as sure: « ok bye »
says nothing of what its author reads, nor does a single word."""

_LANGUAGES = (
    *(Language.FRENCH, Language.ENGLISH, Language.ARABIC, Language.SPANISH, Language.PORTUGUESE, Language.TURKISH),
    *(Language.UKRAINIAN, Language.ROMANIAN, Language.ITALIAN, Language.GERMAN, Language.RUSSIAN, Language.POLISH),
    Language.CHINESE,
)
_ARABIC = "ar"
_LATIN = re.compile(r"[a-zà-ɏ]", re.IGNORECASE)
_CODE = re.compile(r"[{}<>=;/\\*_]|\w\(")
_CHAT_ARABIC = re.compile(r"\b(?=[a-z379]*[379])(?=[379]*[a-z])[a-z379]{3,}\b", re.IGNORECASE)
"""Arabic as it is typed with Latin letters: 3, 7 and 9 stand for letters that these lack (« 3afak », « wa9tach »)."""


class LanguageRecogniser:
    """Tells messages that are not in French.

    Args:
        vocabulary: the words of citizens' messages in French.
        unswap: puts letters that were swapped in them back.
    """

    def __init__(self, vocabulary: Vocabulary, unswap: Callable[[str], str]) -> None:
        self._vocabulary = vocabulary
        self._unswap = unswap
        _detector().compute_language_confidence_values("Good morning to everybody")  # loads it now, not when needed

    def foreign(self, text: str) -> str | None:
        """The language of a message that is surely not in French (ISO 639-1, or :data:`UNSURE`), else None.

        French in a hurry looks like many languages: what is French once its swapped letters are put back is French.
        """
        language = self._language(text)
        put_back = self._unswap(text) if language else text
        return language if put_back == text or self._language(put_back) else None

    def _language(self, text: str) -> str | None:
        words = [unaccent(word) for word in WORD.findall(text)]
        latin = _in_latin_letters(words)
        if not words or (latin and (len(words) == 1 or _CODE.search(text))):
            return None
        known = sum(map(self._vocabulary.knows, words)) / len(words)
        if latin and known < FEW_KNOWN and self._is_chat_arabic(text):
            return _ARABIC
        values = _detector().compute_language_confidence_values(text)
        likeliest = values[0].language
        other = 0.0 if likeliest == Language.FRENCH else values[0].value
        french = next(value.value for value in values if value.language == Language.FRENCH)
        if latin and not _is_foreign(len(words), known, other, french):
            return None
        return str(likeliest.iso_code_639_1.name.lower()) if other >= NAMED_AT_LEAST else UNSURE

    def _is_chat_arabic(self, text: str) -> bool:
        """Whether a word has figures for letters; « 3enfants » is French with a space forgotten."""
        return any(
            any(len(part) > 1 and not self._vocabulary.knows(part) for part in re.split("[379]+", unaccent(word)))
            for word in _CHAT_ARABIC.findall(text)
        )


def _in_latin_letters(words: Sequence[str]) -> bool:
    """Whether most letters are; « APL » stands in messages of every script."""
    letters = "".join(words)
    return 2 * len(_LATIN.findall(letters)) >= len(letters)


def _is_foreign(words: int, known: float, other: float, french: float) -> bool:
    """Whether a message in Latin letters is not in French.

    Args:
        words: how many it has.
        known: the share of them that people write in French.
        other: the probability of the likeliest language, 0 where that is French.
        french: the probability of French.
    """
    if words < FEWEST_WORDS:
        return known == 0 and other >= SHORT_AT_LEAST
    excluded = other >= OTHER_AT_LEAST and french <= FRENCH_AT_MOST
    few = other > 0 and known < FEW_KNOWN and french < FRENCH_UNLIKELY
    return excluded or few or (known < FEWER_KNOWN and french < FRENCH_DOUBTFUL)


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*_LANGUAGES).build()
