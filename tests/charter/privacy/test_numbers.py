"""Bank accounts, cards, and the numbers that only their label tells apart."""

import pytest

from bot.charter.privacy import Kind
from tests.charter.privacy.helpers import found, kinds


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("FR76 3000 6000 0112 3456 7890 189", Kind.IBAN, "FR76 3000 6000 0112 3456 7890 189"),
        ("fr7630006000011234567890189", Kind.IBAN, "fr7630006000011234567890189"),
        ("FR76-3000-6000-0112-3456-7890-18", Kind.IBAN, "FR76-3000-6000-0112-3456-7890-18"),
        ("DE89 3704 0044 0532 0130 00", Kind.IBAN, "DE89 3704 0044 0532 0130 00"),
        ("GB29 NWBK 6016 1331 9268 19", Kind.IBAN, "GB29 NWBK 6016 1331 9268 19"),
        ("mon rib 30006 00001 12345678901 89", Kind.IBAN, "30006 00001 12345678901 89"),
        ("ma cb 4970 1000 0000 0001", Kind.CARD, "4970 1000 0000 0001"),
        ("5555555555554444", Kind.CARD, "5555555555554444"),
        ("4111-1111-1111-1112", Kind.CARD, "4111-1111-1111-1112"),
        ("numéro fiscal 30 12 345 678 901", Kind.FISCAL, "30 12 345 678 901"),
        ("n° fical 3012345678901", Kind.FISCAL, "3012345678901"),
        ("identifiant pole emploi 0123456 K", Kind.FT_ID, "0123456 K"),
        ("france travail 01234567", Kind.FT_ID, "01234567"),
        ("dossier mdph 2023-01234", Kind.MDPH, "2023-01234"),
        ("mdph n° D012345", Kind.MDPH, "D012345"),
        ("passeport 00ZZ00000", Kind.IDDOC, "00ZZ00000"),
        ("carte d'identité n° 990199000001", Kind.IDDOC, "990199000001"),
        ("cni X0X0X0X0X", Kind.IDDOC, "X0X0X0X0X"),
        ("titre de séjour 9900000001", Kind.IDDOC, "9900000001"),
        ("numéro étranger ZZZ000000", Kind.IDDOC, "ZZZ000000"),
        ("ma carte 990199000001", Kind.IDDOC, "990199000001"),
        ("notification cdaph n° 012345", Kind.MDPH, "012345"),
        ("numéro de contribuable 3012345678901", Kind.FISCAL, "3012345678901"),
        ("n° télédéclarant 0123456", Kind.FISCAL, "0123456"),
    ],
)
def test_a_number_is_found_whole_and_told_apart(text: str, kind: Kind, value: str) -> None:
    assert found(text, kind) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "mobilité de 57070 à 80000, je change de caf ?",
        "rib au nom de mon mari ça passe ?",
        "quel iban dois-je donner ?",
        "10 000 000 personnes et 4 milliards",
        "carte d'identité périmée depuis 2019",
        "carte mobilité inclusion à 80 %",
        "mdph depuis 2023",
        "mdph taux 50 à 79 %",
        "dossier mdph déposé le 12/03/2024",
        "mdph 59000 Lille",
        "revenu fiscal de référence 14 230 euros",
        "france travail me verse 1 250 euros",
        "formulaire 13572*02 ou 15692*01",
        "titre de séjour valable 10 ans",
        "numéro vert 0 800 360 360 pour le handicap",
        "code naf 4711F et code ape 8891A",
    ],
)
def test_other_figures_are_left(text: str) -> None:
    assert not kinds(text)


def test_a_card_sent_in_two_messages_is_found() -> None:
    assert Kind.CARD in kinds("et la fin 0000 0001", "cb 4970 1000")
