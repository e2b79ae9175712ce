"""Text between us and the platforms: what can be kept, and long replies in pieces."""

from collections.abc import Iterator

import regex

_WHOLE = r"(?![\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}])"
"""A space that bears an accent belongs to it."""

_BREAKS = tuple(
    regex.compile(pattern + _WHOLE)
    for pattern in (
        r"\n[ \t]*\n\s*",  # between paragraphs
        r"\n\s*",  # between lines
        r"(?<=[.!?…][»”)]?)[ \t]+",  # between sentences; a no-break space ends none
        r"[ \t]+",  # between words
    )
)
"""Where a text may be cut, the best places first."""

_SPACE = regex.compile(r"\A\s+" + _WHOLE)
_GRAPHEME = regex.compile(r"\X")
SHORTEST_SHARE = 0.25
"""A better kind of break is passed over when it would leave less than this share of a piece."""


def storable(text: str) -> str:
    """The text as any database takes it: half surrogate pairs and NUL characters are replaced."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def size(text: str) -> int:
    """Length in UTF-16 units: what platforms count where they do not say, and never less than characters."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, limit: int) -> list[str]:
    """The text in pieces of at most ``limit`` UTF-16 units, in order.

    Cut between paragraphs rather than lines, sentences, words, graphemes; only a grapheme that is longer than the
    limit is cut itself. Nothing but white space at the cuts is lost.

    Args:
        text: any text; a blank one gives no piece.
        limit: at least 2, so that any character fits.
    """
    return list(_pieces(text.strip(), limit))


def _pieces(rest: str, limit: int) -> Iterator[str]:
    while size(rest) > limit:
        end, start = _place(rest, limit)
        yield rest[:end]
        rest = _SPACE.sub("", rest[start:])
    if rest:
        yield rest


def _place(text: str, limit: int) -> tuple[int, int]:
    """Where the first piece ends and where the next one starts."""
    longest = _fitting(text, limit)
    for pattern in _BREAKS:
        last = None
        # Over the whole text, for an accent after the last space that fits must be seen.
        for found in pattern.finditer(text, 1):
            if found.start() > longest:
                break
            last = found
        if last and last.start() >= longest * SHORTEST_SHARE:
            return last.start(), last.end()
    return longest, longest


def _fitting(text: str, limit: int) -> int:
    """How many characters of whole graphemes fit; of a single grapheme that is too long, as many as fit."""
    taken = end = 0
    for grapheme in _GRAPHEME.finditer(text):
        taken += size(grapheme.group())
        if taken > limit:
            break
        end = grapheme.end()
    if end:
        return end
    fitting = limit
    while size(text[:fitting]) > limit:
        fitting -= 1
    return fitting
