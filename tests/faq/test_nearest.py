"""Entries near another one."""

from bot.faq.entries import Entry
from bot.faq.nearest import nearest
from bot.faq.vectors import VectorStore
from tests.faq.checks.examples import entry


def test_entries_on_the_same_matter_come_first(entries: list[Entry], store: VectorStore) -> None:
    """By meaning, from near to far, without the entry itself."""
    asked = entry(id="rsa-essai", title="Qui a droit au Rsa ?", variants=("toucher le Rsa", "conditions du Rsa"))
    found = nearest(asked, [*entries, asked], store, 3)
    assert len(found) == 3
    assert found[0][0].id == "rsa-conditions"
    likeness = [value for _, value in found]
    assert likeness == sorted(likeness, reverse=True)
    assert all(-1 <= value <= 1.001 for value in likeness)


def test_alone_it_has_no_neighbour(store: VectorStore) -> None:
    """Nothing to compare with is no error."""
    assert nearest(entry(), [entry()], store, 3) == []
