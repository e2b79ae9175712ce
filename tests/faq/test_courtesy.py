"""The courtesy around a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.courtesy import FEWEST_WORDS, without_courtesy


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Bonjour, comment demander l’Apl ?", "comment demander l’Apl ?"),
        ("BJR madame, comment je fais pour demander l'apl ? Merci d’avance !", "comment je fais pour demander l'apl ?"),
        ("Bonsoir la Caf ! je cherche des infos sur l'apl. Bonne soirée", "je cherche des infos sur l'apl."),
        ("à ma sœur : comment demander l'apl merci", "à ma sœur : comment demander l'apl"),
        ("bonjour, c’est tout pour moi, bonne journée", "c’est tout pour moi, bonne journée"),
        ("le bonjour de ma mère à vos agents", "le bonjour de ma mère à vos agents"),
        ("merci de me dire où envoyer mes papiers", "merci de me dire où envoyer mes papiers"),
    ],
)
def test_what_is_left(written: str, left: str) -> None:
    """A greeting before and thanks after are left out, nothing else is."""
    assert without_courtesy(written) == left


@pytest.mark.parametrize(
    "written",
    ["c'est tout pour moi, bonne journée", "Bonjour", "bonjour ça va", "Merci beaucoup !", "bonsoir, mon rsa", ""],
)
def test_little_stays_whole(written: str) -> None:
    """A greeting is one, and two words say too little without it."""
    assert without_courtesy(written) == written


@given(st.text())
def test_nothing_is_invented(written: str) -> None:
    """Whatever is typed, a piece of it is left, with words enough."""
    left = without_courtesy(written)
    assert left in written
    assert left == written or len(left.split()) >= FEWEST_WORDS
