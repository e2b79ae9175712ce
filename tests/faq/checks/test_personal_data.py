"""No field holds personal data."""

import pytest

from bot.faq.checks.personal_data import check
from bot.faq.entries import Link
from tests.faq.checks.examples import context, entry, kinds

PHONE = "Appelez le 06 39 98 12 34 pour cela."
"""A number of the range that is kept for works of fiction."""


def test_an_ordinary_entry_holds_none() -> None:
    """Neither its texts nor its addresses."""
    assert kinds(check, entry()) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": PHONE}, "title"),
        ({"variants": ("a b c", PHONE)}, "variants.1"),
        ({"simple": PHONE}, "simple"),
        ({"links": (Link(PHONE, "https://www.caf.fr"),)}, "links.0.title"),
        ({"owner": PHONE}, "owner"),
    ],
)
def test_it_is_found_in_any_field(changes: dict[str, object], field: str) -> None:
    """The field is named."""
    assert kinds(check, entry(**changes)) == [f"personal_data@{field}"]


def test_the_row_is_told_and_the_value_is_not() -> None:
    """A problem goes to logs and screens: it names the kind only."""
    (found,) = check(entry(answer=f"Une ligne.\n\n{PHONE}"), context())
    assert found.row == 2
    assert "39" not in found.message
    assert "téléphone" in found.message
