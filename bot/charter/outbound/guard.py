"""``check``: the one function that the console and the FAQ's checks call."""

from dataclasses import dataclass
from enum import StrEnum

from bot.charter.outbound.lexicon import lexicon
from bot.charter.outbound.requests import requests
from bot.charter.privacy import WORDS, Kind, find
from bot.charter.privacy.view import View


class Rule(StrEnum):
    """What is wrong with a passage."""

    HOLDS = "holds"
    ASKS = "asks"


@dataclass(frozen=True, slots=True)
class Problem:
    """A passage that may not be sent.

    Attributes:
        start: offset of its first character in the text.
        end: offset after its last character.
        rule: whether it holds personal data or asks for it.
        thing: the kind of personal data (a value of :class:`Kind`), or ``document`` or ``situation``.
        reason: why, and what to do, in French; it never repeats a value.
    """

    start: int
    end: int
    rule: Rule
    thing: str
    reason: str


def check(text: str) -> list[Problem]:
    """Returns what forbids to send a text, in its order; an empty list when it may be sent.

    Args:
        text: a reply typed by a community manager, or what an editor writes for citizens to read.
    """
    view = View(text)
    held = [_problem(found.start, found.end, Rule.HOLDS, found.kind.value) for found in find(text)]
    asked = [_problem(*view.original(start, end), Rule.ASKS, thing) for start, end, thing in requests(view.text)]
    return sorted([*held, *asked], key=lambda problem: (problem.start, problem.end))


def _problem(start: int, end: int, rule: Rule, thing: str) -> Problem:
    return Problem(start, end, rule, thing, lexicon().reasons[rule.value].format(the=name_of(thing)))


def name_of(thing: str) -> str:
    """What a :attr:`Problem.thing` is called, with its article: « le numéro d’allocataire »."""
    return WORDS[Kind(thing)].the if thing in set(Kind) else lexicon().names[thing]
