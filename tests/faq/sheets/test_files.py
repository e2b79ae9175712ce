"""The files themselves: what spreadsheets can do to them, and what an editor is told."""

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from bot.faq.entries import Entry, read_entry
from bot.faq.sheets.export import export
from bot.faq.sheets.problems import SheetError, SheetProblem
from bot.faq.sheets.reading import read_rows
from tests.faq.samples import write_entry
from tests.faq.sheets.conftest import edit, exported


def problem(file: Path) -> SheetProblem:
    """The one reason why a file cannot be read."""
    with pytest.raises(SheetError) as refused:
        read_rows(file)
    (found,) = refused.value.problems
    return found


def rewritten(file: Path, text: str, encoding: str = "utf-8-sig") -> Path:
    """A file of that text."""
    file.write_bytes(text.encode(encoding, errors="replace"))
    return file


def test_a_csv_opens_with_a_double_click(folder: Path) -> None:
    """UTF-8 with its mark, « ; », Windows line ends: what French spreadsheets expect."""
    content = exported(folder, "fiches.csv").read_bytes()
    assert content.startswith("\ufeffIdentifiant;Thème;État;".encode())
    assert content.count(b"\r\n") == 3


def test_nothing_in_a_csv_is_a_formula(tmp_path: Path) -> None:
    """A text that a spreadsheet would calculate stands behind an apostrophe, and comes back without."""
    write_entry(tmp_path / "faq", title="=1+1 est une question", label="@somme", owner="'-déjà")
    sheet = exported(tmp_path / "faq", "fiches.csv")
    text = sheet.read_text(encoding="utf-8-sig")
    assert ";'=1+1 est une question;'@somme;" in text
    assert ";''-déjà;" in text
    (row,) = read_rows(sheet)
    assert (row.cells["title"], row.cells["label"], row.cells["owner"]) == ("=1+1 est une question", "@somme", "'-déjà")


def test_nothing_in_a_workbook_is_a_formula(tmp_path: Path) -> None:
    """Every cell is text, and stays so when it is edited."""
    write_entry(tmp_path / "faq", title='=HYPERLINK("https://caf.example")', label="#N/A")
    page = load_workbook(exported(tmp_path / "faq", "fiches.xlsx"))["Fiches"]
    cells = [cell for row in page.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert [cell.value for cell in cells if cell.quotePrefix] == ['=HYPERLINK("https://caf.example")']


def test_a_workbook_explains_itself(folder: Path) -> None:
    """A sheet in French says how; theme and status are chosen from lists."""
    book = load_workbook(exported(folder, "fiches.xlsx"))
    assert book.sheetnames == ["Fiches", "Mode d’emploi", "Listes"]
    assert book["Listes"].sheet_state == "hidden"
    assert [cell.value for cell in book["Listes"]["B"]] == ["brouillon", "en ligne", "retirée"]
    told = " ".join(str(cell.value) for row in book["Mode d’emploi"].iter_rows() for cell in row if cell.value)
    for title in ("Identifiant", "Formulation 1", "Version"):
        assert title in told
    rules = book["Fiches"].data_validations.dataValidation
    assert {rule.formula1: str(rule.sqref) for rule in rules} == {
        "'Listes'!$A$1:$A$1": "B2:B1048576",
        "'Listes'!$B$1:$B$3": "C2:C1048576",
    }


def test_commas_and_any_order_of_columns_are_understood(folder: Path) -> None:
    """A spreadsheet set in English writes commas; columns may be moved."""
    sheet = exported(folder, "fiches.csv")
    wanted = [row.cells for row in read_rows(sheet)]
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        rows = [list(reversed(row)) for row in csv.reader(stream, delimiter=";")]
    with sheet.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    assert [dict(row.cells) for row in read_rows(sheet)] == [dict(cells) for cells in wanted]


def test_blank_rows_are_passed_over_and_counted(sheet: Path) -> None:
    """The number of a row is the one that the spreadsheet shows."""
    edit(sheet, {(6, "Identifiant"): "essai-six"})
    assert [row.number for row in read_rows(sheet)] == [2, 3, 6]


def test_windows_1252_is_told(folder: Path) -> None:
    """Excel's plain « CSV » loses characters: the message says which type to save."""
    sheet = exported(folder, "fiches.csv")
    found = problem(rewritten(sheet, sheet.read_text(encoding="utf-8-sig"), "cp1252"))
    assert "« CSV UTF-8 »" in found.message.replace("\u202f", " ")


@pytest.mark.parametrize("name", ["vide.csv", "vide.xlsx"])
def test_an_empty_file_is_told(tmp_path: Path, name: str) -> None:
    """No byte at all."""
    (tmp_path / name).touch()
    assert "est vide" in problem(tmp_path / name).message


def test_blank_contents_are_told(tmp_path: Path) -> None:
    """Bytes, but nothing in them; or titles alone."""
    assert "est vide" in problem(rewritten(tmp_path / "a.csv", "\r\n;;\r\n")).message
    book = Workbook()
    book.active.title = "Fiches"
    book.save(tmp_path / "a.xlsx")
    assert "est vide" in problem(tmp_path / "a.xlsx").message


def test_titles_alone_are_told(folder: Path) -> None:
    """There is nothing to import."""
    sheet = exported(folder, "fiches.csv")
    titles = sheet.read_text(encoding="utf-8-sig").splitlines()[0]
    assert "aucune fiche" in problem(rewritten(sheet, titles)).message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Question", "Titre", "« Titre » n’est pas connue"),
        ("Question", "État", "« État » est là deux fois"),
        ("Question", "", "« Question » manque"),
    ],
)
def test_a_wrong_title_is_told(folder: Path, old: str, new: str, words: str) -> None:
    """Every column is known, there, and there once."""
    sheet = exported(folder, "fiches.csv")
    rewritten(sheet, sheet.read_text(encoding="utf-8-sig").replace(f";{old};", f";{new};", 1))
    with pytest.raises(SheetError) as refused:
        read_rows(sheet)
    assert words in str(refused.value).replace("\u202f", " ")


