"""No text asks for personal information."""

import pytest

from bot.faq.checks.personal_requests import check
from bot.faq.entries import Link
from tests.faq.checks.examples import context, entry, kinds


def test_an_ordinary_entry_asks_for_nothing() -> None:
    """None of its texts does."""
    assert kinds(check, entry()) == []


@pytest.mark.parametrize(
    "fact",
    [
        "Votre numéro d’allocataire figure sur vos courriers.",
        "La Caf a besoin de votre RIB : ajoutez-le dans Mon Compte, sur caf.fr.",
        "Le montant dépend de vos ressources et de votre situation familiale.",
        "Ne donnez jamais votre mot de passe, ni ici ni au téléphone.",
        "Le justificatif de loyer est demandé au propriétaire.",
    ],
)
def test_statements_of_fact_are_fine(fact: str) -> None:
    """A FAQ says which papers there are, where they are given, and what is never given."""
    assert kinds(check, entry(answer=fact)) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "Quel est votre numéro d’allocataire\u202f?"}, "title"),
        ({"answer": "Envoyez-nous votre numéro d’allocataire en réponse."}, "answer"),
        ({"simple": "Donnez-nous votre date de naissance ici."}, "simple"),
        ({"links": (Link("Envoyez-nous votre RIB", "https://www.caf.fr"),)}, "links.0.title"),
    ],
)
def test_a_request_is_found_wherever_citizens_read_it(changes: dict[str, object], field: str) -> None:
    """The field is named (CH1)."""
    assert kinds(check, entry(**changes)) == [f"personal_request@{field}"]


def test_variants_are_questions_of_citizens() -> None:
    """Nobody reads them: what they ask for is asked of the Caf."""
    assert kinds(check, entry(variants=("Quel est votre numéro de téléphone ?", "où vous joindre"))) == []


def test_the_row_and_the_words_are_told() -> None:
    """The editor finds the sentence at once."""
    (found,) = check(entry(answer="Une ligne.\n\nEnvoyez-nous votre RIB, s’il vous plaît."), context())
    assert found.row == 2
    assert "votre RIB" in found.message


def test_an_earlier_sentence_may_say_where() -> None:
    """« Dans Mon Compte » holds for the sentences that follow it."""
    answer = "Faites la demande dans Mon Compte, sur caf.fr.\n\nAjoutez votre RIB et votre avis d’imposition."
    assert kinds(check, entry(answer=answer)) == []
