"""Passwords and codes given away, and talk of passwords."""

import pytest

from bot.charter.privacy import Kind
from tests.charter.privacy.helpers import found, kinds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("mot de passe : Doudou0000", "Doudou0000"),
        ("mdp Doudou-0000!", "Doudou-0000!"),
        ("mon mdp c'est doudou0000", "doudou0000"),
        ("mot de passe (azerty000!) connu de mon ex", "azerty000!"),
        ("j'ai essayé avec Doudou0000 comme mot de passe", "Doudou0000"),
        ("le mot de passe de papa sur le compte caf, Doudou0000#, ne passe plus", "Doudou0000#"),
        ("mot de passe c.a.f.0.0.0", "c.a.f.0.0.0"),
        ("le code reçu par sms c'est 000123", "000123"),
        ("code pin 0000", "0000"),
        ("mon code confidentiel 0123 ne marche plus", "0123"),
        ("code d'activation 00012345 valable 48 h", "00012345"),
    ],
)
def test_a_secret_given_away_is_found(text: str, value: str) -> None:
    assert found(text, Kind.SECRET) == [value]


def test_a_bare_code_after_talk_of_one_is_found() -> None:
    assert Kind.SECRET in kinds("000 123", "j'ai reçu un code par sms je vous le donne ?")


@pytest.mark.parametrize(
    "text",
    [
        "j'ai oublié mon mot de passe",
        "mot de passe oublié depuis le 12/03/2024",
        "mot de passe : comment le changer ?",
        "mon mot de passe ne marche pas",
        "mon mot de passe est bloqué",
        "je n'ai pas reçu le code",
        "mon code à 8 chiffres ne marche plus",
        "code postal 59100",
        "le code erreur 4031 s'affiche",
        "code de la construction et de l'habitation, article L822-5",
        "code ape 8899A",
    ],
)
def test_talk_of_secrets_is_left(text: str) -> None:
    assert Kind.SECRET not in kinds(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("mon mdp ct 00001111 et ça bloque", "00001111"),
        ("mot de passe c zéro zéro un un deux deux", "zéro zéro un un deux deux"),
        ("code à six chiffres : 0️⃣0️⃣1️⃣1️⃣2️⃣2️⃣", "0️⃣0️⃣1️⃣1️⃣2️⃣2️⃣"),
        ("j'ai tapé 00001111 le code du courrier", "00001111"),
        ("« Doudou!0000 » comme mot de passe, c'est bien ?", "Doudou!0000"),
        ("le code d'accès de mon compte c'est Doudou0000", "Doudou0000"),
        ("login d.doudou pass Doudou0000", "Doudou0000"),
        ("en clé d'accès j'avais Doudou-0000", "Doudou-0000"),
        ("FranceConnect : mot de passe D@udou00, vous voyez ?", "D@udou00"),
        ("à ma question secrète la réponse c'est Doudou", "Doudou"),
    ],
)
def test_other_words_and_shapes_of_a_secret_are_found(text: str, value: str) -> None:
    assert found(text, Kind.SECRET) == [value]


def test_a_bare_password_after_talk_of_one_is_found() -> None:
    assert Kind.SECRET in kinds("c'est Doudou-00", "j'ai changé mon mot de passe")


@pytest.mark.parametrize(
    "text",
    [
        "mot de passe FranceConnect ou caf ?",
        "j'appelle le 3230 pour mon mot de passe",
        "le code 3230 c'est quoi",
        "accès au compte impossible sur iphone12",
        "le pass culture 2024",
        "59000 c'est le code postal",
    ],
)
def test_words_of_access_without_a_secret_are_left(text: str) -> None:
    assert Kind.SECRET not in kinds(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dans le texto il y avait 000123", "000123"),
        ("000123 marche plus, le sms est trop vieux ?", "000123"),
        ("la dame m'a dit de donner 000123", "000123"),
        ("mes chiffres secrets 0001", "0001"),
        ("mdp Loulou 00", "Loulou 00"),
        ("mot de passe reçu par courrier XK0-P0L", "XK0-P0L"),
        ("le mot de passe de ma mère c'est tulipe", "tulipe"),
    ],
)
def test_what_a_text_message_held_is_found(text: str, value: str) -> None:
    assert found(text, Kind.SECRET) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "le sms parle de 734,12 €",
        "le sms disait que j'ai 48 heures",
        "120 000 familles prévenues par sms",
        "mot de passe reçu par courrier mais refusé",
        "mdp Erreur 503",
    ],
)
def test_what_else_a_text_message_tells_passes(text: str) -> None:
    assert kinds(text) == set()
