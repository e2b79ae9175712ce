"""Texts without capitals, accents, elisions and function words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.folding import fold, words

FRENCH = st.text(alphabet="aàâbcçdeéèêijlmnoœqrstuùAÉLQ'’ -.?0129", max_size=30)


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
