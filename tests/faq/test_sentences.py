"""Sentences of an answer."""

import pytest

from bot.faq.sentences import rows


@pytest.mark.parametrize(
    ("row", "lead", "sentences"),
    [
        ("Un fait. Un autre\u202f! Et là\u202f? Oui…", "", ["Un fait.", "Un autre\u202f!", "Et là\u202f?", "Oui…"]),
        ("- un point ;", "- ", ["un point ;"]),
        ("2. Le recours. Écrivez.", "2. ", ["Le recours.", "Écrivez."]),
        ("Il dit «\u202fVenez.\u202f» Elle vient.", "", ["Il dit «\u202fVenez.\u202f»", "Elle vient."]),
        ("Au 1.5.2026, par ex. demain, sur caf.fr.", "", ["Au 1.5.2026, par ex. demain, sur caf.fr."]),
        ("Elle est de 5. {montant:a} en tout.", "", ["Elle est de 5.", "{montant:a} en tout."]),
        ("", "", []),
        ("- ", "- ", []),
    ],
)
def test_a_row_is_cut_at_its_sentences(row: str, lead: str, sentences: list[str]) -> None:
    """What begins the row stands apart; abbreviations and addresses cut nothing."""
    assert list(rows(row)) == [(0, lead, sentences)]


def test_rows_are_numbered_from_zero() -> None:
    """Empty ones too, so that numbers lead to lines."""
    assert [number for number, _, _ in rows("a\n\nb")] == [0, 1, 2]
