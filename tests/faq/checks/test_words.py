"""Words that answers do without."""

import pytest

from bot.faq.checks.words import check
from tests.faq.checks.examples import context, entry, kinds


@pytest.mark.parametrize(
    "text",
    [
        "Veuillez écrire.",
        "Il suffit de signer.",
        "Cliquez ici.",
        "Tu peux venir.",
        "C’est garanti\u202f!",
        "Des SDF, un SDF",
    ],
)
def test_a_forbidden_word_is_told(text: str) -> None:
    """Whatever its case and its apostrophes."""
    assert kinds(check, entry(answer=text)) == ["forbidden_word@answer"]


@pytest.mark.parametrize("text", ["La situation.", "Une statue.", "Une aide pour tous.", "La totalité des tests."])
def test_words_that_hold_one_are_fine(text: str) -> None:
    """Whole words only."""
    assert kinds(check, entry(answer=text)) == []


def test_what_people_type_is_free() -> None:
    """Variants are the citizens' words: they may say « tu »."""
    assert kinds(check, entry(variants=("tu peux m’aider ?",))) == []


def test_the_reason_and_the_better_word_are_told() -> None:
    """And the row."""
    (found,) = check(entry(answer="Oui.\nVeuillez écrire."), context())
    assert found.row == 1
    assert "administratif" in found.message
    assert "Envoyez" in found.remedy
