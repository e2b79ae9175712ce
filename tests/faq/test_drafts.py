"""The template of a new entry."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.faq.catalogue import Topic
from bot.faq.drafts import create_draft
from bot.faq.entries import read_entry
from bot.faq.problems import InvalidFileError
from tests.faq.samples import ENTRY

TODAY = date(2026, 11, 22)


def test_the_template_holds_every_field_and_waits_to_be_filled(tmp_path: Path) -> None:
    """What is left to write, and nothing else, is told; it is a draft, dated today."""
    file = create_draft(tmp_path, "essai-un", Topic("essai", "Un essai : « oui »"), TODAY)
    assert file == tmp_path / "essai" / "essai-un.yml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert set(content) == set(ENTRY)
    assert (content["status"], content["valid_from"], content["review_by"]) == ("draft", TODAY, date(2027, 5, 23))
    with pytest.raises(InvalidFileError) as refused:
        read_entry(file)
    waiting = {str(problem.field[0]) for problem in refused.value.problems}
    assert waiting == {"title", "label", "variants", "answer", "links", "sources"}


def test_a_filled_template_is_an_entry(tmp_path: Path) -> None:
    """Its structure is right: only texts are missing."""
    file = create_draft(tmp_path, "essai-un", Topic("essai", "Un essai"), TODAY)
    filled = yaml.safe_load(file.read_text(encoding="utf-8")) | {
        name: ENTRY[name] for name in ("title", "label", "variants", "answer", "links", "sources")
    }
    file.write_text(yaml.safe_dump(filled, allow_unicode=True), encoding="utf-8")
    assert read_entry(file).id == "essai-un"


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    """Nobody's work is written over."""
    file = create_draft(tmp_path, "essai-un", Topic("essai", "Un essai"), TODAY)
    file.write_text("travail", encoding="utf-8")
    with pytest.raises(FileExistsError):
        create_draft(tmp_path, "essai-un", Topic("essai", "Un essai"), TODAY)
    assert file.read_text(encoding="utf-8") == "travail"
