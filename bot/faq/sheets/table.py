"""Tables of texts in files: which format a file has, and what holds for all of them."""

import os
from pathlib import Path
from typing import Protocol

from bot.faq.sheets import csv_file, xlsx_file
from bot.faq.sheets.problems import SheetError, SheetProblem, message
from bot.faq.sheets.rows import Row, Sheet


class _Format(Protocol):
    def read(self, file: Path) -> list[Row]: ...

    def write(self, file: Path, sheet: Sheet) -> None: ...


FORMATS: dict[str, _Format] = {".csv": csv_file, ".xlsx": xlsx_file}


def format_of(file: Path) -> _Format:
    """The format that a file's name announces.

    Raises:
        SheetError: it is none that can be read and written.
    """
    try:
        return FORMATS[file.suffix.lower()]
    except KeyError:
        raise SheetError(SheetProblem(file, message("format"))) from None


def read_table(file: Path) -> list[Row]:
    """Every row of a file that is not blank, the titles first.

    Raises:
        SheetError: the file is open elsewhere, empty, or not what its name says.
        OSError: it cannot be read.
    """
    form = format_of(file)
    for lock in (f".~lock.{file.name}#", f"~${file.name}"):  # LibreOffice, Excel: what is on the screen is not saved
        if (file.parent / lock).exists():
            raise SheetError(SheetProblem(file, message("open", lock=lock)))
    try:
        rows = form.read(file) if file.stat().st_size else []
    except PermissionError:
        raise SheetError(SheetProblem(file, message("locked"))) from None
    filled = [row for row in rows if any(text.strip() for text in row.texts)]
    if not filled:
        raise SheetError(SheetProblem(file, message("empty")))
    return filled


def refuse_to_overwrite(file: Path) -> None:
    """An earlier export may hold somebody's work.

    Raises:
        SheetError: the file exists.
    """
    if os.path.lexists(file):
        raise SheetError(SheetProblem(file, message("exists")))
