"""Amounts in answers, and the list of amounts."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.faq.checks.amounts import check, check_amounts
from tests.faq.checks.examples import PRIME, TODAY, context, entry, kinds

ROOM = "Cette phrase est assez longue pour rester seule."


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"answer": f"{ROOM} Elle est de {{montant:prime}}."}, []),
        ({"answer": f"{ROOM} Elle est de {{montant:autre}}."}, ["amount_unknown@answer"]),
        ({"answer": "Elle est de {montant:prime}, chaque mois, pour chaque enfant."}, ["amount_alone@answer"]),
        ({"title": "Pourquoi {montant:prime}\u202f?"}, ["amount_misplaced@title"]),
        ({"variants": ("{montant:prime}",)}, ["amount_misplaced@variants.0"]),
        ({"answer": f"{ROOM} Elle est de 1\u202f066,30\u00a0€."}, ["amount_in_text@answer"]),
        ({"answer": f"{ROOM} Elle est de 500 euros."}, ["amount_in_text@answer"]),
        ({"answer": f"{ROOM} Il gagne au plus 55\u00a0% du Smic."}, ["amount_in_text@answer"]),
        ({"answer": f"{ROOM} Il gagne 78\u00a0% environ du Smic."}, ["amount_in_text@answer"]),
        ({"answer": f"{ROOM} Il gagne 1,5\u00a0fois le Smic."}, ["amount_in_text@answer"]),
        ({"simple": f"{ROOM} C’est 20\u00a0% du plafond."}, ["amount_in_text@simple"]),
        ({"answer": f"{ROOM} Elle est réduite à 30\u00a0%."}, []),
        ({"answer": f"{ROOM} À 20\u00a0ans, avec 80\u00a0% d’incapacité."}, []),
        ({"variants": ("j'ai eu 20 euros d'apl",)}, []),
    ],
    ids=str,
)
def test_each_use_of_an_amount(changes: dict[str, Any], found: list[str]) -> None:
    """Known, in its place, never written out by hand; without it something true is left."""
    assert kinds(check, entry(**changes)) == found


def test_an_amount_of_another_year_is_told() -> None:
    """Its sentence is not shown, so the entry appears in the report."""
    later = context(today=date(2027, 4, 1))
    assert kinds(check, entry(answer=f"{ROOM} Elle est de {{montant:prime}}."), later) == ["amount_out_of_date@answer"]


def test_the_list_tells_what_is_unused_or_past() -> None:
    """At the place of the amount in its file."""
    using = entry(answer=f"{ROOM} Elle est de {{montant:prime}}.")
    assert list(check_amounts({"prime": PRIME}, [using], TODAY)) == []
    past = replace(PRIME, name="vieux", valid_until=date(2026, 5, 1))
    backwards = replace(PRIME, name="faux", valid_until=date(2025, 5, 1))
    found = check_amounts({"prime": PRIME, "vieux": past, "faux": backwards}, [using], TODAY)
    assert [(each.kind, each.field) for each in found] == [
        ("amount_expired", (1, "valid_until")),
        ("amount_unused", (1, "name")),
        ("amount_dates_order", (2, "valid_until")),
        ("amount_unused", (2, "name")),
    ]
