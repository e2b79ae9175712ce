"""Somebody who acts in public may be named; the same name beside one's own family may not."""

import pytest

from bot.charter.privacy import Kind
from tests.charter.privacy.helpers import found


@pytest.mark.parametrize(
    "text",
    [
        "c'est Gaspard Leblond qui a voulu la loi",
        "Gaspard Leblond en 2005 avait augmenté les allocations",
        "Gaspard Leblond de la CGT parle de la prime",
        "la réforme de Gaspard Leblond sur les APL",
        "le ministre Gaspard Leblond promet de baisser la CSG",
    ],
)
def test_public_life_gives_nobody_away(text: str) -> None:
    assert found(text, Kind.NAME) == []


@pytest.mark.parametrize(
    "text",
    [
        "mon mari Gaspard Leblond a créé son entreprise et touche le RSA",
        "ma fille connaît Gaspard Leblond, parti au Portugal",
        "Gaspard Leblond a demandé le RSA",
    ],
)
def test_private_life_does(text: str) -> None:
    assert found(text, Kind.NAME) == ["Gaspard Leblond"]
