"""Telephone numbers of people (from the ranges kept for fiction), and of everybody."""

import pytest

from bot.charter.privacy import Kind
from tests.charter.privacy.helpers import found, kinds


@pytest.mark.parametrize(
    "number",
    [
        "0639981234",
        "06 39 98 12 34",
        "06.39.98.12.34",
        "06-39-98-12-34",
        "06/39/98/12/34",
        "0 6 3 9 9 8 1 2 3 4",
        "+33639981234",
        "+33 6 39 98 12 34",
        "+33 (0)6 39 98 12 34",
        "0033 6 39 98 12 34",
        "01 99 00 12 34",
        "02 61 91 12 34",
        "+262 639 98 12 34",
        "O6 39 98 12 34",
        "０６３９９８１２３４",
        "06🙂39🙂98🙂12🙂34",
        "zéro six trente-neuf quatre-vingt-dix-huit douze trente-quatre",
    ],
)
@pytest.mark.parametrize("frame", ["{}", "appelez moi au {} svp", "tel:{}"])
def test_a_private_number_is_found_whole(number: str, frame: str) -> None:
    assert found(frame.format(number), Kind.PHONE) == [number]


def test_a_mistyped_number_that_is_named_is_found() -> None:
    assert Kind.PHONE in kinds("mon tel 06 39 98 12 3")


def test_a_foreign_number_is_found() -> None:
    assert Kind.PHONE in kinds("whatsapp +212 6 61 23 45 67")


def test_a_number_sent_in_two_messages_is_found() -> None:
    assert Kind.PHONE in kinds("12 34", "06 39 98")


@pytest.mark.parametrize(
    "text",
    [
        "j'ai appelé le 3230",
        "le 39 39 ne répond pas",
        "le 0 800 360 360 est gratuit",
        "08 10 25 59 10",
        "0969 39 99 99",
        "le 119 et le 3919",
        "le 01/02/2024 à 15h30",
        "du 01 02 2024 au 05 03 2024",
        "la caf de Lille c'est le 03 53 01 12 34 ?",
        "loyer 650 charges 80",
    ],
)
def test_public_numbers_and_other_digits_are_left(text: str) -> None:
    assert Kind.PHONE not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "6 39 98 11 02, avec le zéro devant",
        "mettez un 0 devant 639981102",
        "639.981.102 sans le 0 au début",
        "zéro puis 6 3 9 9 8 1 1 0 2",
        "six trois neuf neuf huit un un zéro deux et un zéro devant",
        "06 et 39 et 98 et 11 et 02",
    ],
)
def test_a_number_whose_zero_is_told_apart_is_found(text: str) -> None:
    assert kinds(text) == {Kind.PHONE}


@pytest.mark.parametrize(
    "text",
    [
        "il faut mettre un 0 devant ?",
        "640 000 000 d'euros et 0 devant",
        "siren 000000001 avec un 0 avant",
        "sms reçu le 08/06/2025 10h30",
    ],
)
def test_a_zero_in_front_of_something_else_is_no_number(text: str) -> None:
    assert kinds(text) == set()
