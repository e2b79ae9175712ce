"""The figures of the search: what each one counts."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.evaluation import Confusion, Question, Result, confusions, figures, grouped, reliability, threshold
from bot.faq.index import Match
from bot.faq.search import Candidate, Decision


def result(accepted: tuple[str, ...], ranked: tuple[str, ...], decision: Decision) -> Result:
    """A question's result with candidates in that order."""
    candidates = [Candidate(entry, 0.5, Match(entry, 0.9, 0.1)) for entry in ranked]
    return Result(Question("?", accepted), candidates, decision)


RESULTS = [
    result(("a",), ("a", "b"), Decision.ANSWER),
    result(("b",), ("a", "b"), Decision.ANSWER),
    result(("d",), ("a", "b", "c", "d"), Decision.CLARIFY),
    result(("c", "b"), ("a", "b"), Decision.CLARIFY),
    result(("e",), ("a",), Decision.UNKNOWN),
    result((), ("a",), Decision.UNKNOWN),
    result((), ("a",), Decision.ANSWER),
]


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [
        ("success_at_1", 1 / 5, 5),
        ("success_at_3", 3 / 5, 5),
        ("mrr", (1 + 1 / 2 + 1 / 4 + 1 / 2 + 0) / 5, 5),
        ("answered", 2 / 5, 5),
        ("clarified", 2 / 5, 5),
        ("unknown", 1 / 5, 5),
        ("wrong_answer", 1 / 5, 5),
        ("right_in_choices", 1 / 2, 2),
        ("outside_refused", 1 / 2, 2),
        ("outside_answered", 1 / 2, 2),
    ],
)
def test_each_figure_counts_what_it_says(name: str, value: float, count: int) -> None:
    """Seven results of which everything can be counted by hand."""
    figure = figures(RESULTS)[name]
    assert figure.value == pytest.approx(value)
    assert figure.count == count
    assert figure.low <= figure.value <= figure.high


def test_a_set_without_outsiders_has_no_figure_for_them() -> None:
    """What was not measured is no number."""
    assert math.isnan(figures(RESULTS[:5])["outside_refused"].value)


def likely(accepted: tuple[str, ...], first: str, probability: float, decision: Decision = Decision.CLARIFY) -> Result:
    """A question's result with one candidate of that probability."""
    return Result(Question("?", accepted, "bref"), [Candidate(first, probability, Match(first, 0.9, 0.1))], decision)


SURE = [
    likely(("a",), "a", 0.95, Decision.ANSWER),
    likely(("a",), "b", 0.92, Decision.ANSWER),
    likely(("a",), "b", 0.35),
    likely(("b",), "c", 0.3),
    likely((), "b", 0.91, Decision.ANSWER),
    likely((), "b", 0.1),
]


def test_confusions_are_counted_by_pair() -> None:
    """What was right, what was given, how often, and how often with confidence; an outsider only when answered."""
    assert confusions(SURE) == [
        Confusion("a", "b", 2, 1),
        Confusion(None, "b", 1, 1),
        Confusion("b", "c", 1, 0),
    ]


def test_a_search_that_is_always_right_confuses_nothing() -> None:
    """Nor does a question that found no candidate at all."""
    assert confusions([SURE[0], Result(Question("?", ("a",)), [], Decision.UNKNOWN)]) == []


def test_reliability_sets_what_was_announced_beside_what_was_true() -> None:
    """Bins of a tenth; an outsider's candidate is never right."""
    found = reliability(SURE)
    assert [each.right.count for each in found] == [1, 2, 3]
    assert [each.announced for each in found] == pytest.approx([0.1, 0.325, (0.95 + 0.92 + 0.91) / 3])
    assert [each.right.value for each in found] == pytest.approx([0, 0, 1 / 3])


@pytest.mark.parametrize(
    ("answer_at", "right", "wrong", "outside"),
    [(0.0, 1 / 4, 3 / 4, 1), (0.5, 1 / 4, 1 / 4, 1 / 2), (0.92, 1 / 4, 1 / 4, 0), (0.94, 1 / 4, 0, 0), (1.0, 0, 0, 0)],
)
def test_a_threshold_trades_answers_for_errors(answer_at: float, right: float, wrong: float, outside: float) -> None:
    """Shares of the four questions of the FAQ and of the two others; the threshold itself is answered."""
    found = threshold(SURE, answer_at)
    assert (found.right, found.wrong, found.outside) == pytest.approx((right, wrong, outside))


def test_a_threshold_of_nothing_is_nothing() -> None:
    """No question, no share."""
    assert threshold([], 0.5).right == 0


@given(st.lists(st.tuples(st.sampled_from(["a", "b", ""]), st.sampled_from("ab"), st.floats(0, 1)), min_size=1))
def test_measures_agree_with_each_other(drawn: list[tuple[str, str, float]]) -> None:
    """Bins hold every question once; a higher threshold never answers more."""
    results = [likely((right,) if right else (), first, chance) for right, first, chance in drawn]
    assert sum(each.right.count for each in reliability(results)) == len(results)
    shares = [threshold(results, level / 10) for level in range(11)]
    for lower, higher in pairwise(shares):
        assert lower.right >= higher.right
        assert lower.wrong >= higher.wrong
        assert lower.outside >= higher.outside
    assert sum(map(len, grouped(results, lambda result: result.candidates[0].entry_id).values())) == len(results)
