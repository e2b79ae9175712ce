"""Postal addresses of people, and streets, towns and post codes alone."""

import pytest

from bot.charter.privacy import Kind
from tests.charter.privacy.helpers import found, kinds


@pytest.mark.parametrize(
    "address",
    [
        "12 rue des Lilas 59200 Tourcoing",
        "12 bis rue des Lilas",
        "12B, av. Jean Jaurès, 69007 Lyon",
        "bât C 161 B rue des Lilas 59000 Lille",
        "appt 12, 3 allée des Tilleuls",
        "8 bd Voltaire",
        "2 place de l'Église 35000 Rennes",
        "DOUZE IMPASSE DES ACACIAS",
        "résidence les Oliviers bat B apt 12 13014 Marseille",
    ],
)
def test_an_address_is_found(address: str) -> None:
    pieces = found(f"j'habite {address}", Kind.ADDRESS)
    assert len(pieces) == 1
    assert pieces[0] in address
    assert len(pieces[0]) >= len(address) - 2


@pytest.mark.parametrize(
    "text",
    [
        "je vis dans le 59000",
        "j'habite rue de la Paix",
        "je suis à Tourcoing 59200",
        "la caf 12 rue de Tournai à Lille est ouverte ?",
        "2 places en crèche",
        "12 rue de Tournai c'est l'adresse de la caf ?",
        "82 rue Brûle Maison 59863 Lille cedex 9",
        "1 place de parking",
        "5 cours de soutien",
        "envoyez un mail à la caf",
        "3 enfants à charge",
        "à 10 minutes de la route",
    ],
)
def test_places_without_an_address_are_left(text: str) -> None:
    assert Kind.ADDRESS not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "résidence universitaire, chambre 9 m2 à 280 euros",
        "lot 12 du lotissement encore en travaux",
        "camping, mobil-home 6 personnes, aide vacances ?",
    ],
)
def test_the_size_of_a_home_is_no_address(text: str) -> None:
    assert kinds(text) == set()
