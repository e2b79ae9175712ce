"""French typography, as the Imprimerie nationale's rules have it: no-break spaces and curly apostrophes.

Narrow no-break space (U+202F) before « ; ! ? » and inside guillemets, no-break space (U+00A0) before a colon and
between a number and its unit. Addresses of pages are left alone.
"""

import re

NBSP = "\u00a0"
NARROW = "\u202f"

_ADDRESS = re.compile(r"https?://\S+|\{[^{}]*\}")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w)'(?=\w)|(?<=\w)'(?=«)"), "’"),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"[ \u00a0\u202f]+([;!?])"), NARROW + r"\1"),
    (re.compile(r"[ \u00a0\u202f]+:(?=\s|»|$)"), NBSP + ":"),
    (re.compile(r"«[ \u00a0\u202f]*"), "«" + NARROW),
    (re.compile(r"[ \u00a0\u202f]*»"), NARROW + "»"),
    (re.compile(r"(?<=\d) (?=(?:€|%|h\b|ans?\b|mois\b|jours?\b|km\b|m²|euros?\b|heures?\b))"), NBSP),
    (re.compile(r"(?<=\d)[ \u00a0](?=\d{3}\b)"), NARROW),
)


def mend(text: str) -> str:
    """The same text with French spaces, apostrophes and ellipses; mending twice changes nothing more."""
    kept = _ADDRESS.findall(text)
    parts = _ADDRESS.split(text)
    return "".join(_mend_words(part) + address for part, address in zip(parts, [*kept, ""], strict=True))


def _mend_words(text: str) -> str:
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
