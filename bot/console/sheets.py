"""The statistics as a file: CSV and XLSX for a spreadsheet."""

import csv
import io
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from bot.console.statistics import Table
from bot.console.texts import say

Line = tuple[str, str, str, int | str]


def to_csv(tables: Sequence[Table]) -> bytes:
    """Semicolons and a byte order mark, as a French Excel opens it without a question."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(_head())
    writer.writerows(_lines(tables))
    return text.getvalue().encode("utf-8-sig")


def to_xlsx(tables: Sequence[Table]) -> bytes:
    """One sheet, its heading fixed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(say("statistics.sheet"))
    sheet.freeze_panes = "A2"
    cells = [WriteOnlyCell(sheet, value=name) for name in _head()]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    for line in _lines(tables):
        sheet.append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _head() -> list[str]:
    return [say(f"statistics.columns.{name}") for name in ("table", "label", "column", "value")]


def _lines(tables: Sequence[Table]) -> Iterator[Line]:
    """One number a line, so that tables of any width fit under the same heading."""
    for table in tables:
        for row in table.rows:
            for column, value in zip(table.columns[1:], row.values, strict=True):
                yield table.title, _plain(row.label), column, say("statistics.hidden") if value is None else value


def _plain(text: str) -> str:
    """A label that a spreadsheet takes for no formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
