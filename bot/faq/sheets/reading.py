"""The rows of a spreadsheet as cells by path, once its titles are understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.faq.sheets.columns import column_of, columns, title_of
from bot.faq.sheets.problems import SheetError, SheetProblem, message
from bot.faq.sheets.rows import Row
from bot.faq.sheets.table import read_table


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry's row: its number in the sheet and its texts by path."""

    number: int
    cells: Mapping[str, str]


def read_rows(file: Path) -> list[EntryRow]:
    """Reads a sheet whose columns may stand in any order; at least one row.

    Raises:
        SheetError: the file, a title or the shape of a row is wrong.
        OSError: it cannot be read.
    """
    titles, *rows = read_table(file)
    paths = _paths(file, titles)
    if not rows:
        raise SheetError(SheetProblem(file, message("no_rows")))
    beyond = [SheetProblem(file, message("beyond"), row.number) for row in rows if any(row.texts[len(paths) :])]
    if beyond:
        raise SheetError(*beyond)
    return [
        EntryRow(row.number, {path: text for path, text in zip(paths, row.texts, strict=False) if path}) for row in rows
    ]


def _paths(file: Path, titles: Row) -> list[str | None]:
    """The path that each column holds; None for one without a title, which has to be empty."""
    problems: list[SheetProblem] = []
    paths: list[str | None] = []
    for title in titles.texts:
        column = column_of(title)
        if column is None and title.strip():
            problems.append(SheetProblem(file, message("unknown_column", title=title.strip()[:60]), titles.number))
        elif column and column.path in paths:
            problems.append(SheetProblem(file, message("double_column", title=column.title), titles.number))
        paths.append(column.path if column else None)
    needed = [column.path for column in columns(()) if not _is_spare(column.path)]
    problems += [
        SheetProblem(file, message("missing_column", title=title_of(path)), titles.number)
        for path in needed
        if path not in paths
    ]
    if problems:
        raise SheetError(*problems)
    return paths


def _is_spare(path: str) -> bool:
    number = path.split(".")[1:2]
    return bool(number) and number != ["1"]
