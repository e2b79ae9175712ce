"""What a question finds now, and what it would find with a changed entry, before anybody else is answered with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from bot.faq.entries import Entry, Status
from bot.faq.evaluation import Question, Result, measure
from bot.faq.index import Index
from bot.faq.search import CHOICES, Decision, Search
from bot.faq.vectors import Encode, VectorStore


class Grade(IntEnum):
    """How well a question of an evaluation set is served, from bad to good."""

    WRONG = 0
    """An entry is given with confidence that is none of the right ones."""

    MISSED = 1
    """Nothing right is given or offered, and nothing wrong is given."""

    OFFERED = 2
    """A right entry is among the choices."""

    RIGHT = 3
    """A right entry is given; or none is right, and none is given or offered."""


def grade(result: Result) -> Grade:
    """How well a question was served."""
    place, accepted, decision = result.place, result.question.accepted, result.decision
    if decision is Decision.ANSWER:
        return Grade.RIGHT if place == 0 else Grade.WRONG
    if decision is Decision.CLARIFY:
        return Grade.OFFERED if place is not None and place < CHOICES else Grade.MISSED
    return Grade.MISSED if accepted else Grade.RIGHT


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question, asked of the FAQ as it is and as it would be."""

    now: Result
    then: Result

    @property
    def breaks(self) -> bool:
        """Whether the question is served worse."""
        return grade(self.then) < grade(self.now)

    @property
    def mends(self) -> bool:
        """Whether the question is served better."""
        return grade(self.then) > grade(self.now)


@dataclass(frozen=True, slots=True)
class Tools:
    """What a search needs beside the entries: vectors of phrasings, vectors of questions, all that ranks."""

    vectors: VectorStore
    encode: Encode
    search: Search


def overlaid(served: Mapping[str, Entry], changed: Entry | None) -> dict[str, Entry]:
    """The entries as they would be served: the changed one counts as published, a disabled one as withdrawn."""
    if changed is None:
        return dict(served)
    if changed.status is not Status.DISABLED:
        return {**served, changed.id: changed}
    return {entry_id: entry for entry_id, entry in served.items() if entry_id != changed.id}


def compare(
    served: Mapping[str, Entry], changed: Entry | None, questions: Sequence[Question], tools: Tools
) -> Iterator[Comparison]:
    """Asks each question twice, in order.

    Args:
        served: the entries of today, by identifier; at least one stays served.
        changed: the entry as it would be, whatever its state (:func:`overlaid`); None changes nothing.
        questions: what is asked.
        tools: what a search needs.
    """
    now = Index(list(served.values()), tools.vectors)
    then = Index(list(overlaid(served, changed).values()), tools.vectors) if changed else now
    for before, after in measure([now, then], tools.encode, tools.search, questions):
        yield Comparison(before, after)


def nearest_phrasing(entry: Entry, question: str, tools: Tools) -> str:
    """The phrasing of an entry that is nearest to a question by meaning: why it was found."""
    (vector,) = tools.encode([tools.search.speller.mend(question)])
    return entry.phrasings[int(np.argmax(tools.vectors.passages(entry.phrasings) @ vector))]
