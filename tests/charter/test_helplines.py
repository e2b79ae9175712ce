"""CD5: the right numbers for what is said."""

import re

import pytest

from bot.charter import helplines
from bot.charter.typography import mend

EVERYBODYS = ("3114", "3919", "119", "115")


def numbers(text: str) -> set[str]:
    """The numbers that a message is given."""
    return set(re.findall(r"\b(?:15|17|18|112|114|115|119|3114|3919)\b", helplines.lines(text)))


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("j'en peux plus je vais me suicider ce soir", "3114"),
        ("jveu plu vivre, je pense a me pendre", "3114"),
        ("Mes enfants seraient mieux sans moi", "3114"),
        ("mon mari me frappe devant les enfants", "3919"),
        ("il m'a étranglée hier, j'ai peur de rentrer", "3919"),
        ("mon voisin tape son petit garçon", "119"),
        ("j'ai 13 ans et mon beau-père me fait du mal", "119"),
        ("on dort dans la voiture avec le bébé", "115"),
        ("EXPULSÉE CE MATIN, JE SUIS À LA RUE", "115"),
        ("je suis sourde et je peux pas téléphoner, il me frappe", "114"),
        ("elle a avalé une boîte de médicaments", "15"),
        ("on n'a plus rien à manger depuis lundi", "115"),
        ("il y a le feu chez moi", "18"),
    ],
)
def test_what_is_said_brings_its_number(said: str, wanted: str) -> None:
    """Whatever the spelling, capitals or accents."""
    assert wanted in numbers(said)


def test_a_clear_message_is_given_few_lines() -> None:
    """Whoever looks for a bed tonight does not read a page."""
    assert helplines.lines("je suis à la rue ce soir").count("\n") == 0
    assert numbers("je suis à la rue ce soir") == {"115"}


@pytest.mark.parametrize("said", ["au secours", "", "aidez mon fils", "je suis sourde, aidez-moi"])
def test_where_the_danger_is_unclear_every_helpline_is_given(said: str) -> None:
    """A number too many costs less than one too few."""
    assert numbers(said) >= set(EVERYBODYS)


def test_a_child_comes_first_where_only_a_child_is_named() -> None:
    """The line that fits best is read first."""
    assert "119" in helplines.lines("aidez mon fils").splitlines()[0]


@pytest.mark.parametrize("need", helplines._needs().values(), ids=lambda need: need.name)
def test_every_line_is_plain_french(need: helplines.Need) -> None:
    """One line, no stray spaces, with a number that is free to call."""
    assert need.line == mend(need.line).strip()
    assert "\n" not in need.line
    assert re.search(r"\b(?:15|112|114|115|119|18|3114|3919)\b", need.line)
