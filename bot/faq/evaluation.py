"""How well the search does, with the uncertainty of the figures.

Success at one and at three, wrong answers given with confidence and « I do not know » are measured together: a search
that always answers would look best on success alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.faq.search import CHOICES, Candidate, Decision, Search

if TYPE_CHECKING:  # figures need no index
    from numpy.typing import NDArray

    from bot.faq.index import Index
    from bot.faq.vectors import Encode

RESAMPLES = 1000

BATCH = 16
"""Questions encoded together."""


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

    @property
    def probability(self) -> float:
        """The probability of the first candidate; 0 when there is none."""
        return self.candidates[0].probability if self.candidates else 0.0


def read_questions(file: Path) -> list[Question]:
    """The questions of a set: a JSON object a line, ``faq_id`` null where no entry answers.

    Raises:
        OSError: it cannot be read.
    """
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        Question(
            row["text"], tuple([row["faq_id"], *row.get("also", [])] if row["faq_id"] else []), row.get("style", "")
        )
        for row in rows
    ]


def measure(
    indexes: Sequence[Index], encode: Encode, search: Search, questions: Sequence[Question]
) -> Iterator[tuple[Result, ...]]:
    """What the search makes of each question in each index, question by question."""
    for start in range(0, len(questions), BATCH):
        some = questions[start : start + BATCH]
        texts = [search.speller.mend(question.text) for question in some]
        for question, text, vector in zip(some, texts, encode(texts), strict=True):
            found = (search.candidates(index, text, vector) for index in indexes)
            yield tuple(Result(question, candidates, search.decide(candidates)) for candidates in found)


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
    return of_means([[value] for value in values], lambda means: means[..., 0])


def of_means(rows: Sequence[Sequence[float]], figure: Callable[[NDArray[np.float64]], NDArray[np.float64]]) -> Figure:
    """What is computed from the means of some columns (a precision, an F-measure) with its interval.

    Args:
        rows: one a message, one value a column.
        figure: takes means of shape (…, columns) and gives figures of shape (…).
    """
    if not rows:
        return Figure(float("nan"), float("nan"), float("nan"), 0)
    sample = np.asarray(rows, dtype=np.float64)
    chance = np.random.default_rng(0)
    means = sample[chance.integers(0, len(sample), (RESAMPLES, len(sample)))].mean(axis=1)
    low, high = np.quantile(figure(means), (0.025, 0.975))
    return Figure(float(figure(sample.mean(axis=0))), float(low), float(high), len(sample))


@dataclass(frozen=True, slots=True)
class Confusion:
    """An entry given first where another was right: how often, and how often it was answered with confidence.

    ``asked`` is None where no entry was right. The questions themselves are not kept: their set is held apart.
    """

    asked: str | None
    given: str
    count: int
    answered: int


def confusions(results: Sequence[Result]) -> list[Confusion]:
    """The pairs that are confused, the most frequent first; questions out of scope count when they are answered."""
    counts: Counter[tuple[str | None, str]] = Counter()
    answered: Counter[tuple[str | None, str]] = Counter()
    for result in results:
        confident = result.decision is Decision.ANSWER
        if not result.candidates or result.place == 0 or not (result.question.accepted or confident):
            continue
        pair = (next(iter(result.question.accepted), None), result.candidates[0].entry_id)
        counts[pair] += 1
        answered[pair] += confident
    pairs = [Confusion(*pair, count, answered[pair]) for pair, count in counts.items()]
    return sorted(pairs, key=lambda pair: (-pair.count, -pair.answered, pair.asked or "", pair.given))


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose first candidate has about the same probability: what was announced, what was true."""

    announced: float
    right: Figure


def reliability(results: Sequence[Result], bins: int = 10) -> list[Bin]:
    """Calibration: how often the first candidate is right, by its probability, in bins of equal width.

    A question that no entry answers has no right candidate. Empty bins are left out.
    """
    placed: dict[int, list[Result]] = {}
    for result in results:
        placed.setdefault(min(int(result.probability * bins), bins - 1), []).append(result)
    return [
        Bin(
            float(np.mean([result.probability for result in alike])),
            share([result.place == 0 for result in alike]),
        )
        for _, alike in sorted(placed.items())
    ]


@dataclass(frozen=True, slots=True)
class Threshold:
    """What would happen if one answered from that probability on: shares of the questions of each kind."""

    answer_at: float
    right: float
    wrong: float
    outside: float


def threshold(results: Sequence[Result], answer_at: float) -> Threshold:
    """Questions that would be answered rightly and wrongly, and those that would be though they are out of scope."""
    inside = [result for result in results if result.question.accepted]
    outside = [result for result in results if not result.question.accepted]
    answered = [result.probability >= answer_at for result in inside]
    right = [result.place == 0 for result in inside]
    return Threshold(
        answer_at,
        _mean([passes and hit for passes, hit in zip(answered, right, strict=True)]),
        _mean([passes and not hit for passes, hit in zip(answered, right, strict=True)]),
        _mean([result.probability >= answer_at for result in outside]),
    )


def grouped(results: Sequence[Result], key: Callable[[Result], str]) -> dict[str, list[Result]]:
    """The results by a property of theirs, in the order of its names."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(key(result), []).append(result)
    return dict(sorted(groups.items()))


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else 0.0
