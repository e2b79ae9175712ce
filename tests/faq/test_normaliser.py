"""What people write on a phone, as the FAQ writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.normaliser import _table, normalise


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Jai tjr rien recu c koi le pb", "j' ai toujours rien recu c' est quoi le pb"),
        ("C’est QUAND qu’on est payé ?", "c' est quand qu' on est paye"),
        ("inscrit à pole emploi", "inscrit a france travail"),
        ("ma dtr et le qf", "ma declaration trimestrielle et le quotient familial"),
        ("sous quelles conditions tu as droit", "sous quelles conditions tu as droit"),
        ("", ""),
    ],
)
def test_abbreviations_and_old_names_are_written_out(written: str, meant: str) -> None:
    """Whole words only, the longest name first, accents and capitals folded."""
    assert normalise(written) == meant


@given(st.text(max_size=200))
def test_any_text_is_normalised_once_for_all(text: str) -> None:
    """No text fails; what comes out has no capital, accent or sign left, and is not changed again."""
    once = normalise(text)
    assert once == once.lower()
    assert normalise(once) == once


def test_no_meaning_is_replaced_again() -> None:
    """A meaning that held an abbreviation would be read in two ways."""
    table, longest = _table()
    assert longest >= 2
    for meaning in table.values():
        assert normalise(meaning) == meaning
