"""The numéro d'allocataire beside its words, or alone as an answer; and numbers of nobody."""

import pytest

from bot.charter.privacy import Kind
from tests.charter.privacy.helpers import found, kinds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("mon numéro d'allocataire est le 1234567", "1234567"),
        ("allocatr 1234567", "1234567"),
        ("matricul : 1234567 A", "1234567 A"),
        ("num alloc 1 234 567", "1 234 567"),
        ("nalloc 1234567", "1234567"),
        ("n° caf 123456", "123456"),
        ("dossier 12345678", "12345678"),
        ("1234567 c'est mon numéro d'allocataire", "1234567"),
        ("identifiant caf 1234567T", "1234567T"),
        ("mon matricule c'est 12345", "12345"),
        ("numéro allocataire 1_2_3_4_5_6_7", "1_2_3_4_5_6_7"),
        ("num caf un deux trois quatre cinq six sept", "un deux trois quatre cinq six sept"),
        ("numéro d'alocatère O123456", "O123456"),
        ("n°1234567", "1234567"),
        ("je suis le 1234567, que se passe-t-il ?", "1234567"),
        ("inscrite sous 1234567", "1234567"),
        ("référence à rappeler 1234567", "1234567"),
        ("suivie sous le 1234567 dans votre caf", "1234567"),
        ("répertoriée au 12 34 567 dans vos services", "12 34 567"),
        ("num alloc 1234 / 567", "1234 / 567"),
        ("bonjour, 1234567K, où en est ma demande ?", "1234567K"),
    ],
)
def test_a_number_beside_its_words_is_found(text: str, value: str) -> None:
    assert found(text, Kind.ALLOC) == [value]


@pytest.mark.parametrize("answer", ["1234567", "c'est 1234567", "1234567 A", "ah oui pardon 1234567", "123 45 67"])
@pytest.mark.parametrize("talk", ["où trouver mon numéro d'allocataire ?", "je cherche mon numéro de dossier"])
def test_a_bare_number_after_talk_of_a_number_is_found(talk: str, answer: str) -> None:
    assert Kind.ALLOC in kinds(answer, talk)


def test_a_number_within_a_longer_answer_is_found() -> None:
    answer = "attendez je cherche... voilà 1234567 merci de me dire vite"
    assert Kind.ALLOC in kinds(answer, "mon numéro d'allocataire ?")


@pytest.mark.parametrize("answer", ["123456", "12 345 678 euros", "3 enfants", "59000 Lille"])
def test_nothing_is_awaited_when_no_number_was_spoken_of(answer: str) -> None:
    assert Kind.ALLOC not in kinds(answer, "bonjour, quel est le montant de l'ars ?")


@pytest.mark.parametrize(
    "text",
    [
        "où trouver mon numéro d'allocataire ?",
        "allocataire depuis 2015",
        "allocataire à Roubaix 59100",
        "mon dossier est en attente depuis 12 semaines",
        "numéro de facture 1234567",
        "cerfa 10840*07",
        "la caf du 59000",
        "dossier refusé car j'ai 15000 euros",
        "la caf me réclame 12345,67 euros",
        "mon dossier du 12/03/2024",
        "année scolaire 2024-2025 et caf",
        "le numéro 0 810 25 59 10",
        "rapport caf https://www.exemple.fr/caf/1234567",
        "code postal 59100",
        "le chèque numéro 1234567",
        "numéro de contrat d'assurance 1234567",
        "allocataires : 13 500 000 en France",
        "sms du 36 105 « caf info »",
    ],
)
def test_numbers_of_nobody_are_left(text: str) -> None:
    assert Kind.ALLOC not in kinds(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234567 c'est mon numéro de dossier", "1234567"),
        ("tout est sous 1234567, c'est ma référence caf", "1234567"),
        ("mon numéro d'allocataire commence par 123 et finit par 4567", "123 et finit par 4567"),
    ],
)
def test_a_number_before_its_label_or_in_parts_is_found(text: str, value: str) -> None:
    assert found(text, Kind.ALLOC) == [value]


def test_the_end_of_a_number_begun_before_is_found() -> None:
    assert Kind.ALLOC in kinds("et la fin 567", "mon matricule en deux fois", "le début c'est 9234")


@pytest.mark.parametrize(
    "text",
    [
        "arrêt du Conseil d'État n° 400000 sur les indus",
        "13500000 allocataires en France, c'est vrai ?",
        "la caf paie 6000000 de foyers",
    ],
)
def test_decisions_and_counts_are_left(text: str) -> None:
    assert Kind.ALLOC not in kinds(text)
