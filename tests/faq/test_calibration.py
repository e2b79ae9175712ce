"""Calibration: probabilities and thresholds learnt from likenesses."""

from dataclasses import replace

import numpy as np
import pytest

from bot.faq import calibration
from bot.faq.calibration import Asked, fit
from bot.faq.index import Match, Matches
from bot.faq.search import Decision, decide, rank


def asked(count: int = 600, entries: int = 20, seed: int = 3) -> Asked:
    """Synthetic likenesses: the right entry is mostly nearest; every fifth question has no right entry."""
    chance = np.random.default_rng(seed)
    dense = chance.normal(0.80, 0.02, (count, entries))
    lexical = np.clip(chance.normal(0.10, 0.05, (count, entries)), 0, 1)
    right = np.where(np.arange(count) % 5 == 0, -1, chance.integers(0, entries, count))
    inside = np.flatnonzero(right >= 0)
    dense[inside, right[inside]] += np.abs(chance.normal(0.08, 0.03, len(inside)))
    lexical[inside, right[inside]] += np.abs(chance.normal(0.3, 0.2, len(inside)))
    learnt = np.clip(chance.normal(0.02, 0.02, (count, entries)), 0, 1)
    learnt[inside, right[inside]] += np.clip(chance.normal(0.4, 0.2, len(inside)), 0, 0.9)
    outside = np.clip(chance.normal(np.where(right >= 0, 0.05, 0.4), 0.1), 0, 1)
    return Asked(dense, np.clip(lexical, 0, 1), np.clip(learnt, 0, 1), outside, right)


def decisions(questions: Asked) -> list[tuple[Decision, bool, bool]]:
    """What the fitted calibration decides: decision, whether the first is right, whether any entry is right."""
    found = fit(questions)
    rows = []
    for row, right in enumerate(questions.right):
        likenesses = zip(questions.dense[row], questions.lexical[row], questions.learnt[row], strict=True)
        matches = [Match(str(n), *map(float, likeness)) for n, likeness in enumerate(likenesses)]
        candidates = rank(Matches(matches, float(questions.outside[row])), found)
        decision = decide([candidate.probability for candidate in candidates], found)
        rows.append((decision, candidates[0].entry_id == str(right), bool(right >= 0)))
    return rows


def test_confident_wrong_answers_stay_within_the_limit() -> None:
    """On what it was fitted to: at most the limit, and more than half is answered."""
    rows = decisions(asked())
    inside = [row for row in rows if row[2]]
    outside = [row for row in rows if not row[2]]
    for part, limit in ((inside, calibration.WRONG_AT_MOST), (outside, calibration.STRAY_AT_MOST / 3)):
        wrong = [row for row in part if row[0] is Decision.ANSWER and not row[1]]
        assert len(wrong) <= limit * len(part)
    assert sum(row[0] is Decision.ANSWER for row in inside) > len(inside) / 2


def test_what_no_entry_answers_is_mostly_refused() -> None:
    """Unanswerable messages lead to choices or answers in few cases."""
    outside = [row for row in decisions(asked()) if not row[2]]
    stray = [row for row in outside if row[0] is not Decision.UNKNOWN]
    assert len(stray) <= calibration.STRAY_AT_MOST * len(outside) + 1


def test_words_count_where_they_help() -> None:
    """Where only words tell the right entry, their weight grows."""
    questions = asked()
    blind = replace(questions, dense=np.full_like(questions.dense, 0.8), learnt=np.zeros_like(questions.learnt))
    assert fit(blind).lexical_weight * fit(blind).steepness > 1.0


def test_what_was_learnt_counts_where_it_helps() -> None:
    """Where only the topic model tells the right entry, its weight grows."""
    questions = asked()
    blind = replace(questions, dense=np.full_like(questions.dense, 0.8), lexical=np.zeros_like(questions.lexical))
    assert fit(blind).learnt_weight * fit(blind).steepness > 1.0


@pytest.mark.parametrize(("allowed", "expected"), [(0, 0.9), (1, 0.7), (2, 0.5), (3, None)])
def test_the_lowest_threshold_lets_no_more_than_allowed_pass(allowed: int, expected: float | None) -> None:
    """One bad case more than allowed would pass just below it."""
    values = np.array([0.5, 0.9, 0.7, 0.99])
    bad = np.array([True, True, True, False])
    found = calibration._lowest(values, bad, allowed)
    assert found == (0.0 if expected is None else pytest.approx(expected + 1e-3))
    assert (values[bad] >= found).sum() <= allowed
