"""XLSX workbooks for Excel and LibreOffice: every cell is text, lists to choose from, a sheet that explains."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from bot.faq.sheets.columns import Column, helps, layout
from bot.faq.sheets.problems import SheetError, SheetProblem, message
from bot.faq.sheets.rows import Row, Sheet, unix_line_ends

_TEXT = "@"
"""Excel's number format « text »: what is typed stays as it is typed."""

_LAST_ROW = 1_048_576
_TITLES = PatternFill("solid", fgColor="DDE7F3")
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def write(file: Path, sheet: Sheet) -> None:
    """Writes the workbook.

    Raises:
        SheetError: a text holds a character that no workbook can hold.
    """
    book = Workbook()
    page = book.active
    page.title = layout()["sheets"]["entries"]
    for number, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = column.width
        page.column_dimensions[letter].number_format = _TEXT
        title = page.cell(1, number, column.title)
        title.font, title.fill, title.alignment = Font(bold=True), _TITLES, _WRAPPED
    for row_number, texts in enumerate(sheet.rows, start=2):
        for number, text in enumerate(texts, start=1):
            if text:
                _put(file, page.cell(row_number, number), text)
    page.freeze_panes = "B2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    _explain(book)
    _offer(book, sheet.columns, {"theme": sheet.themes, "status": list(layout()["statuses"].values())})
    book.save(file)


def read(file: Path) -> list[Row]:
    """Reads the sheet of entries.

    Raises:
        SheetError: it is no workbook, the sheet is not there, or a cell is no text.
    """
    try:
        book = load_workbook(file)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, EOFError):
        raise SheetError(SheetProblem(file, message("workbook"))) from None
    name = layout()["sheets"]["entries"]
    if name not in book.sheetnames:
        raise SheetError(SheetProblem(file, message("no_sheet", sheet=name)))
    problems: list[SheetProblem] = []
    rows = []
    for cells in book[name].iter_rows():
        texts = []
        for cell in cells:
            reason = _unusable(cell)
            if reason:
                problems.append(SheetProblem(file, reason, cell.row, str(book[name].cell(1, cell.column).value)))
            texts.append("" if reason else _text(cell.value))
        rows.append(Row(cells[0].row, texts))
    if problems:
        raise SheetError(*problems)
    return rows


def _put(file: Path, cell: Any, text: str) -> None:
    illegal = ILLEGAL_CHARACTERS_RE.search(text)
    if illegal:
        entry = cell.parent.cell(cell.row, 1).value
        raise SheetError(SheetProblem(file, message("character", code=f"{ord(illegal.group()):04X}", id=entry)))
    cell.value = text
    # openpyxl takes « =… » for a formula and « #N/A » for an error: here everything is text, also once it is edited.
    cell.data_type = "s"
    cell.quotePrefix = bool(re.match(r"[=+\-@]", text))
    cell.number_format, cell.alignment = _TEXT, _WRAPPED


def _unusable(cell: Any) -> str | None:
    if cell.data_type == "f":
        return message("formula")
    if cell.data_type == "e":
        return message("cell", value=cell.value)
    return None


def _text(value: object) -> str:
    """A cell's value as text: a day or a whole number that a spreadsheet made of a text is that text again."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unix_line_ends(str(value))


def _explain(book: Any) -> None:
    sheet = book.create_sheet(layout()["sheets"]["help"])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 32, 100
    for sentence in layout()["help"]:
        sheet.append([sentence])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=2)
    sheet.append([])
    for title, text in helps():
        sheet.append([title, text])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = _WRAPPED


def _offer(book: Any, columns: Sequence[Column], choices: Mapping[str, Sequence[str]]) -> None:
    """Lists to choose from; they stand on a hidden sheet, for a list written in place holds 255 characters only."""
    hidden = book.create_sheet(layout()["sheets"]["lists"])
    hidden.sheet_state = "hidden"
    page = book[layout()["sheets"]["entries"]]
    for number, (path, words) in enumerate(choices.items(), start=1):
        for row, word in enumerate(words, start=1):
            hidden.cell(row, number, word)
        letter = get_column_letter(number)
        rule = DataValidation(
            type="list", formula1=f"'{hidden.title}'!${letter}$1:${letter}${len(words)}", allow_blank=True
        )
        place = get_column_letter([column.path for column in columns].index(path) + 1)
        rule.add(f"{place}2:{place}{_LAST_ROW}")
        page.add_data_validation(rule)
