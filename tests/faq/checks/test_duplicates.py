"""Phrasings of two entries that are too near."""

import pytest

from bot.faq.checks.duplicates import check_all, check_labels, near_by_meaning, near_by_words
from bot.faq.entries import Entry
from bot.faq.vectors import VectorStore
from tests.faq.checks.examples import entry


def pair(first: str, second: str) -> list[Entry]:
    """Two entries on different matters, each with one variant."""
    return [
        entry(id="essai-un", title="Comment changer de mot de passe\u202f?", variants=(first,)),
        entry(id="essai-deux", title="Qui paie la crèche en été\u202f?", variants=(second,)),
    ]


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("mot de passe oublié", "Mot de passe oublié", "same_phrasing"),
        ("mon mot de passe est oublié", "le mot de passe oublié !", "near_phrasing_words"),
        ("Le Rsa, c'est combien ?", "Quel est le montant du Rsa ?", "near_phrasing_meaning"),
    ],
)
def test_near_phrasings_are_told_once_with_both_entries(store: VectorStore, first: str, second: str, kind: str) -> None:
    """The same words, nearly the same words, the same meaning in other words."""
    ((entry_id, found),) = check_all(pair(first, second), store)
    assert (entry_id, found.kind, found.field) == ("essai-deux", kind, ("variants", 0))
    assert "essai-un" in found.message
    assert second in found.message


@pytest.mark.parametrize(
    ("first", "second"),
    [("mot de passe oublié", "le prix de la crèche"), ("oui", "non"), ("et vous ?", "et nous")],
)
def test_different_questions_are_fine(store: VectorStore, first: str, second: str) -> None:
    """Also those that are made of function words alone."""
    assert list(check_all(pair(first, second), store)) == []


def test_an_entry_may_repeat_itself(store: VectorStore) -> None:
    """Near variants of one entry lead to one answer; and nothing is nothing."""
    assert list(check_all([entry(variants=("mot de passe", "le mot de passe"))], store)) == []
    assert list(check_all([], store)) == []


def test_labels_are_told_apart() -> None:
    """Two buttons that say the same, whatever the capitals."""
    same = [entry(id="a", label="Mot de passe"), entry(id="b", label="mot de Passe"), entry(id="c", label="Crèche")]
    ((entry_id, found),) = check_labels(same)
    assert (entry_id, found.kind) == ("b", "same_label")
    assert "« a »".replace(" ", "\u202f") in found.message


@pytest.mark.parametrize(
    ("second", "kind"), [("MOT de passe oublié", "same_phrasing"), ("passe oublié, mot", "near_phrasing_words")]
)
def test_what_is_being_written_is_compared_with_the_other_entries(second: str, kind: str) -> None:
    """Without an encoder: an entry, and the one that has the same words."""
    other, written = pair("mot de passe oublié", second)
    ((other_id, found),) = near_by_words(written, [other])
    assert (other_id, found.kind, found.field) == ("essai-un", kind, ("variants", 0))
    assert list(near_by_words(written, [])) == []
    assert list(near_by_words(pair("", "le prix de la crèche")[1], [other])) == []


def test_what_is_being_written_is_compared_by_meaning_too(store: VectorStore) -> None:
    """With an encoder: the same in other words, and the entry that says it."""
    other, written = pair("Le Rsa, c'est combien ?", "Quel est le montant du Rsa ?")
    ((other_id, found),) = near_by_meaning(written.phrasings, [other], store)
    assert (other_id, found.kind, found.field) == ("essai-un", "near_phrasing_meaning", ("variants", 0))
    assert list(near_by_meaning(written.phrasings, [], store)) == []
