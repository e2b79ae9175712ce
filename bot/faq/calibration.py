"""Learns how raw likenesses become probabilities, and from which probability to answer.

The weights, the steepness and the score of « none of these » are those under which the phrasings of a writer whom
neither the encoder nor the topic model has read, and messages that no entry answers, are likeliest. The thresholds
follow from how much may go wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from bot.faq.encoder import Encoder
from bot.faq.index import Index
from bot.faq.search import CHOICES, Calibration
from bot.faq.topics import TopicModel

WRONG_AT_MOST = 0.02
"""Share of questions that may be answered wrongly with confidence (DESIGN, figures)."""

STRAY_AT_MOST = 0.2
"""Share of unanswerable messages that may lead to choices; a third of it may be answered. The search is not alone in
refusing them: the intent ``out_of_scope`` comes before it."""

OUTSIDE_SHARE = 0.2
"""Share of what citizens write that no entry answers, as far as it can be known before the service runs."""

Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions with their likeness to every entry: three arrays of shape [questions, entries].

    ``outside`` is the learnt probability that none is asked for; ``right`` is the number of the right entry, -1 where
    none is.
    """

    dense: Scores
    lexical: Scores
    learnt: Scores
    outside: Scores
    right: npt.NDArray[np.int64]


def ask_all(
    index: Index, encoder: Encoder, topics: TopicModel, questions: Sequence[str], right: Sequence[str | None]
) -> Asked:
    """The likeness of each question to each entry; what the index does not bring up counts as far away."""
    numbers = {entry_id: number for number, entry_id in enumerate(index.entries)}
    dense = np.full((len(questions), len(numbers)), -1.0)
    lexical, learnt = np.zeros_like(dense), np.zeros_like(dense)
    outside = np.zeros(len(questions))
    for row, (question, vector) in enumerate(zip(questions, encoder.encode_queries(questions), strict=True)):
        matches = index.match(question, vector, topics.probabilities(question))
        outside[row] = matches.outside
        for match in matches.entries:
            number = numbers[match.entry_id]
            dense[row, number], lexical[row, number], learnt[row, number] = match.dense, match.lexical, match.learnt
    return Asked(dense, lexical, learnt, outside, np.array([numbers[entry] if entry else -1 for entry in right]))


def fit(asked: Asked) -> Calibration:
    """The calibration under which these questions are likeliest, with thresholds that keep to the limits above."""
    inside = asked.right >= 0
    weights = np.where(inside, (1 - OUTSIDE_SHARE) / inside.sum(), OUTSIDE_SHARE / max(1, (~inside).sum()))

    def surprise(parameters: npt.NDArray[np.float64]) -> float:
        probabilities = _probabilities(asked, *parameters)
        given = probabilities[np.arange(len(asked.right)), asked.right]  # -1 is the last column: none of these
        return float(-(weights * np.log(np.maximum(given, 1e-12))).sum())

    best = min(
        (minimize(surprise, start, method="Nelder-Mead", options={"maxiter": 800}) for start in _STARTS),
        key=lambda found: found.fun,
    )
    weights_and_none = [float(value) for value in best.x]
    probabilities = _probabilities(asked, *weights_and_none)[:, :-1]
    order = np.argsort(-probabilities, axis=1)
    first = probabilities[np.arange(len(order)), order[:, 0]]
    three = np.take_along_axis(probabilities, order[:, :CHOICES], axis=1).sum(axis=1)
    wrong = inside & (order[:, 0] != asked.right)
    answer_at = max(
        _lowest(first, wrong, WRONG_AT_MOST * inside.sum()),
        _lowest(first, ~inside, STRAY_AT_MOST / 3 * (~inside).sum()),
    )
    clarify_at = min(answer_at, _lowest(three, ~inside, STRAY_AT_MOST * (~inside).sum()))
    lexical_weight, learnt_weight, steepness, none_score = (round(value, 4) for value in weights_and_none)
    return Calibration(lexical_weight, learnt_weight, steepness, none_score, round(answer_at, 3), round(clarify_at, 3))


_STARTS = [
    np.array([0.15, learnt, steepness, none])
    for learnt in (0.1, 0.4)
    for steepness in (10.0, 30.0)
    for none in (0.6, 0.9)
]


def _probabilities(
    asked: Asked, lexical_weight: float, learnt_weight: float, steepness: float, none_score: float
) -> Scores:
    """The softmax of ``bot.faq.search.rank`` for all questions at once; the last column is « none of these »."""
    scores = asked.dense + lexical_weight * asked.lexical + learnt_weight * np.sqrt(asked.learnt)
    none = none_score + learnt_weight * np.sqrt(asked.outside)
    scores = steepness * np.hstack([scores, none[:, None]])
    scores -= scores.max(axis=1, keepdims=True)
    weights = np.exp(scores)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _lowest(values: Scores, bad: npt.NDArray[np.bool_], allowed: float) -> float:
    """The lowest threshold at which no more than ``allowed`` bad cases pass it."""
    worst_first = np.sort(values[bad])[::-1]
    passing = int(allowed)
    return float(worst_first[passing] + 1e-3) if passing < len(worst_first) else 0.0
