"""The asking sentences of a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.asking import sentences


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Comment demander l'Apl ?", ["Comment demander l'Apl ?"]),
        (
            "Bonjour. Je suis séparée depuis mars et j'ai deux enfants. Est-ce que j'ai droit au Rsa ? Merci d'avance.",
            ["Est-ce que j'ai droit au Rsa ?"],
        ),
        (
            "Comment demander l'Apl ? Et c'est quand le premier versement ?",
            ["Comment demander l'Apl ?", "Et c'est quand le premier versement ?"],
        ),
        (
            "comment demander l'apl et combien je vais toucher",
            ["comment demander l'apl", "combien je vais toucher"],
        ),
        ("je voudrais savoir pour la prime de naissance", ["je voudrais savoir pour la prime de naissance"]),
        ("l'aide au logement et la prime d'activité", []),
        ("Bonjour, merci pour tout.", []),
        ("ça va ?", []),
        ("", []),
    ],
)
def test_asking_sentences(text: str, asked: list[str]) -> None:
    """What asks is kept as it was written, the rest of the story is not."""
    assert sentences(text) == asked


@given(st.text(max_size=200))
def test_nothing_is_invented(text: str) -> None:
    """Every sentence stands in the text, in order."""
    rest = text
    for sentence in sentences(text):
        assert sentence in rest
        rest = rest[rest.index(sentence) + len(sentence) :]
