"""The words of the kinds, and the mark that stands in for a value."""

from pathlib import Path

import pytest

from bot.charter.privacy import WORDS, Kind, find, redact
from bot.charter.privacy.kinds import load_words


def test_every_kind_has_its_words() -> None:
    assert set(WORDS) == set(Kind)


def test_a_file_that_lacks_a_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "kinds.yml"
    file.write_text("NIR: {label: a, the: b, mark: c}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not both in the file and in the code"):
        load_words(file)


def test_an_entry_that_lacks_a_field_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "kinds.yml"
    file.write_text("".join(f"{kind}: {{label: a}}\n" for kind in Kind), encoding="utf-8")
    with pytest.raises(ValueError, match="label, the, mark"):
        load_words(file)


def test_marks_are_not_found_again() -> None:
    for kind, words in WORDS.items():
        assert find(f"bonjour {words.mark} 59000 123456 merci") == [], kind


def test_each_value_gives_way_to_its_mark() -> None:
    text = "Je suis née le 12/03/1985, matricule 1234567, tél 06 39 98 12 34."
    assert redact(text, find(text)) == (
        f"Je suis née le {WORDS[Kind.BIRTHDATE].mark}, matricule {WORDS[Kind.ALLOC].mark}, "
        f"tél {WORDS[Kind.PHONE].mark}."
    )
