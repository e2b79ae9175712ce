"""Out to a spreadsheet and back: nothing is lost, and what did not change is not written."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings

from bot.faq.entries import read_entries, read_entry
from bot.faq.sheets.export import export
from bot.faq.sheets.plan import plan, themes_of
from bot.faq.sheets.writing import write
from tests.faq.samples import ENTRY, write_entry
from tests.faq.sheets.conftest import exported
from tests.faq.sheets.strategies import ENTRIES

DATA = Path(__file__).parents[3] / "data" / "faq"
FORMATS = ("fiches.csv", "fiches.xlsx")


@pytest.mark.parametrize("name", FORMATS)
def test_every_entry_of_the_project_comes_back_unchanged(name: str, tmp_path: Path) -> None:
    """Export, then import: no file would change."""
    entries, _ = read_entries(DATA)
    export(list(entries.values()), themes_of(DATA), tmp_path / name)
    planned = plan(tmp_path / name, DATA, tmp_path)
    assert (planned.changes, planned.unchanged, planned.absent) == ([], len(entries), [])


@pytest.mark.parametrize("name", FORMATS)
def test_a_sheet_alone_makes_the_entries_again(name: str, tmp_path: Path) -> None:
    """A theme's entries, made in a folder that has none of them, say the same field by field."""
    entries = {id_: entry for id_, entry in read_entries(DATA)[0].items() if entry.theme == "rsa"}
    export(list(entries.values()), ["rsa"], tmp_path / name)
    folder = tmp_path / "faq"
    write_entry(folder, theme="rsa")
    write(plan(tmp_path / name, folder, tmp_path / "staging").changes, tmp_path / "kept")
    again, problems = read_entries(folder)
    assert not problems
    assert again.pop("essai-un")
    assert again == entries


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=40)
@given(ENTRIES)
@example(ENTRY | {"title": "=1+1 : une question", "answer": "-" * 50 + "\n\n  - a\n  - b"})
@example(ENTRY | {"variants": [f"'=formule {number}" for number in range(10)], "simple": "- un\n- deux\n" * 3})
def test_any_valid_entry_comes_back_the_same(name: str, content: dict[str, Any]) -> None:
    """Its sheet changes nothing in it, and makes it again where it is not there."""
    with TemporaryDirectory() as base:
        folder = Path(base) / "faq"
        file = write_entry(folder, **content)
        entry, text = read_entry(file), file.read_bytes()
        sheet = exported(folder, name)
        assert plan(sheet, folder, Path(base) / "staging").changes == []
        assert file.read_bytes() == text
        write_entry(folder, id="zz-autre")
        file.unlink()
        planned = plan(sheet, folder, Path(base) / "staging")
        assert [change.after for change in planned.changes] == [entry]
        write(planned.changes, Path(base) / "kept")
        assert read_entry(file) == entry
