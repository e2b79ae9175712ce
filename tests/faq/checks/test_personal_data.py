"""No field holds personal data."""

from dataclasses import replace

import pytest

from bot.faq.amounts import Amount
from bot.faq.checks.personal_data import check, check_amounts
from bot.faq.entries import Link
from tests.faq.checks.examples import PRIME, SOURCE, context, entry, kinds

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
        ({"links": (Link("Caf", "https://www.caf.fr/?mail=ines.durand%40exemple.fr"),)}, "links.0.url"),
        ({"links": (Link("Caf", "https://www.caf.fr/?tel=06+39+98+12+34"),)}, "links.0.url"),
        ({"sources": (replace(SOURCE, url="https://www.caf.fr/suivi?tel=0639981234"),)}, "sources.0.url"),
    ],
)
def test_it_is_found_in_any_field(changes: dict[str, object], field: str) -> None:
    """The field is named."""
    assert kinds(check, entry(**changes)) == [f"personal_data@{field}"]


@pytest.mark.parametrize(
    "url", ["https://exemple.fr/fiche.php?id=F16947_PART", "https://exemple.fr/identite/?xml=F13213"]
)
def test_the_number_of_a_public_page_is_nobodys(url: str) -> None:
    """Copies of Service-Public.fr keep its numbers."""
    assert kinds(check, entry(sources=(replace(SOURCE, url=url),))) == []


@pytest.mark.parametrize(
    ("amount", "field"),
    [
        (replace(PRIME, label=PHONE), (0, "label")),
        (replace(PRIME, source=replace(SOURCE, title=PHONE)), (0, "source", "title")),
        (replace(PRIME, source=replace(SOURCE, url="https://www.caf.fr/?tel=0639981234")), (0, "source", "url")),
    ],
)
def test_it_is_found_in_the_amounts(amount: Amount, field: tuple[int | str, ...]) -> None:
    """Which editors write, too."""
    assert [(found.kind, found.field) for found in check_amounts([amount])] == [("personal_data", field)]
    assert not [*check_amounts([PRIME])]


def test_the_row_is_told_and_the_value_is_not() -> None:
    """A problem goes to logs and screens: it names the kind only."""
    (found,) = check(entry(answer=f"Une ligne.\n\n{PHONE}"), context())
    assert found.row == 2
    assert "39" not in found.message
    assert "téléphone" in found.message
