"""From a question to calibrated candidates, and from candidates to a decision: answer, clarify or unknown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:  # whoever only needs the decision loads no search
    from bot.faq.index import Index, Match, Matches
    from bot.faq.spelling import Speller
    from bot.faq.topics import TopicModel
    from bot.faq.vectors import Vectors

CALIBRATION = Path(__file__).with_name("calibration.yml")

CHOICES = 3
"""A clarification offers at most three entries: more cannot be read at a glance on a phone."""

OFFERED_FROM = 0.05
"""Probability that one of these is the right one from which they are offered to whom surely asks about the Caf: among
long stories, whose words are of many topics, the right entry is first far more often than it is likely."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How raw likenesses become probabilities; learnt, never guessed (``python -m bot faq calibrate``).

    A candidate's score is ``dense + lexical_weight × lexical + learnt_weight × √learnt``. Its probability is the
    softmax of ``steepness × score`` over the candidates and one more, « none of these », whose score is
    ``none_score + learnt_weight × √outside``. The root keeps apart what the learnt model holds for unlikely and what
    it excludes.
    """

    lexical_weight: float
    learnt_weight: float
    steepness: float
    none_score: float
    answer_at: float
    clarify_at: float

    @classmethod
    @cache
    def default(cls) -> Calibration:
        """The values of ``calibration.yml`` beside this module."""
        return cls(**yaml.safe_load(CALIBRATION.read_text(encoding="utf-8")))

    def as_mapping(self) -> dict[str, float]:
        """The values by name, as the file holds them."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry and the probability (0–1) that it is the one that was asked for."""

    entry_id: str
    probability: float
    match: Match


class Decision(StrEnum):
    """What to do with the candidates."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Search:
    """All that finds candidates but the index, which changes with the files."""

    topics: TopicModel
    calibration: Calibration
    speller: Speller

    @classmethod
    def load(cls, topics: Path, vocabulary: Path) -> Search:
        """The search as the assistant does it, of the files that were learnt.

        Raises:
            OSError: one of them is missing.
        """
        from bot.faq.spelling import speller  # noqa: PLC0415 (whoever only needs the decision loads no search)
        from bot.faq.topics import TopicModel  # noqa: PLC0415

        return cls(TopicModel.load(topics), Calibration.default(), speller(vocabulary))

    def candidates(self, index: Index, question: str, vector: Vectors) -> list[Candidate]:
        """Entries from likely to unlikely.

        Args:
            index: the entries that are served now.
            question: what the citizen typed, its slips mended.
            vector: the same, encoded as a query, shape (dimensions,).
        """
        return rank(index.match(question, vector, self.topics.probabilities(question)), self.calibration)

    def decide(self, candidates: Sequence[Candidate]) -> Decision:
        """What these candidates allow to say."""
        return decide([candidate.probability for candidate in candidates], self.calibration)


def rank(matches: Matches, calibration: Calibration) -> list[Candidate]:
    """Candidates from likely to unlikely; their probabilities and that of « none of these » sum to 1."""
    if not matches.entries:
        return []
    scores = [score(match, calibration) for match in matches.entries]
    none = calibration.none_score + calibration.learnt_weight * math.sqrt(matches.outside)
    highest = max(*scores, none)
    weights = [math.exp(calibration.steepness * (score - highest)) for score in scores]
    total = sum(weights) + math.exp(calibration.steepness * (none - highest))
    candidates = [
        Candidate(match.entry_id, weight / total, match) for match, weight in zip(matches.entries, weights, strict=True)
    ]
    return sorted(candidates, key=lambda candidate: (-candidate.probability, candidate.entry_id))


def score(match: Match, calibration: Calibration) -> float:
    """How near an entry is on the whole: the sum that :class:`Calibration` defines."""
    learnt = calibration.learnt_weight * math.sqrt(match.learnt)
    return match.dense + calibration.lexical_weight * match.lexical + learnt


def decide(probabilities: Sequence[float], calibration: Calibration, *, surely_asked: bool = False) -> Decision:
    """What candidates of these probabilities (from likely to unlikely) allow to say.

    One is answered when it is likely enough alone; two or three are offered when one of them likely is the one;
    otherwise it is better to say that one does not know (CH10: never a wrong answer). Who surely asks about the Caf
    (``surely_asked``) is offered what may be meant sooner.
    """
    if probabilities and probabilities[0] >= calibration.answer_at:
        return Decision.ANSWER
    offered_from = min(calibration.clarify_at, OFFERED_FROM) if surely_asked else calibration.clarify_at
    if sum(probabilities[:CHOICES]) >= offered_from:
        return Decision.CLARIFY
    return Decision.UNKNOWN
