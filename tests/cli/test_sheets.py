"""``faq export`` and ``faq import`` at the command line."""

import io
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.faq.entries import read_entries
from tests.faq.samples import write_entry
from tests.faq.sheets.conftest import edit


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of two entries of two themes."""
    monkeypatch.setenv("CAF_FAQ_DIR", str(tmp_path / "faq"))
    monkeypatch.setenv("CAF_DATA_DIR", str(tmp_path / "var"))
    write_entry(tmp_path / "faq")
    write_entry(tmp_path / "faq", id="autre-un", theme="autre")
    return tmp_path / "faq"


@pytest.fixture
def changed(folder: Path, tmp_path: Path) -> Path:
    """A sheet in which one button has new words."""
    sheet = tmp_path / "fiches.xlsx"
    assert main(["faq", "export", str(sheet)]) == 0
    return edit(sheet, {(3, "Libellé du bouton"): "Bouton neuf"})


def labels(folder: Path) -> set[str]:
    """The buttons' words in the files."""
    return {entry.label for entry in read_entries(folder)[0].values()}


def test_export_says_what_it_wrote_and_what_comes_next(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Counts, the file, the command that reads it again."""
    assert main(["faq", "export", str(tmp_path / "fiches.csv"), "--theme", "essai"]) == 0
    shown = capsys.readouterr().out
    assert "1 fiche(s)" in shown
    assert "faq import" in shown


def test_an_unknown_theme_is_told(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The known ones are named; nothing is written."""
    assert main(["faq", "export", str(tmp_path / "fiches.csv"), "--theme", "logment"]) == 1
    assert "autre, essai" in capsys.readouterr().err
    assert not (tmp_path / "fiches.csv").exists()


def test_a_broken_entry_is_left_out_and_named(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The others are exported; the status says that something is missing."""
    write_entry(folder, id="essai-deux", label="X")
    assert main(["faq", "export", str(tmp_path / "fiches.csv")]) == 1
    told = capsys.readouterr()
    assert "2 fiche(s)" in told.out
    assert "essai-deux.yml:" in told.err


def test_yes_writes_shows_the_difference_and_keeps_what_was(
    folder: Path, changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Entry, field, before and after; counts; where the earlier file is; no colour outside a terminal."""
    capsys.readouterr()
    assert main(["faq", "import", str(changed), "--yes"]) == 0
    lines = capsys.readouterr().out.splitlines()
    start = lines.index("essai/essai-un")
    assert lines[start + 1 : start + 4] == ["  Libellé du bouton", "    − Essai de fiche", "    + Bouton neuf"]
    assert "1 fiche(s) modifiée(s), 0 nouvelle(s), 1 inchangée(s)." in lines
    assert not [line for line in lines if "\x1b" in line]
    assert labels(folder) == {"Essai de fiche", "Bouton neuf"}
    (kept,) = (tmp_path / "var" / "faq-imports").rglob("*.yml")
    assert "Essai de fiche" in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(("answer", "status"), [("o\n", 0), ("Oui\n", 0), ("n\n", 1), ("\n", 1), ("", 1)])
def test_nothing_is_written_without_a_yes(
    folder: Path, changed: Path, answer: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anything but yes, and the end of a script's input, mean no."""
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    assert main(["faq", "import", str(changed)]) == status
    assert ("Bouton neuf" in labels(folder)) == (status == 0)


def test_a_sheet_that_changes_nothing_asks_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 0; absent entries are said to stay."""
    sheet = tmp_path / "fiches.csv"
    assert main(["faq", "export", str(sheet), "--theme", "essai"]) == 0
    assert main(["faq", "import", str(sheet)]) == 0
    assert "1 fiche(s) ne sont pas dans le tableur" in capsys.readouterr().out


def test_a_wrong_sheet_is_told_and_writes_nothing(
    folder: Path, changed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """File, row, column, remedy; even with --yes."""
    edit(changed, {(2, "Question"): "Court"})
    assert main(["faq", "import", str(changed), "--yes"]) == 1
    told = capsys.readouterr().err
    assert f"{changed}, ligne 2, colonne «\u202fQuestion\u202f»" in told
    assert "Rien n’a été écrit" in told
    assert labels(folder) == {"Essai de fiche"}


def test_a_sheet_that_is_not_there_is_told(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As any missing file."""
    assert main(["faq", "import", str(tmp_path / "absent.csv")]) == 1
    assert "n’existe pas" in capsys.readouterr().err


def test_differences_are_coloured_on_a_terminal(
    folder: Path, changed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Red goes, green comes."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert main(["faq", "import", str(changed), "--yes"]) == 0
    shown = capsys.readouterr().out
    assert "\x1b[31m    − Essai de fiche" in shown
    assert "\x1b[32m    + Bouton neuf" in shown
