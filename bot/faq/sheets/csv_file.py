"""CSV as French spreadsheets open it with a double click: UTF-8 with its mark, « ; » between cells."""

import csv
import io
import re
from pathlib import Path

from bot.faq.sheets.problems import SheetError, SheetProblem, message
from bot.faq.sheets.rows import Row, Sheet, unix_line_ends

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would take for a formula (OWASP, « CSV Injection »): such a text is written behind an
apostrophe, as people do by hand, and so is one that already begins that way, so that it comes back the same."""


def write(file: Path, sheet: Sheet) -> None:
    """Writes the titles and the rows; CSV has no place for a list of themes."""
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(column.title for column in sheet.columns)
        writer.writerows([_guarded(text) for text in row] for row in sheet.rows)


def read(file: Path) -> list[Row]:
    """Reads the rows; « , » is understood too, since spreadsheets set in English write it.

    Raises:
        SheetError: the encoding is another one, or the quotes do not close.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SheetError(SheetProblem(file, message("encoding"))) from None
    titles = text.partition("\n")[0]
    delimiter = max(";,\t", key=titles.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    try:
        for number, texts in enumerate(reader, start=1):
            rows.append(Row(number, [_bare(unix_line_ends(text)) for text in texts]))
    except csv.Error as error:
        raise SheetError(SheetProblem(file, message("csv", reason=error), len(rows) + 1)) from error
    return rows


def _guarded(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _bare(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
