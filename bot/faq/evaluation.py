"""How well the search does, with the uncertainty of the figures.

Success at one and at three, wrong answers given with confidence and « I do not know » are measured together: a search
that always answers would look best on success alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.faq.search import CHOICES, Candidate, Decision

RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an evaluation set; ``accepted`` holds the right entries, the best first, empty when none is."""

    text: str
    accepted: tuple[str, ...]
    style: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What the search made of a question."""

    question: Question
    candidates: Sequence[Candidate]
    decision: Decision

    @property
    def place(self) -> int | None:
        """The place (from 0) of the first accepted entry among the candidates."""
        ids = [candidate.entry_id for candidate in self.candidates]
        return min((ids.index(entry) for entry in self.question.accepted if entry in ids), default=None)


@dataclass(frozen=True, slots=True)
class Figure:
    """A share or mean with its bootstrap interval at 95 %."""

    value: float
    low: float
    high: float
    count: int


def figures(results: Sequence[Result]) -> Mapping[str, Figure]:
    """The figures by name; the names are keys of the command line's texts."""
    inside = [result for result in results if result.question.accepted]
    outside = [result for result in results if not result.question.accepted]
    places = [result.place for result in inside]
    right = [place == 0 for place in places]
    return {
        "success_at_1": share(right),
        "success_at_3": share([place is not None and place < CHOICES for place in places]),
        "mrr": share([0.0 if place is None else 1 / (place + 1) for place in places]),
        "answered": share([result.decision is Decision.ANSWER for result in inside]),
        "clarified": share([result.decision is Decision.CLARIFY for result in inside]),
        "unknown": share([result.decision is Decision.UNKNOWN for result in inside]),
        "wrong_answer": share(
            [result.decision is Decision.ANSWER and not hit for result, hit in zip(inside, right, strict=True)]
        ),
        "right_in_choices": share(
            [
                place is not None and place < CHOICES
                for result, place in zip(inside, places, strict=True)
                if result.decision is Decision.CLARIFY
            ]
        ),
        "outside_refused": share([result.decision is Decision.UNKNOWN for result in outside]),
        "outside_answered": share([result.decision is Decision.ANSWER for result in outside]),
    }


def share(values: Sequence[float]) -> Figure:
    """The mean of some values (a share, when they are true or false) with its interval."""
    if not values:
        return Figure(float("nan"), float("nan"), float("nan"), 0)
    sample = np.asarray(values, dtype=float)
    chance = np.random.default_rng(0)
    means = sample[chance.integers(0, len(sample), (RESAMPLES, len(sample)))].mean(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return Figure(float(sample.mean()), float(low), float(high), len(sample))
