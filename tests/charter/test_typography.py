"""French typography."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.charter.typography import NARROW, NBSP, mend

TEXTS = st.text(alphabet="aé19«»:;!?'’.…€%h/{} \n" + NBSP + NARROW, max_size=16)


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("C'est l'aide d'urgence", "C’est l’aide d’urgence"),
        ("l'« Aide »", f"l’«{NARROW}Aide{NARROW}»"),
        ("Vraiment ?", f"Vraiment{NARROW}?"),
        ("Bonjour ! Oui ; non", f"Bonjour{NARROW}! Oui{NARROW}; non"),
        ("Deux choix : un", f"Deux choix{NBSP}: un"),
        ("fin :", f"fin{NBSP}:"),
        ("«Mon Compte»", f"«{NARROW}Mon Compte{NARROW}»"),
        ("Attendez...", "Attendez…"),
        ("20 ans, 50 %, 3 mois, 12 €", f"20{NBSP}ans, 50{NBSP}%, 3{NBSP}mois, 12{NBSP}€"),
        ("1 234 567 euros", f"1{NARROW}234{NARROW}567{NBSP}euros"),
        (f"Déjà{NBSP}: fait{NARROW}!", f"Déjà{NBSP}: fait{NARROW}!"),
        ("à 9:30 et 10:45", "à 9:30 et 10:45"),
        ("Oui! Non?", "Oui! Non?"),
    ],
)
def test_each_rule(written: str, mended: str) -> None:
    """Spaces, apostrophes and ellipses become those of a French printer."""
    assert mend(written) == mended


@pytest.mark.parametrize("kept", ["https://caf.example/l'aide?a=1;b=...", "{contact_url}", "{l'aide ?}"])
def test_addresses_and_slots_are_left_alone(kept: str) -> None:
    """What a browser or Rasa reads is not touched, the words around it are."""
    assert mend(f"L'adresse : {kept} !") == f"L’adresse{NBSP}: {kept}{NARROW}!"


@settings(deadline=None, max_examples=1000)
@given(TEXTS)
@example("a :»")
@example("« a : »")
def test_mending_twice_changes_nothing_more(text: str) -> None:
    """A mended text is mended already."""
    assert mend(mend(text)) == mend(text)


@settings(deadline=None, max_examples=500)
@given(TEXTS)
def test_only_spaces_apostrophes_and_ellipses_change(text: str) -> None:
    """No letter, digit or sign is lost or added."""

    def ink(any_text: str) -> str:
        return "".join(any_text.replace("…", "...").replace("’", "'").split())

    assert ink(mend(text)) == ink(text)
