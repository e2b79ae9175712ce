"""From likenesses to probabilities and a decision."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.index import Match, Matches
from bot.faq.search import CHOICES, Calibration, Decision, decide, rank

CALIBRATION = Calibration(
    lexical_weight=0.25, learnt_weight=0.5, steepness=40, none_score=0.85, answer_at=0.75, clarify_at=0.5
)

MATCHES = st.lists(
    st.builds(Match, st.integers(0, 30).map("essai-{}".format), st.floats(-1, 1), st.floats(0, 1), st.floats(0, 1)),
    max_size=8,
    unique_by=lambda match: match.entry_id,
)


@given(MATCHES)
def test_probabilities_and_none_of_these_sum_to_1(matches: list[Match]) -> None:
    """Candidates come from likely to unlikely, each entry once, and leave the rest to « none of these »."""
    candidates = rank(Matches(matches), CALIBRATION)
    probabilities = [candidate.probability for candidate in candidates]
    assert probabilities == sorted(probabilities, reverse=True)
    assert all(0 <= probability <= 1 for probability in probabilities)
    assert {candidate.match for candidate in candidates} == set(matches)
    weights = [
        math.exp(40 * (match.dense + 0.25 * match.lexical + 0.5 * math.sqrt(match.learnt) - 0.85)) for match in matches
    ]
    assert sum(probabilities) == pytest.approx(sum(weights) / (sum(weights) + 1), abs=1e-9)


@given(MATCHES.filter(bool), st.floats(0.01, 0.5))
def test_a_nearer_entry_is_likelier(matches: list[Match], more: float) -> None:
    """Adding likeness to one entry raises its probability and lowers no other's rank above it."""
    first = matches[0]
    nearer = Match(first.entry_id, first.dense + more, first.lexical, first.learnt)
    before = {c.entry_id: c.probability for c in rank(Matches(matches), CALIBRATION)}
    after = {c.entry_id: c.probability for c in rank(Matches([nearer, *matches[1:]]), CALIBRATION)}
    assert after[first.entry_id] >= before[first.entry_id]
    assert all(after[match.entry_id] <= before[match.entry_id] for match in matches[1:])


def test_a_question_that_no_topic_is_learnt_for_makes_every_entry_less_likely() -> None:
    """What the topic model holds for « none of these » is taken from the entries."""
    match = Match("a", 0.9, 0.1, 0.2)
    (inside,), (outside,) = rank(Matches([match], 0.0), CALIBRATION), rank(Matches([match], 0.6), CALIBRATION)
    assert outside.probability < inside.probability


def test_equal_entries_come_in_a_fixed_order() -> None:
    """Ties are settled by identifier, so that a question always gets the same reply."""
    matches = [Match("b", 0.9, 0), Match("a", 0.9, 0)]
    assert [c.entry_id for c in rank(Matches(matches), CALIBRATION)] == ["a", "b"]


def test_nothing_found_is_no_candidate() -> None:
    """No match, no candidate, and the decision is that one does not know."""
    assert rank(Matches([]), CALIBRATION) == []
    assert decide([], CALIBRATION) == Decision.UNKNOWN


def test_a_steep_calibration_does_not_overflow() -> None:
    """Whatever the figures that were learnt, a probability comes out."""
    steep = Calibration(
        lexical_weight=100, learnt_weight=100, steepness=1e6, none_score=-50, answer_at=0.7, clarify_at=0.5
    )
    (candidate,) = rank(Matches([Match("a", 1, 1)]), steep)
    assert candidate.probability == pytest.approx(1)


@pytest.mark.parametrize(
    ("probabilities", "decision"),
    [
        ([0.75], Decision.ANSWER),
        ([0.9, 0.05], Decision.ANSWER),
        ([0.74, 0.2], Decision.CLARIFY),
        ([0.3, 0.2], Decision.CLARIFY),
        ([0.2, 0.2, 0.1], Decision.CLARIFY),
        ([0.16, 0.16, 0.16, 0.16], Decision.UNKNOWN),  # a fourth is not offered, so it does not count
        ([0.3, 0.1], Decision.UNKNOWN),
        ([0.0], Decision.UNKNOWN),
    ],
)
def test_the_decision_follows_the_thresholds(probabilities: list[float], decision: Decision) -> None:
    """One likely entry is answered, two or three that are likely together are offered, else one does not know."""
    assert decide(probabilities, CALIBRATION) == decision


def test_the_calibration_of_the_project_makes_sense() -> None:
    """It wants more certainty to answer than to offer, and its figures are in their ranges."""
    learnt = Calibration.default()
    assert 0 < learnt.clarify_at <= learnt.answer_at < 1
    assert learnt.steepness > 0
    assert learnt.lexical_weight >= 0
    assert CHOICES == 3


def test_whoever_surely_asks_is_offered_choices_sooner() -> None:
    """A long story about the Caf: three entries that may answer it rather than nothing, but none is answered."""
    unlikely = [0.04, 0.02, 0.01]
    assert decide(unlikely, CALIBRATION) is Decision.UNKNOWN
    assert decide(unlikely, CALIBRATION, surely_asked=True) is Decision.CLARIFY
    assert decide([0.02, 0.02], CALIBRATION, surely_asked=True) is Decision.UNKNOWN
