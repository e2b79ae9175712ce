"""E-mail addresses of people, and mailboxes of services."""

import pytest

from bot.charter.privacy import Kind
from tests.charter.privacy.helpers import found, kinds


@pytest.mark.parametrize(
    "address",
    [
        "k.benhaddou78@exemple.fr",
        "K.BENHADDOU78@EXEMPLE.FR",
        "k.benhaddou78 @ exemple.fr",
        "k.benhaddou78＠exemple.fr",
        "k.ben\u200bhaddou78@exemple.fr",
        "k.benhaddou78 arobase exemple point fr",
        "k.benhaddou78(arobase)exemple.fr",
        "k_benhaddou at gmail.com",
        "k.benhaddou78@gmail",
        "k.benhaddou78@@gmail.com",
        "karim point benhaddou chez gmail point com",
        "KARIM (AT) EXEMPLE (POINT) FR",
        "k-benhaddou+caf@exemple.co.uk",
    ],
)
def test_a_private_address_is_found_whole(address: str) -> None:
    assert found(f"mon mail {address}", Kind.EMAIL) == [address]


def test_an_address_sent_in_two_messages_is_found() -> None:
    assert Kind.EMAIL in kinds("arobase exemple.fr", "mon mail c'est k.benhaddou")


@pytest.mark.parametrize(
    "text",
    [
        "contact@caf.fr",
        "mediateur@caf.fr",
        "assistance@exemple.gouv.fr",
        "secretariat@mairie-exemple.fr",
        "je change d'adresse mail",
        "mon mail ne marche pas",
        "www.caf.fr",
        "chez Orange on me dit non",
        "@caf répondez",
        "rdv @ 10h",
    ],
)
def test_mailboxes_of_services_and_other_signs_are_left(text: str) -> None:
    assert Kind.EMAIL not in kinds(text)
