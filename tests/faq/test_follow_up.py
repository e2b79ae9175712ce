"""Messages that lean on the entry that was just answered."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.environment import ROOT
from bot.faq.entries import Entry, read_entry
from bot.faq.follow_up import MOST_WORDS, blend, corrected, leans, queries

SUBJECT = read_entry(ROOT / "data" / "faq" / "rsa" / "rsa-demande.yml")
RELATED = replace(SUBJECT, id="voisine", related=())
SUBJECT = replace(SUBJECT, related=("voisine",))
THEME = replace(SUBJECT, id="meme-theme", related=())
FAR = replace(SUBJECT, id="ailleurs", theme="autre", related=())
ENTRIES: dict[str, Entry] = {entry.id: entry for entry in (SUBJECT, RELATED, THEME, FAR)}


@pytest.mark.parametrize(
    "text", ["et pour mon fils ?", "Et si je suis étudiant ?", "c'est quand", "j'ai donc pas droit"]
)
def test_a_follow_up_leans_on_the_subject(text: str) -> None:
    """Short, and begun like one that goes on."""
    assert leans(text)


@pytest.mark.parametrize("text", ["comment demander l'apl ?", "bonjour", "", "et " + "mot " * MOST_WORDS])
def test_a_question_of_its_own_does_not(text: str) -> None:
    """It has a subject, or is too long to lack one."""
    assert not leans(text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("non, ce n'est pas ça", ""),
        ("Non !", ""),
        ("non je parle de l'aah", "l aah"),
        ("pardon, je voulais dire la prime de naissance", "la prime de naissance"),
        ("ce n'est pas ma question, comment contester un indu ?", "comment contester un indu"),
        ("comment demander l'aah ?", None),
        ("mais comment faire", None),
        ("", None),
    ],
)
def test_a_correction_says_what_is_meant(text: str, rest: str | None) -> None:
    """Without the words that put the answer aside; empty where nothing is asked instead."""
    assert corrected(text) == rest


def test_a_follow_up_is_searched_alone_and_with_each_name_of_the_subject() -> None:
    """The entry's label and its benefit."""
    alone, labelled, with_benefit = queries("c'est quand ?", SUBJECT)
    assert alone == "c'est quand ?"
    assert labelled == f"{SUBJECT.label} c'est quand ?"
    assert with_benefit == "rsa c'est quand ?"


def test_what_is_near_the_subject_is_likelier() -> None:
    """A related entry first, then one of the theme; who asks on has read the subject itself."""
    blended = blend([dict.fromkeys(ENTRIES, 0.2)], SUBJECT, ENTRIES)
    assert sorted(blended, key=blended.__getitem__, reverse=True) == ["voisine", "meme-theme", "ailleurs", SUBJECT.id]


PROBABILITIES = st.dictionaries(st.sampled_from(sorted(ENTRIES)), st.floats(0, 0.25))


@given(st.lists(PROBABILITIES, min_size=1, max_size=3))
def test_blended_probabilities_are_probabilities(found: list[dict[str, float]]) -> None:
    """Between 0 and 1, and 1 at most together."""
    blended = blend(found, SUBJECT, ENTRIES)
    assert all(0 <= value <= 1 for value in blended.values())
    assert sum(blended.values()) <= 1 + 1e-9
