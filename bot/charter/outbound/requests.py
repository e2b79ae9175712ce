"""Requests for personal information: who is to give, what, to whom, and where.

A sentence asks when somebody is to give (« envoyez-nous », « il me faut », « quel est »), the thing is personal
(« votre RIB », « le nom de votre conjoint »), nothing refuses it (« n'envoyez jamais ») and no other place is meant
(« depuis Mon Compte »). General statements pass: « votre numéro d'allocataire figure sur vos courriers ».

Every look from a token goes a bounded number of tokens back, so that the work grows with the length of the text.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.charter.outbound.lexicon import Token, lexicon

_SENTENCE = re.compile(r"(?:[^.?!;\n]|\.(?=\S))+[.?!;]?")
_REACH = 8
"""Tokens between who gives and what, or between a refusal and what it refuses."""

_STRAIGHT = frozenset({"need", "asked", "which", "asked_if", "without"})
"""Tags that ask for what stands straight behind them."""

Request = tuple[int, int, str]


def requests(text: str) -> Iterator[Request]:
    """Spans of a normalised text (``View.text``) that ask for something, and what; at most one a sentence."""
    elsewhere = False
    for sentence in _SENTENCE.finditer(text):
        tokens = list(lexicon().read(sentence[0]))
        asked = next(_asked(tokens, elsewhere), None)
        if asked is not None:
            start, end, thing = asked
            yield sentence.start() + start, sentence.start() + end, thing
        elsewhere = elsewhere or _any(tokens, "elsewhere")


def _asked(tokens: Sequence[Token], elsewhere: bool) -> Iterator[Request]:
    """What a sentence asks for; ``elsewhere``: an earlier one named another place."""
    for place, token in enumerate(tokens):
        if "whole" in token.tags and not _refused(tokens, place):
            yield token.start, token.end, token.thing
    things = [place for place in range(len(tokens)) if _is_personal(tokens, place)]
    if things and _is_bare(tokens, things):
        yield tokens[0].start, tokens[-1].end, tokens[things[0]].thing
    for thing in things:
        for place in range(max(0, thing - _REACH), thing):
            if _asks(tokens, place, thing) and not _refused(tokens, place) and _is_for_us(tokens, place, elsewhere):
                yield tokens[place].start, tokens[thing].end, tokens[thing].thing
    for place in range(things[0] + 1 if things else len(tokens), len(tokens)):
        if _hands_over(tokens, place) and not _refused(tokens, place):
            yield tokens[things[0]].start, tokens[place].end, tokens[things[0]].thing


def _is_personal(tokens: Sequence[Token], place: int) -> bool:
    """Whether the token names something personal, by itself or by whose it is."""
    tags, behind = tokens[place].tags, tokens[place + 1 : place + 6]
    yours = _any(tokens[max(0, place - 2) : place], "owner")
    if "always" in tags:
        return yours or not _any(behind[:1], "public")
    if "owned" not in tags:
        return False
    return yours or any("owner" in one.tags and "relative" in other.tags for one, other in pairwise(behind))


def _is_bare(tokens: Sequence[Token], things: Sequence[int]) -> bool:
    """Whether it is a request without a verb: « Bonjour, votre numéro d'allocataire, s'il vous plaît »."""
    around = {"filler", "polite", "owner", "break", "question", "owned", "always", "relative"}
    asking = _any(tokens, "question") or _any(tokens, "polite")
    return asking and all(token.tags & around or place in things for place, token in enumerate(tokens))


def _asks(tokens: Sequence[Token], place: int, thing: int) -> bool:
    """Whether the token at ``place`` is somebody who is to give the thing, or a need of it, or a question for it."""
    tags = tokens[place].tags
    if not tags & _STRAIGHT:
        return _gives(tokens, place)
    return all(token.tags & {"filler", "owner", "owned"} for token in tokens[place + 1 : thing]) and (
        bool(tags & {"need", "asked"})
        or ("which" in tags and _any(tokens[thing + 1 : thing + 3], "you", "asked_if"))
        or ("asked_if" in tags and _any(tokens, "question"))
        or ("without" in tags and _any(tokens, "helpless"))
    )


def _gives(tokens: Sequence[Token], place: int) -> bool:
    """Whether the verb at ``place`` tells the reader to give."""
    tags, before = tokens[place].tags, tokens[max(0, place - 2) : place]
    to_us = _any(before, "to_one", "to_us")
    if "order" in tags:
        return to_us or not _any(before[-1:], "you")
    if "bare" in tags:
        return _any(tokens[place + 1 : place + 2], "to_one", "to_us") or _begins(tokens, place)
    if "infinitive" in tags:
        return to_us or _any(before, "frame")
    if "gerund" in tags:
        return _any(tokens, "here", "to_one", "to_us")
    return "other" in tags and to_us


def _begins(tokens: Sequence[Token], place: int) -> bool:
    return all(token.tags & {"filler", "polite", "break"} for token in tokens[:place])


def _hands_over(tokens: Sequence[Token], place: int) -> bool:
    """Whether what was named before is to be given to us: « votre RIB, envoyez-le-moi »."""
    around = tokens[max(0, place - 2) : place + 3]
    gives = bool(tokens[place].tags & {"order", "infinitive", "bare", "other"})
    return gives and _any(around, "pronoun") and _any(around, "to_one", "to_us")


def _refused(tokens: Sequence[Token], place: int) -> bool:
    """Whether what stands at ``place`` is refused, within its part of the sentence."""
    for token in reversed(tokens[max(0, place - _REACH) : place]):
        if "break" in token.tags:
            return False
        if "refusal" in token.tags:
            return True
    return False


def _is_for_us(tokens: Sequence[Token], place: int, elsewhere: bool) -> bool:
    """Whether it is to be given in this conversation rather than at another place."""
    if tokens[place].tags & _STRAIGHT or _any(tokens, "here"):
        return True
    around = tokens[max(0, place - 2) : place + 3]
    if _any(around, "to_one"):
        return True
    return not _any(tokens, "elsewhere") and (_any(around, "to_us") or not elsewhere)


def _any(tokens: Sequence[Token], *tags: str) -> bool:
    return any(tag in token.tags for token in tokens for tag in tags)
