"""Which language a message is in, where it is surely not French (what its author is told: ``languages``).

Short messages, misspelt ones and those in phonetic French look like many languages: a message is taken for French
unless the detector all but excludes it.
"""

import re
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

FRENCH_AT_MOST = 0.1
OTHER_AT_LEAST = 0.6
"""Probabilities, from 0 to 1. With them no French question of ``data/nlu`` is taken for another language."""

FEWEST_WORDS = 3
"""Words of Latin script below which « merci », « hola » or « ok bye » say nothing of what their author reads."""

_LANGUAGES = (
    *(Language.FRENCH, Language.ENGLISH, Language.ARABIC, Language.SPANISH, Language.PORTUGUESE, Language.TURKISH),
    *(Language.UKRAINIAN, Language.ROMANIAN, Language.ITALIAN, Language.GERMAN, Language.RUSSIAN),
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN = re.compile(r"[a-zà-ɏ]", re.IGNORECASE)
_CODE = re.compile(r"[{}<>=;/\\*_]|\w\(")


def foreign(text: str) -> str | None:
    """The language of a message that is surely not in French (ISO 639-1), else None."""
    found = _WORD.findall(text)
    latin = _LATIN.search(text) is not None
    if not found or (latin and (len(found) < FEWEST_WORDS or _CODE.search(text))):
        return None
    values = _detector().compute_language_confidence_values(text)
    french = next(value.value for value in values if value.language == Language.FRENCH)
    likeliest = values[0]
    if likeliest.value < OTHER_AT_LEAST or french > FRENCH_AT_MOST:
        return None
    return str(likeliest.language.iso_code_639_1.name.lower())


@cache
def _detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*_LANGUAGES).build()
