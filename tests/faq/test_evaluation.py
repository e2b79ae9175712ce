"""The figures of the search: what each one counts."""

import math

import pytest

from bot.faq.evaluation import Question, Result, figures
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
