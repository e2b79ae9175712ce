"""Other ways of writing the same message: what people do to a text without changing what it means (CheckList)."""

import random
import re
from collections.abc import Callable, Mapping

from bot.faq.folding import unaccent

_SMS = {
    r"\bqu'est-ce que\b": "c koi", r"\bcomment\b": "cmt", r"\bquand\b": "kan", r"\bpour\b": "pr", r"\bpas\b": "pa",
    r"\bje suis\b": "jsui", r"\bj'ai\b": "g", r"\bque\b": "ke", r"\bqui\b": "ki", r"\bc'est\b": "c", r"\bdans\b": "ds",
    r"\bavec\b": "avc", r"\bvous\b": "vs", r"\btoujours\b": "tjr", r"\bbeaucoup\b": "bcp", r"\bmon\b": "mn",
}  # fmt: skip
_TU = {
    r"\bvous pouvez\b": "tu peux", r"\bpouvez-vous\b": "peux-tu", r"\bvous voulez\b": "tu veux",
    r"\bvous avez\b": "tu as", r"\bavez-vous\b": "as-tu", r"\bvous êtes\b": "tu es", r"\bêtes-vous\b": "es-tu",
    r"\bvous allez\b": "tu vas", r"\bvous devez\b": "tu dois", r"\bvous savez\b": "tu sais",
    r"\bvous faites\b": "tu fais",
    r"\bvous (\w+)iez\b": r"tu \1ais", r"\bvous (\w*)mettez\b": r"tu \1mets",
    r"\bvous (\w+)ez\b": r"tu \1es", r"\b(?!rendez)(\w+)ez-vous\b": r"\1es-tu",
    r"\b(je|on|nous|ils?|elles?) vous\b": r"\1 te",
    r"\bvotre (?=[aeéèêiouh])": "ton ", r"\bvotre\b": "ta", r"\bvos\b": "tes", r"\bvous\b": "toi",
}  # fmt: skip
"""The commonest verbs, then regular ones; no grammar: what is left reads as a learner would write it."""


def _replaced(text: str, table: Mapping[str, str]) -> str:
    for pattern, replacement in table.items():
        text = re.sub(pattern, replacement, text, flags=re.IGNORECASE)
    return text


def _mistyped(text: str) -> str:
    """Two neighbouring letters swapped in one word in three; the same text is always mistyped in the same way."""
    chance = random.Random(text)  # noqa: S311 (not a secret)
    words = text.split(" ")
    for number, word in enumerate(words):
        if len(word) > 4 and chance.random() < 1 / 3:  # noqa: PLR2004 (shorter words become others)
            at = chance.randrange(1, len(word) - 2)
            words[number] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


REWRITINGS: Mapping[str, Callable[[str], str]] = {
    "no_accents": unaccent,
    "capitals": str.upper,
    "no_apostrophes": lambda text: re.sub(r"['’]", "", text),
    "curly_apostrophes": lambda text: text.replace("'", "’"),
    "curly_quotes": lambda text: re.sub(r'"([^"]*)"', r"“\1”", text),
    "sms": lambda text: _replaced(text, _SMS),
    "typos": _mistyped,
    "greeting": lambda text: f"Bonjour, {text}",
    "tu": lambda text: _replaced(text, _TU),
    "caf_dotted": lambda text: re.sub(r"\bcaf\b", "C.A.F", text, flags=re.IGNORECASE),
    "caf_capitals": lambda text: re.sub(r"\bcaf\b", "CAF", text, flags=re.IGNORECASE),
    "emoji": lambda text: f"{text} 🙏😊",
    "no_punctuation": lambda text: re.sub(r"[?.!,;]", "", text).strip(),
}
"""By name; ``texts.yml`` says it in French."""
