"""What a changed entry would break or mend, before it is published."""

from dataclasses import replace

import pytest

from bot.config.trained import TOPICS, VOCABULARY
from bot.faq.encoder import Encoder
from bot.faq.entries import Entry, Status
from bot.faq.evaluation import Question, Result
from bot.faq.index import Match
from bot.faq.search import Candidate, Decision, Search
from bot.faq.trying import Comparison, Grade, Tools, compare, grade, nearest_phrasing, overlaid
from bot.faq.vectors import VectorStore

BAFA = Question("comment financer le bafa ?", ("aide-bafa",))
PASSWORD = Question("j'ai oublié mon mot de passe", ("compte-mot-de-passe",))
OUTSIDE = Question("la recette de la tarte aux pommes", ())


@pytest.fixture(scope="module")
def tools(encoder: Encoder, store: VectorStore) -> Tools:
    """The search in use."""
    return Tools(store, encoder.encode_queries, Search.load(TOPICS, VOCABULARY))


@pytest.fixture(scope="module")
def served(entries: list[Entry]) -> dict[str, Entry]:
    """Six entries."""
    return {entry.id: entry for entry in entries}


@pytest.mark.parametrize(
    ("accepted", "ranked", "decision", "expected"),
    [
        (("a",), ("a", "b"), Decision.ANSWER, Grade.RIGHT),
        (("a",), ("b", "a"), Decision.ANSWER, Grade.WRONG),
        (("a",), ("b", "a"), Decision.CLARIFY, Grade.OFFERED),
        (("a",), ("b", "c", "d", "a"), Decision.CLARIFY, Grade.MISSED),
        (("a",), ("a",), Decision.UNKNOWN, Grade.MISSED),
        ((), ("a",), Decision.ANSWER, Grade.WRONG),
        ((), ("a",), Decision.CLARIFY, Grade.MISSED),
        ((), ("a",), Decision.UNKNOWN, Grade.RIGHT),
        ((), (), Decision.UNKNOWN, Grade.RIGHT),
    ],
)
def test_a_question_is_graded_by_what_would_be_said(
    accepted: tuple[str, ...], ranked: tuple[str, ...], decision: Decision, expected: Grade
) -> None:
    candidates = [Candidate(entry, 0.5, Match(entry, 0.9, 0.1)) for entry in ranked]
    assert grade(Result(Question("?", accepted), candidates, decision)) is expected


def test_an_entry_is_overlaid_as_if_it_were_published(served: dict[str, Entry]) -> None:
    """A draft counts as published, a disabled one as withdrawn, no change as what is served."""
    bafa = served["aide-bafa"]
    draft = replace(bafa, title="Un autre titre pour le Bafa ?", status=Status.DRAFT)
    assert overlaid(served, None) == served
    assert overlaid(served, draft) == served | {"aide-bafa": draft}
    assert overlaid(served, replace(bafa, id="nouvelle")).keys() == served.keys() | {"nouvelle"}
    assert overlaid(served, replace(bafa, status=Status.DISABLED)).keys() == served.keys() - {"aide-bafa"}


def test_what_a_withdrawal_breaks_is_named(served: dict[str, Entry], tools: Tools) -> None:
    """The entry's own question is broken; others are served as before."""
    gone = replace(served["aide-bafa"], status=Status.DISABLED)
    bafa, password, outside = compare(served, gone, [BAFA, PASSWORD, OUTSIDE], tools)
    assert (grade(bafa.now), bafa.breaks, bafa.mends) == (Grade.RIGHT, True, False)
    for other in (password, outside):
        assert (grade(other.now), other.breaks, other.mends) == (Grade.RIGHT, False, False)


def test_what_a_new_entry_mends_is_named(served: dict[str, Entry], tools: Tools) -> None:
    """The same the other way round."""
    without = {entry_id: entry for entry_id, entry in served.items() if entry_id != "aide-bafa"}
    (bafa,) = compare(without, served["aide-bafa"], [BAFA], tools)
    assert (bafa.breaks, bafa.mends) == (False, True)


@pytest.mark.parametrize("entry_id", ["aide-bafa", None])
def test_what_changes_nothing_breaks_nothing(served: dict[str, Entry], tools: Tools, entry_id: str | None) -> None:
    changed = served[entry_id] if entry_id else None
    for comparison in compare(served, changed, [BAFA, PASSWORD, OUTSIDE], tools):
        assert [c.probability for c in comparison.now.candidates] == [c.probability for c in comparison.then.candidates]
        assert isinstance(comparison, Comparison)
        assert not comparison.breaks
        assert not comparison.mends


def test_why_an_entry_was_found_is_its_nearest_phrasing(served: dict[str, Entry], tools: Tools) -> None:
    entry = served["compte-mot-de-passe"]
    for phrasing in entry.phrasings[:4]:
        assert nearest_phrasing(entry, phrasing, tools) == phrasing
