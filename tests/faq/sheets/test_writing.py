"""Putting an import's files in their places."""

from pathlib import Path

import pytest

from bot.faq.entries import read_entries
from bot.faq.sheets.plan import Plan, plan
from bot.faq.sheets.problems import SheetError
from bot.faq.sheets.writing import write
from tests.faq.samples import write_entry
from tests.faq.sheets.conftest import edit, exported


@pytest.fixture
def planned(folder: Path) -> Plan:
    """A sheet that changes both entries."""
    cells = {(2, "Libellé du bouton"): "Deux neuf", (3, "Libellé du bouton"): "Un neuf"}
    return plan(edit(exported(folder, "fiches.csv"), cells), folder, folder.parent / "staging")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_what_is_replaced_is_kept(planned: Plan, folder: Path, tmp_path: Path) -> None:
    """The new files are in place, the earlier ones in a folder, nothing else is left."""
    before = contents(folder)
    write(planned.changes, tmp_path / "kept")
    assert {entry.label for entry in read_entries(folder)[0].values()} == {"Deux neuf", "Un neuf"}
    assert contents(tmp_path / "kept") == before
    assert contents(folder).keys() == before.keys()


def test_a_new_theme_takes_the_file_along(folder: Path, tmp_path: Path) -> None:
    """No copy is left behind under the old theme."""
    write_entry(folder, theme="autre", id="autre-un")
    sheet = edit(exported(folder, "fiches.csv"), {(4, "Thème"): "autre"})
    write(plan(sheet, folder, tmp_path / "staging").changes, tmp_path / "kept")
    entries, problems = read_entries(folder)
    assert not problems
    assert {entry.id: entry.theme for entry in entries.values()}["essai-un"] == "autre"
    assert not (folder / "essai" / "essai-un.yml").exists()


def test_a_file_that_changed_while_the_question_stood_is_left_alone(
    planned: Plan, folder: Path, tmp_path: Path
) -> None:
    """Somebody saved it meanwhile: nothing at all is written."""
    write_entry(folder, label="Autre main")
    before = contents(folder)
    with pytest.raises(SheetError, match="a changé pendant ce temps"):
        write(planned.changes, tmp_path / "kept")
    assert contents(folder) == before


def test_a_file_that_appeared_meanwhile_is_left_alone(folder: Path, tmp_path: Path) -> None:
    """Two editors make the same new entry."""
    sheet = exported(folder, "fiches.csv")
    file = folder / "essai" / "essai-un.yml"
    text = file.read_bytes()
    file.unlink()
    changes = plan(sheet, folder, tmp_path / "staging").changes
    file.write_bytes(text)
    with pytest.raises(SheetError, match="vient d’apparaître"):
        write(changes, tmp_path / "kept")


def test_all_are_written_or_none(planned: Plan, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system refuses to put the second file in its place: the first one is put back, nothing is left aside."""
    before = contents(folder)
    rename, second = Path.replace, planned.changes[1].target

    def refusing(file: Path, target: Path) -> Path:
        if target == second:
            raise OSError(28, "No space left on device")
        return rename(file, target)

    monkeypatch.setattr(Path, "replace", refusing)
    with pytest.raises(OSError, match="No space"):
        write(planned.changes, tmp_path / "kept")
    assert contents(folder) == before
