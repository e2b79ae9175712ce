"""The asking sentences of a message: long stories hold one or two, and they are what should be searched.

Pure: text in, sentences out, nothing invented. A message without any asking sentence gives none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml

from bot.faq.folding import unaccent

FEWEST_WORDS = 3
"""A piece with fewer words (« et quand ? ») asks nothing that can be searched by itself."""

_END = re.compile(r"(?<=[?!…])\s*|(?<=[.;])\s+|(?<=\D\.)(?=[A-ZÀ-Ý])|\n+")
_JOINT = re.compile(
    r"(?:\s*[,:]\s*|\s+)(?:et|puis|aussi|ensuite|mais)\s+(?:aussi\s+|sinon\s+|puis\s+)?|\s*,\s*", re.IGNORECASE
)
_SPACES = re.compile(r"[^a-z0-9]+")


def sentences(text: str) -> list[str]:
    """The asking sentences of a message, in order, as they were written.

    A sentence that asks two things (« comment demander l'Apl et quand est-elle versée ? ») gives two.
    """
    return [piece for sentence in _sentences(text) for piece in _pieces(sentence)]


def _sentences(text: str) -> Iterator[str]:
    for sentence in _END.split(text):
        trimmed = sentence.strip(" ,;:-–—")
        if _is_long_enough(trimmed) and (trimmed.endswith("?") or _asks(trimmed)):
            yield trimmed


def _pieces(sentence: str) -> Sequence[str]:
    """The sentence cut where a second question begins, provided that what comes before asks something, too."""
    pieces, start = [], 0
    for joint in _JOINT.finditer(sentence):
        before, after = sentence[start : joint.start()], sentence[joint.end() :]
        if _opens(after) and _is_long_enough(after) and _asks(before) and _is_long_enough(before):
            pieces.append(before.strip(" ,"))
            start = joint.end()
    return [*pieces, sentence[start:].strip(" ,")]


def _is_long_enough(sentence: str) -> bool:
    return len(_said(sentence).split()) >= FEWEST_WORDS


def _asks(sentence: str) -> bool:
    said = _said(sentence)
    return sentence.rstrip().endswith("?") or _opens(sentence) or any(f" {cue} " in said for cue in _cues()["markers"])


def _opens(sentence: str) -> bool:
    return _said(sentence).startswith(tuple(f" {cue} " for cue in _cues()["openers"]))


def _said(sentence: str) -> str:
    return f" {_SPACES.sub(' ', unaccent(sentence)).strip()} "


@cache
def _cues() -> Mapping[str, Sequence[str]]:
    cues: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("asking.yml").read_text(encoding="utf-8"))
    return cues
