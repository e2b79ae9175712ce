"""Short sentences, plain words."""

import pytest

from bot.faq.checks.readability import LEAST_EASE, SENTENCE_WORDS, check, ease
from tests.faq.checks.examples import context, entry, kinds

PLAIN = "La Caf vous aide. Vous le faites sur le site. Vous avez trois mois."
HARD = (
    "L’appréciation circonstanciée des conditionnalités réglementaires d’admissibilité présuppose l’authentification "
    "administrative préalable des justificatifs."
)


def words(count: int) -> str:
    """A sentence of that many short words."""
    return " ".join(["mot"] * count) + "."


@pytest.mark.parametrize(("size", "found"), [(SENTENCE_WORDS, []), (SENTENCE_WORDS + 1, ["long_sentence@answer"])])
def test_a_sentence_has_twenty_words_at_most(size: int, found: list[str]) -> None:
    """The limit itself is allowed."""
    assert kinds(check, entry(answer=words(size))) == found


def test_items_of_a_list_are_sentences_of_their_own() -> None:
    """A list without full stops is not one endless sentence, and its dashes and signs are no words."""
    assert kinds(check, entry(answer="\n".join(f"- {words(12)[:-1]} ;" for _ in range(3)))) == []
    assert kinds(check, entry(answer=words(SENTENCE_WORDS)[:-1] + " – : !")) == []


def test_the_row_of_a_long_sentence_is_told() -> None:
    """So that an editor finds it among the rows."""
    (found,) = check(entry(answer=f"Oui.\n\nCourt. {words(25)}"), context())
    assert found.row == 2


def test_a_hard_text_is_told_with_its_score() -> None:
    """As a whole, whatever the length of its sentences."""
    assert kinds(check, entry(answer=HARD)) == ["hard_to_read@answer"]
    assert kinds(check, entry(simple=HARD)) == ["hard_to_read@simple"]


def test_plain_scores_above_hard() -> None:
    """The measure tells them apart by far; amounts and a text without words do not count."""
    assert ease(PLAIN) > LEAST_EASE > ease(HARD)
    assert ease("{montant:prime} ? 12 !") == 100


def test_the_measure_is_kandel_and_moless() -> None:
    """207 − 1.015 × 3 words a sentence − 73.6 × 4 syllables in 3 words."""
    assert ease("Le chat dormait.") == pytest.approx(207 - 1.015 * 3 - 73.6 * 4 / 3)
