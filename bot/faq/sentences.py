"""Sentences of an answer, row by row: a list's items and paragraphs never run into each other."""

import re
from collections.abc import Iterator

_BOUNDARY = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][»”)])|(?<=[.!?…]\s»))\s+(?=[A-ZÀ-ÖØ-Þ0-9«“({])")
_ITEM = re.compile(r"\s*(?:[-•–]\s+|\d+[.)]\s+)")


def rows(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Each row of a text: its number (from 0), what begins it (« - », « 2. ») and its sentences."""
    for number, row in enumerate(text.split("\n")):
        item = _ITEM.match(row)
        lead = item.group() if item else ""
        yield number, lead, [sentence for sentence in _BOUNDARY.split(row[len(lead) :]) if sentence.strip()]
