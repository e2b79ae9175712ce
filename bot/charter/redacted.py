"""What can be read of a text from which personal data was erased: which kinds were there, what is left to ask (CH2)."""

import re

from bot.charter.privacy import WORDS, Kind

_KINDS = {words.mark: kind for kind, words in WORDS.items()}
_MARK = re.compile("|".join(map(re.escape, _KINDS)))
_CLAUSE = re.compile(r"(?<=[.?!;,\n])\s*")
_LEAST_WORDS = 3
"""« merci » or « c'est ça » is no question of its own."""


def kinds(redacted: str) -> frozenset[Kind]:
    """Returns the kinds that :func:`bot.charter.privacy.redact` left its marks of."""
    return frozenset(_KINDS[mark] for mark in _MARK.findall(redacted))


def rest(redacted: str) -> str:
    """Returns what a message says beside what was erased; the message itself where nothing was.

    The words that led to a value go with it: of « Je suis né le [date de naissance effacée], comment demander
    l'Apl ? » the question is left. Pieces too short to ask anything are left out.
    """
    if not _MARK.search(redacted):
        return redacted
    pieces = [_MARK.split(clause)[-1].strip() for clause in _CLAUSE.split(redacted)]
    return " ".join(piece for piece in pieces if len(piece.split()) >= _LEAST_WORDS)


def readings(redacted: str) -> list[str]:
    """Returns the texts by which a message is to be understood; the message itself where nothing was erased.

    What it says beside what was erased, where it says anything; then all its words but the marks, for what leads to a
    value may be no label: « je veux mourir mon numéro est le [numéro d'allocataire effacé] ».
    """
    beside, words = rest(redacted), _MARK.sub(" ", redacted).strip()
    return list(dict.fromkeys(text for text in (beside, words) if text)) or [redacted]
