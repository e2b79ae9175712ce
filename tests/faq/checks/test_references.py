"""Identifier, theme and related entries."""

from typing import Any

import pytest

from bot.faq.checks.references import check
from tests.faq.checks.examples import context, entry, kinds


def test_a_known_entry_is_fine() -> None:
    """In the catalogue, under its theme, related to one that exists."""
    assert kinds(check, entry()) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"id": "inconnu"}, "unknown_id@id"),
        ({"theme": "autre"}, "unknown_theme@theme"),
        ({"related": ("essai-deux", "essai-trois")}, "unknown_related@related.1"),
        ({"related": ("essai-un",)}, "related_to_itself@related.0"),
    ],
)
def test_each_wrong_reference_is_told_at_its_field(changes: dict[str, Any], found: str) -> None:
    """One finding each."""
    assert kinds(check, entry(**changes), context()) == [found]


def test_without_a_catalogue_no_entry_is_blamed() -> None:
    """A catalogue that cannot be read is one problem of its own, not one more an entry."""
    assert kinds(check, entry(), context(themes={})) == []
