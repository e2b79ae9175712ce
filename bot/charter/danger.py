"""Words of mortal danger, which are heard whatever stands beside them, and in any language (CD5).

The intent classifier weighs a whole message: beside a plain question « je veux mourir » may be outweighed. And it has
been taught in French: of other languages it understands some and misses most. The words are data (``danger.yml``).
"""

import re
from functools import cache
from pathlib import Path

import yaml

from bot.faq.folding import unaccent

_CHINESE = re.compile(r"[一-鿿]")


def in_danger(text: str) -> bool:
    """Whether a message holds words that, in some language, say that a life is in danger."""
    return _words().search(_plain(text)) is not None


def _plain(text: str) -> str:
    """As the words of ``danger.yml`` are written; « й » and the like are letters, not accents."""
    written = text.replace("’", "'").lower()
    return "".join(unaccent(letter) if letter < "Ͱ" else letter for letter in written.replace("ё", "е"))


@cache
def _words() -> re.Pattern[str]:
    by_language: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    words = [re.escape(word) for words in by_language.values() for word in words]
    # Chinese writes no spaces between words. The others share what begins a word: tried apart they take six times as
    # long.
    within = [word for word in words if _CHINESE.search(word)]
    whole = [word for word in words if not _CHINESE.search(word)]
    return re.compile(rf"\b(?:{'|'.join(whole)})\b|{'|'.join(within)}")
