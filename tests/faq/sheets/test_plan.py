"""What an import finds out before anything is written."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.faq.entries import read_entry
from bot.faq.sheets.plan import Plan, plan
from bot.faq.sheets.problems import SheetError, SheetProblem
from tests.faq.samples import write_entry
from tests.faq.sheets.conftest import edit, exported


def planned(sheet: Path, folder: Path) -> Plan:
    """The plan of a sheet that is right."""
    return plan(sheet, folder, folder.parent / "staging")


def spaced(title: str) -> str:
    """A title as the sheet has it, with its no-break space."""
    return title.replace(" :", "\u00a0:")


def problems(sheet: Path, folder: Path) -> list[SheetProblem]:
    """Why a sheet is refused; the folder is as it was."""
    before = {file: file.read_bytes() for file in folder.rglob("*.yml")}
    with pytest.raises(SheetError) as refused:
        planned(sheet, folder)
    assert {file: file.read_bytes() for file in folder.rglob("*.yml")} == before
    return list(refused.value.problems)


def test_a_changed_cell_changes_its_entry(sheet: Path, folder: Path) -> None:
    """One change, with the entry before and after; the other row is unchanged."""
    found = planned(edit(sheet, {(3, "Libellé du bouton"): "Bouton neuf"}), folder)
    assert found.unchanged == 1
    (change,) = found.changes
    assert change.before == read_entry(folder / "essai" / "essai-un.yml")
    assert (change.after.id, change.after.label, change.replaced) == ("essai-un", "Bouton neuf", change.target)


def test_a_list_may_have_gaps_and_grow(sheet: Path, folder: Path) -> None:
    """Blank cells between the values of a list are passed over."""
    titles = {(3, "Formulation 2"): None, (3, "Formulation 13"): "une formulation de plus"}
    (change,) = planned(edit(sheet, titles), folder).changes
    assert change.after.variants[1] == "formulation d’essai numéro 2"
    assert change.after.variants[-1] == "une formulation de plus"
    assert len(change.after.variants) == 10


def test_a_row_of_its_own_makes_an_entry(sheet: Path, folder: Path) -> None:
    """A new row without a version is a new entry, with its status and days as a person writes them."""
    row = {
        "Identifiant": "essai-trois", "Thème": "essai", "État": "Brouillon", "Question": "Un troisième essai ?",
        "Libellé du bouton": "Troisième", "Réponse": "Oui. Voici une réponse\nassez longue pour être lue.",
        "Lien 1 : titre": "Site", "Lien 1 : adresse": "https://caf.example", "Source 1 : titre": "Source",
        "Source 1 : adresse": "https://caf.example", "Source 1 : lue le": "22/11/2026", "Responsable": "redaction",
        "Valable à partir du": "1/12/2026", "À relire avant le": "2027-05-01", "Fiches liées": "essai-un ; essai-deux",
    } | {f"Formulation {number}": f"troisième façon {number}" for number in range(1, 11)}  # fmt: skip
    cells: dict[tuple[int, str], str | None] = {(4, spaced(title)): text for title, text in row.items()}
    (change,) = planned(edit(sheet, cells), folder).changes
    assert (change.before, change.replaced) == (None, None)
    assert change.after.status == "draft"
    assert str(change.after.valid_from) == "2026-12-01"
    assert str(change.after.sources[0].read) == "2026-11-22"
    assert change.after.related == ("essai-un", "essai-deux")


def test_a_missing_row_is_no_deletion(sheet: Path, folder: Path) -> None:
    """An entry that the sheet leaves out is named as absent, and stays."""
    write_entry(folder, id="essai-quatre")
    found = planned(sheet, folder)
    assert (found.changes, found.absent) == ([], ["essai-quatre"])


def test_a_row_may_move_to_another_theme(sheet: Path, folder: Path) -> None:
    """The file goes with it."""
    write_entry(folder, theme="autre", id="autre-un")
    (change,) = planned(edit(sheet, {(3, "Thème"): "autre"}), folder).changes
    assert change.replaced == folder / "essai" / "essai-un.yml"
    assert change.target == folder / "autre" / "essai-un.yml"


@pytest.mark.parametrize(
    ("title", "text", "words"),
    [
        ("Question", "Court", "trop court : 5 caractères"),
        ("Question", None, "trop court : 0 caractères"),
        ("Libellé du bouton", "Un libellé de bouton trop long", "trop long"),
        ("Formulation 3", "ah", "trop court"),
        ("Formulation 3", "formulation d’essai numéro 0", "deux fois"),
        ("Formulation 3", None, "pas assez d’éléments : 9"),
        ("État", "publié", "une de ces valeurs"),
        ("Thème", "logment", "« logment » n’existe pas"),
        ("Identifiant", "Essai un", "n’est pas un identifiant"),
        ("Identifiant", None, "pas d’identifiant"),
        ("Identifiant", "../essai", "n’est pas un identifiant"),
        ("Lien 1 : adresse", "www.caf.example", "pas la bonne forme"),
        ("Lien 2 : titre", "Un titre seul", "pas la bonne forme"),
        ("Source 1 : lue le", "hier", "n’est pas une date : « hier »"),
        ("Valable à partir du", "31/02/2026", "n’est pas une date : « 31/02/2026 »"),
        ("Valable jusqu’au", "bientôt", "n’est pas une date"),
        ("Responsable", None, "trop court"),
    ],
)
def test_a_wrong_cell_is_named(sheet: Path, folder: Path, title: str, text: str | None, words: str) -> None:
    """Row and column as the spreadsheet shows them, and what to do."""
    title = spaced(title)
    found = problems(edit(sheet, {(3, title): text}), folder)
    assert [problem.row for problem in found] == [3]
    assert words in found[0].message.replace("\u00a0", " ").replace("\u202f", " ")
    shown = {"Formulation 3": found[0].column, "Lien 2\u00a0: titre": "Lien 2\u00a0: adresse"}.get(title, title)
    assert found[0].column == shown
    assert f"ligne 3, colonne «\u202f{shown}\u202f»" in str(found[0])


def test_all_that_is_wrong_is_told_at_once(sheet: Path, folder: Path) -> None:
    """Two rows, three cells: an editor mends them in one go."""
    cells = {(2, "Question"): "Court", (3, "Question"): "Bref", (3, "Libellé du bouton"): "X"}
    assert len(problems(edit(sheet, cells), folder)) == 3


def test_an_identifier_stands_once(sheet: Path, folder: Path) -> None:
    """The second row names the first."""
    (problem,) = problems(edit(sheet, {(3, "Identifiant"): "essai-deux"}), folder)
    assert problem.row == 3
    assert "déjà à la ligne 2" in problem.message


def test_two_editors_do_not_undo_each_other(sheet: Path, folder: Path) -> None:
    """A file that changed since the export is left alone, and refused where its row was edited too."""
    write_entry(folder, label="Autre main")
    assert planned(sheet, folder).changes == []
    (problem,) = problems(edit(sheet, {(3, "Question"): "Une autre question d’essai ?"}), folder)
    assert problem.row == 3
    assert "a changé depuis l’export" in problem.message


def test_a_file_that_cannot_be_read_is_not_written_over(sheet: Path, folder: Path) -> None:
    """What a broken file holds would be lost."""
    (folder / "essai" / "essai-un.yml").write_text("id: [", encoding="utf-8")
    (problem,) = problems(edit(sheet, {(3, "Question"): "Une autre question d’essai ?"}), folder)
    assert "essai-un.yml:" in problem.message


def test_a_field_that_stands_twice_in_its_file_is_told(folder: Path) -> None:
    """YAML reads the last one; writing it again would lose the first."""
    file = folder / "essai" / "essai-un.yml"
    sheet = exported(folder, "fiches.csv")
    file.write_text(file.read_text(encoding="utf-8") + "label: Encore un\n", encoding="utf-8")
    (problem,) = problems(edit(sheet, {(3, "Question"): "Une autre question d’essai ?"}), folder)
    assert "label" in problem.message


def test_a_windows_file_stays_one(folder: Path) -> None:
    """Line ends are the editor's."""
    file = folder / "essai" / "essai-un.yml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    sheet = edit(exported(folder, "fiches.csv"), {(3, "Libellé du bouton"): "Bouton neuf"})
    (change,) = planned(sheet, folder).changes
    written = change.staged.read_bytes()
    assert written.count(b"\n") == written.count(b"\r\n") > 10


def test_a_spreadsheet_may_make_days_and_numbers_of_texts(folder: Path) -> None:
    """A real day, a number, a Windows line end: as they were meant."""
    sheet = exported(folder, "fiches.xlsx")
    book = load_workbook(sheet)
    page = book["Fiches"]
    titles = {str(cell.value).replace("\u00a0", " "): cell.column for cell in page[1]}
    page.cell(3, titles["Valable à partir du"]).value = datetime(2026, 12, 1)
    page.cell(3, titles["Libellé du bouton"]).value = 2026.0
    page.cell(3, titles["Réponse"]).value = "Première ligne de la réponse,\r\npuis une deuxième ligne."
    book.save(sheet)
    (change,) = planned(sheet, folder).changes
    assert str(change.after.valid_from) == "2026-12-01"
    assert change.after.label == "2026"
    assert "\r" not in change.after.answer
