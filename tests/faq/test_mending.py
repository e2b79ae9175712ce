"""The typography of a file is mended in place."""

from pathlib import Path

import pytest

from bot.charter.typography import NARROW, NBSP, mend
from bot.faq.entries import read_entry
from bot.faq.mending import mend_file
from tests.faq.samples import entry_text

ROOT = Path(__file__).parents[2]

WRITTEN = """\
# Cette fiche est un essai.
id: essai-un
theme: essai
title: "Comment fait-on un essai ?"   # la question
label: 'Essai'
variants:
  - "c'est quoi ?"   # telle qu'on la tape
answer: |-
  C'est un essai !

  - Un point ; un autre.
# les liens
links:
  - {title: "L'essai", url: "https://caf.example/l'aide ?"}
related: [a, b]
"""
MENDED = (
    WRITTEN.replace('essai ?"', 'essai\u202f?"')
    .replace("C'est un essai !", "C’est un essai\u202f!")
    .replace("point ;", "point\u202f;")
    .replace('"L\'essai"', '"L’essai"')
)


def test_only_what_citizens_read_changes(tmp_path: Path) -> None:
    """Comments, order, quotes, variants, addresses and everything else stay to the letter."""
    file = tmp_path / "essai-un.yml"
    file.write_text(WRITTEN, encoding="utf-8")
    assert mend_file(file)
    assert file.read_text(encoding="utf-8") == MENDED


def test_mending_twice_changes_nothing_more(tmp_path: Path) -> None:
    """A mended file is not written again."""
    file = tmp_path / "essai-un.yml"
    file.write_text(entry_text(title="Comment fait-on ?"), encoding="utf-8")
    assert mend_file(file)
    stamp = file.stat().st_mtime_ns
    assert not mend_file(file)
    assert file.stat().st_mtime_ns == stamp


def test_a_file_saved_meanwhile_is_left_to_its_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between reading and writing somebody else may save: their text wins."""
    file = tmp_path / "essai-un.yml"
    file.write_text(entry_text(title="Comment fait-on ?"), encoding="utf-8")
    theirs = entry_text(title="Autre chose ?")

    def save_meanwhile(text: str) -> str:
        file.write_text(theirs, encoding="utf-8")
        return mend(text)

    monkeypatch.setattr("bot.faq.mending.mend", save_meanwhile)
    assert not mend_file(file)
    assert file.read_text(encoding="utf-8") == theirs


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    """And its rights stay."""
    file = tmp_path / "essai-un.yml"
    file.write_text(entry_text(title="Comment fait-on ?"), encoding="utf-8")
    file.chmod(0o640)
    mend_file(file)
    assert list(tmp_path.iterdir()) == [file]
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("content", ["- a\n", "links: 3\ntitle: [a]\n", "links: [a]\n"])
def test_what_is_no_entry_is_left_alone(tmp_path: Path, content: str) -> None:
    """A list, or fields of other kinds."""
    file = tmp_path / "essai-un.yml"
    file.write_text(content, encoding="utf-8")
    assert not mend_file(file)
    assert file.read_text(encoding="utf-8") == content


def test_real_files_are_mended_back(tmp_path: Path) -> None:
    """Without their no-break spaces, then mended, one real file a theme says what it said, on the same lines."""
    for theme in sorted(folder for folder in (ROOT / "data" / "faq").iterdir() if folder.is_dir()):
        file = next(iter(sorted(theme.glob("*.yml"))))
        text = file.read_text(encoding="utf-8")
        before = read_entry(file)
        copy = tmp_path / theme.name / file.name
        copy.parent.mkdir()
        copy.write_text(text.replace(NARROW, " ").replace(NBSP, " "), encoding="utf-8")
        assert mend_file(copy)
        after = read_entry(copy)
        assert (after.title, after.label, after.answer, after.links) == (
            before.title,
            before.label,
            before.answer,
            before.links,
        )
        assert len(copy.read_text(encoding="utf-8").splitlines()) == len(text.splitlines())
