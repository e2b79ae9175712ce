"""What is left to ask of a message once personal data is erased from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charter.privacy import WORDS, Kind, redact
from bot.charter.redacted import kinds, readings, rest

MARK = WORDS[Kind.ALLOC].mark


@pytest.mark.parametrize(
    ("redacted", "left"),
    [
        (f"mon numéro est le {MARK}, comment demander l'Apl ?", "comment demander l'Apl ?"),
        (f"Bonjour je suis {MARK} comment demander l'Apl ?", "comment demander l'Apl ?"),
        (f"Comment demander l'Apl ? Mon numéro : {MARK}", "Comment demander l'Apl ?"),
        (f"Je déménage bientôt, que faut-il faire ? {MARK} et voilà", "Je déménage bientôt, que faut-il faire ?"),
        (f"{MARK} merci", ""),
        (f"mon {MARK} et mon {MARK}", ""),
        (MARK, ""),
        ("", ""),
    ],
)
def test_only_a_question_of_its_own_is_left(redacted: str, left: str) -> None:
    """The words that led to a value go with it, and so do scraps."""
    assert rest(redacted) == left


@given(st.text(max_size=80).filter(lambda text: "[" not in text))
def test_a_message_without_a_mark_is_left_as_it_is(text: str) -> None:
    """Nothing is lost of a message in which nothing was erased."""
    assert rest(text) == text


@given(st.lists(st.sampled_from([*(words.mark for words in WORDS.values()), "apl ?", "je suis né le", ",", " et "])))
def test_no_mark_is_left(pieces: list[str]) -> None:
    """What is searched holds no mark of ours."""
    left = rest(" ".join(pieces))
    assert not any(words.mark in left for words in WORDS.values())


def test_it_reads_what_the_detector_writes() -> None:
    """The marks are those of ``redact``."""
    assert rest(redact("matricule 7654321, comment demander l'Apl ?")) == "comment demander l'Apl ?"


@given(st.lists(st.sampled_from(list(Kind)), max_size=4))
def test_the_marks_tell_the_kinds(there: list[Kind]) -> None:
    """What was erased is known from the text alone, however it was reached."""
    assert kinds(" puis ".join(WORDS[kind].mark for kind in there)) == set(there)


@pytest.mark.parametrize(
    ("redacted", "texts"),
    [
        ("comment demander l'Apl ?", ["comment demander l'Apl ?"]),
        ("", [""]),
        (MARK, [MARK]),
        (f"je veux mourir mon numéro est le {MARK}", ["je veux mourir mon numéro est le"]),
        (
            f"mon numéro est le {MARK}, je veux en finir",
            ["je veux en finir", "mon numéro est le  , je veux en finir"],
        ),
    ],
)
def test_what_was_erased_does_not_hide_what_is_said(redacted: str, texts: list[str]) -> None:
    """Beside what was erased, and with the words that led to it: they may be no label."""
    assert readings(redacted) == texts
