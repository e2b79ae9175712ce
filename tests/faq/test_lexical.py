"""The lexical half of the search."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.faq.lexical import LexicalIndex, fold, words

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


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Été", "ete"),
        ("Cœur", "coeur"),
        ("ÆGIS", "aegis"),
        ("qu'est-ce", "est-ce"),
        ("jusqu’à l'âge", "a age"),
        ("aujourd'hui", "aujourd'hui"),
        ("D'ALLOCATIONS", "allocations"),
        ("ça", "ca"),
    ],
)
def test_folding_takes_away_case_accents_and_elisions(text: str, folded: str) -> None:
    """« L’Été » and « ete » are one word; an apostrophe inside a word stays."""
    assert fold(text) == folded


@given(FRENCH)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """A folded text is folded already, in lower case and without accents."""
    assert fold(fold(text)) == fold(text)
    assert fold(text).isascii() or "’" in fold(text)
    assert fold(text) == fold(text).lower()


@given(FRENCH)
def test_words_are_plain_and_mean_something(text: str) -> None:
    """Words hold letters and digits only, in the order of the text, without function words."""
    found = words(text)
    assert all(re.fullmatch(r"[a-z0-9]+", word) for word in found)
    assert not {"le", "la", "de", "est", "bonjour", "merci"} & set(found)
    rest = fold(text)
    for word in found:
        assert word in rest
        rest = rest[rest.index(word) + len(word) :]


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


@settings(deadline=None)
@given(FRENCH)
def test_scores_go_from_0_to_1(text: str) -> None:
    """There is one score a text, whatever is asked."""
    scores = LexicalIndex(TEXTS).scores(text)
    assert scores.shape == (len(TEXTS),)
    assert scores.dtype == np.float32
    assert (scores >= 0).all()
    assert (scores <= 1 + 1e-5).all()
