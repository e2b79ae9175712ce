"""A folder of two entries, and what an editor does to a sheet."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.faq.entries import read_entries
from bot.faq.sheets.export import export
from bot.faq.sheets.plan import themes_of
from tests.faq.samples import write_entry

Edit = Callable[[Path, Mapping[tuple[int, str], str | None]], Path]


def exported(folder: Path, name: str) -> Path:
    """The folder's entries in a sheet beside it."""
    entries, problems = read_entries(folder)
    assert not problems
    sheet = folder.parent / name
    export(list(entries.values()), themes_of(folder), sheet)
    return sheet


def edit(sheet: Path, cells: Mapping[tuple[int, str], str | None]) -> Path:
    """Types into cells, named by row (from 1, the titles' one) and title, and saves as a spreadsheet does."""
    if sheet.suffix == ".xlsx":
        book = load_workbook(sheet)
        titles = [cell.value for cell in book["Fiches"][1]]
        for (row, title), text in cells.items():
            book["Fiches"].cell(row, titles.index(title) + 1).value = text
        book.save(sheet)
        return sheet
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream, delimiter=";"))
    titles = list(rows[0])
    for (row, title), text in cells.items():
        rows += [[""] * len(titles) for _ in range(row - len(rows))]
        rows[row - 1][titles.index(title)] = text or ""
    with sheet.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(rows)
    return sheet


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two entries, « essai-deux » and « essai-un » (rows 2 and 3 of their sheet)."""
    write_entry(tmp_path / "faq")
    write_entry(tmp_path / "faq", id="essai-deux", label="Deuxième essai", related=["essai-un"])
    return tmp_path / "faq"


@pytest.fixture(params=["fiches.csv", "fiches.xlsx"])
def sheet(folder: Path, request: pytest.FixtureRequest) -> Path:
    """Their sheet, in both formats."""
    return exported(folder, str(request.param))