def test_cells_beyond_the_titles_are_told(folder: Path) -> None:
    """A separator too many would shift every value."""
    sheet = exported(folder, "fiches.csv")
    rewritten(sheet, sheet.read_text(encoding="utf-8-sig") + ";" * 60 + "x\r\n")
    assert problem(sheet).row == 4


def test_open_quotes_are_told(folder: Path) -> None:
    """The row where it goes wrong is named."""
    sheet = exported(folder, "fiches.csv")
    rewritten(sheet, sheet.read_text(encoding="utf-8-sig").rstrip() + '\r\n"essai')
    assert problem(sheet).row == 4


@pytest.mark.parametrize("name", ["fiches.xls", "fiches.ods", "fiches"])
def test_another_format_is_told(tmp_path: Path, name: str) -> None:
    """What can be used instead is named."""
    assert ".xlsx" in problem(rewritten(tmp_path / name, "x")).message


@pytest.mark.parametrize("content", [b"texte", b"PK\x03\x04 coup\xe9"])
def test_a_workbook_that_is_none_is_told(tmp_path: Path, content: bytes) -> None:
    """A renamed file, half a file."""
    (tmp_path / "fiches.xlsx").write_bytes(content)
    assert "classeur" in problem(tmp_path / "fiches.xlsx").message


def test_half_a_workbook_is_told(folder: Path) -> None:
    """A copy that was cut short."""
    sheet = exported(folder, "fiches.xlsx")
    sheet.write_bytes(sheet.read_bytes()[:3000])
    assert "classeur" in problem(sheet).message


def test_a_workbook_without_the_sheet_is_told(tmp_path: Path) -> None:
    """The sheet's name is given."""
    Workbook().save(tmp_path / "fiches.xlsx")
    assert "Fiches" in problem(tmp_path / "fiches.xlsx").message


def test_a_formula_is_told(folder: Path) -> None:
    """Its result is nobody's text."""
    found = problem(edit(exported(folder, "fiches.xlsx"), {(3, "Réponse"): "=A1&B1"}))
    assert (found.row, found.column) == (3, "Réponse")
    assert "formule" in found.message


@pytest.mark.parametrize("lock", [".~lock.{}#", "~${}"])
def test_a_sheet_that_is_open_elsewhere_is_told(sheet: Path, lock: str) -> None:
    """What is on the screen may not be saved yet."""
    name = lock.format(sheet.name)
    (sheet.parent / name).touch()
    assert name in problem(sheet).message


def test_an_earlier_export_is_not_written_over(sheet: Path, folder: Path) -> None:
    """It may hold somebody's work."""
    before = sheet.read_bytes()
    with pytest.raises(SheetError, match="existe déjà"):
        exported(folder, sheet.name)
    assert sheet.read_bytes() == before


def odd_entry(folder: Path, variant: str) -> Entry:
    """A valid entry with one odd variant."""
    return read_entry(write_entry(folder, variants=[variant, *(f"formulation {number}" for number in range(10))]))


@pytest.mark.parametrize("name", ["fiches.csv", "fiches.xlsx"])
@pytest.mark.parametrize("text", ["fin \r ligne", "   \u00a0"])
def test_what_a_sheet_cannot_hold_is_told_and_not_written(tmp_path: Path, name: str, text: str) -> None:
    """Nothing is lost in silence: the entry is named, and no file is left behind."""
    with pytest.raises(SheetError, match="essai-un"):
        export([odd_entry(tmp_path / "faq", text)], ["essai"], tmp_path / name)
    assert list(tmp_path.glob("*.*")) == []


def test_a_workbook_holds_no_control_character(tmp_path: Path) -> None:
    """Which one, and in which entry."""
    with pytest.raises(SheetError, match=r"U\+0007.*essai-un"):
        export([odd_entry(tmp_path / "faq", "une cloche \x07")], ["essai"], tmp_path / "fiches.xlsx")
    assert list(tmp_path.glob("*.*")) == []


def test_a_csv_holds_any_character(tmp_path: Path) -> None:
    """It comes back the same."""
    export([odd_entry(tmp_path / "faq", "une cloche \x07")], ["essai"], tmp_path / "fiches.csv")
    assert read_rows(tmp_path / "fiches.csv")[0].cells["variants.1"] == "une cloche \x07"
