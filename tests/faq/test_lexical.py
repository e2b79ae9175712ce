"""The lexical half of the search."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.faq import lexical as lexical_module
from bot.faq.lexical import LexicalIndex

FRENCH = st.text(alphabet="aàâbcçdeéèêijlmnoœqrstuùAÉLQ'’ -.?0129", max_size=30)
TEXTS = (
    "Quel est le montant des allocations familiales ?",
    "Comment demander le Bafa ?",
    "Où déclarer un déménagement ?",
    "mot de passe oublié",
)


@pytest.fixture(scope="module")
def lexical() -> LexicalIndex:
    """An index of four phrasings."""
    return LexicalIndex(TEXTS)


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_a_text_is_nearest_to_itself(lexical: LexicalIndex, number: int) -> None:
    """The very words of a text score 1 for it, and less for every other."""
    scores = lexical.scores(TEXTS[number])
    assert scores[number] == pytest.approx(1, abs=1e-5)
    assert scores.argmax() == number
    assert (np.delete(scores, number) < 0.9).all()


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("BAFA", 1),
        ("demenagements", 2),  # no accent, plural
        ("alocation familliale", 0),  # misspelt
        ("j'ai oublié mes mots de passe", 3),
    ],
)
def test_a_rare_word_is_found_however_it_is_written(lexical: LexicalIndex, question: str, number: int) -> None:
    """Case, accents, plurals and misspellings do not hide the word."""
    scores = lexical.scores(question)
    assert scores.argmax() == number
    assert scores[number] > 0


@pytest.mark.parametrize("question", ["", "?!", "bonjour le la les", "zzz wwww"])
def test_nothing_known_scores_nothing(lexical: LexicalIndex, question: str) -> None:
    """A text without a known word is like none."""
    assert not lexical.scores(question).any()


def test_the_other_texts_do_not_change_what_is_known_of_one() -> None:
    """An index made again after an edit gives what a new one gives."""
    LexicalIndex(TEXTS)
    edited = [*TEXTS[:3], "carence de paiement", TEXTS[3]]
    assert LexicalIndex(edited).scores("carence").argmax() == 3
    assert LexicalIndex(TEXTS).scores("mot de passe oublié")[3] == pytest.approx(1, abs=1e-5)


def test_more_texts_than_are_remembered_are_counted_alike(
    lexical: LexicalIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once or one by one: the scores are the same."""
    monkeypatch.setattr(lexical_module, "_TEXTS_REMEMBERED", len(TEXTS) - 1)
    question = "montant du bafa et mot de passe"
    assert LexicalIndex(TEXTS).scores(question) == pytest.approx(lexical.scores(question))


@settings(deadline=None)
@given(FRENCH)
def test_scores_go_from_0_to_1(text: str) -> None:
    """There is one score a text, whatever is asked."""
    scores = LexicalIndex(TEXTS).scores(text)
    assert scores.shape == (len(TEXTS),)
    assert scores.dtype == np.float32
    assert (scores >= 0).all()
    assert (scores <= 1 + 1e-5).all()
