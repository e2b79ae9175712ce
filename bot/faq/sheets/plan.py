"""What an import would change, known before anything is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from ruamel.yaml.error import YAMLError as RuamelError

from bot.faq.entries import Entry, InvalidEntryError, entry_files, read_entry
from bot.faq.sheets import entry_file
from bot.faq.sheets.cells import VERSION, Content, content_of, from_cells, version
from bot.faq.sheets.columns import title_of
from bot.faq.sheets.problems import SheetError, SheetProblem, message
from bot.faq.sheets.reading import EntryRow, read_rows


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that the sheet changes or adds.

    ``staged`` is the new file, complete and checked, waiting aside; ``target`` is where it goes. ``replaced`` is the
    file of today with its bytes as they were compared, or None for a new entry.
    """

    before: Entry | None
    after: Entry
    staged: Path
    target: Path
    replaced: Path | None
    found: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes in the sheet's order, how many rows change nothing, and the entries that the sheet leaves out."""

    changes: Sequence[Change]
    unchanged: int
    absent: Sequence[str]


def plan(sheet: Path, folder: Path, staging: Path) -> Plan:
    """Compares a sheet with the files and checks every new file as it would be written.

    Args:
        sheet: a ``.csv`` or ``.xlsx``, as :func:`bot.faq.sheets.export.export` writes it.
        folder: ``data/faq``; only read.
        staging: an empty folder, where the new files are written and read again.

    Raises:
        SheetError: something is wrong; every problem is named, nothing has been changed.
        OSError: a file cannot be read or written.
    """
    rows = read_rows(sheet)
    problems = list(_misnamed(sheet, rows))
    changes = []
    comparison = _Comparison(sheet, folder, staging, {file.stem: file for file in entry_files(folder)})
    for row in rows if not problems else ():
        try:
            change = comparison.change(row)
        except SheetError as error:
            problems.extend(error.problems)
        else:
            changes += [change] if change else []
    if problems:
        raise SheetError(*problems)
    named = {row.cells["id"].strip() for row in rows}
    return Plan(changes, len(rows) - len(changes), sorted(comparison.files.keys() - named))


def themes_of(folder: Path) -> list[str]:
    """The themes that an entry may have: the folders that hold entries."""
    return sorted({file.parent.name for file in entry_files(folder)})


def _misnamed(sheet: Path, rows: Sequence[EntryRow]) -> Iterator[SheetProblem]:
    seen: dict[str, int] = {}
    for row in rows:
        entry_id = row.cells["id"].strip()
        if not entry_id:
            yield SheetProblem(sheet, message("no_id"), row.number, title_of("id"))
        elif entry_id in seen:
            text = message("double_id", id=entry_id, row=seen[entry_id])
            yield SheetProblem(sheet, text, row.number, title_of("id"))
        elif not entry_id.replace("-", "").isalnum():  # it becomes a file's name before the schema has seen it
            yield SheetProblem(sheet, message("bad_id", id=entry_id[:60]), row.number, title_of("id"))
        seen.setdefault(entry_id, row.number)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Compares rows of one sheet with the files of one folder."""

    sheet: Path
    folder: Path
    staging: Path
    files: Mapping[str, Path]

    def change(self, row: EntryRow) -> Change | None:
        """What one row changes, if it does; its new file is staged and checked.

        Raises:
            SheetError: the row is wrong, or its entry has changed since the export.
        """
        content, places = from_cells(row.cells)
        self._check_theme(row, content["theme"])
        known = row.cells.get(VERSION, "").strip()
        file = self.files.get(content["id"])
        if file and version(content) == known:  # the row says what was exported: nobody edited it
            return None
        before, found = self._today(row, file) if file else (None, b"")
        if before and content == content_of(before):
            return None
        if before and known and known != version(content_of(before)):
            raise SheetError(SheetProblem(self.sheet, message("conflict", id=before.id), row.number))
        target = self.folder / content["theme"] / f"{content['id']}.yml"
        staged = self.staging / target.relative_to(self.folder)
        staged.parent.mkdir(parents=True, exist_ok=True)
        staged.write_bytes(self._text(row, before, found, content) if before else entry_file.new(content).encode())
        try:
            after = read_entry(staged)
        except InvalidEntryError as error:
            raise SheetError(*_located(self.sheet, row, error, places)) from error
        return None if after == before else Change(before, after, staged, target, file, found)

    def _check_theme(self, row: EntryRow, theme: str) -> None:
        known = sorted({file.parent.name for file in self.files.values()})
        if theme not in known:
            text = message("theme", theme=theme[:60], known=", ".join(known))
            raise SheetError(SheetProblem(self.sheet, text, row.number, title_of("theme")))

    def _today(self, row: EntryRow, file: Path) -> tuple[Entry, bytes]:
        try:
            return read_entry(file), file.read_bytes()
        except InvalidEntryError as error:
            text = message("invalid_file", problem=error.problems[0])
            raise SheetError(SheetProblem(self.sheet, text, row.number)) from error

    def _text(self, row: EntryRow, before: Entry, found: bytes, content: Content) -> bytes:
        windows = b"\r\n" in found
        text = found.decode("utf-8-sig").replace("\r\n", "\n")
        try:
            text = entry_file.changed(text, content_of(before), content)
        except RuamelError as error:  # stricter than the loader: a field that stands twice, for example
            text = message("invalid_file", problem=str(error))
            raise SheetError(SheetProblem(self.sheet, text, row.number)) from error
        return (text.replace("\n", "\r\n") if windows else text).encode()


def _located(sheet: Path, row: EntryRow, error: InvalidEntryError, places: Mapping[str, str]) -> Iterator[SheetProblem]:
    """The problems of a new file, told at the cells that its lines come from."""
    for problem in error.problems:
        by_line = dict(_lines(yaml.compose(problem.file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)))
        path = by_line.get(problem.line, "")
        column = title_of(places.get(path, path)) if path else None
        yield SheetProblem(sheet, problem.message, row.number, column)


def _lines(node: Any, path: str = "") -> Iterator[tuple[int, str]]:
    """The line (from 1) on which each text begins, with its path; numbers in paths count from 1."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines(value, f"{path}.{key.value}" if path else key.value)
    elif isinstance(node, yaml.SequenceNode) and path != "related":
        yield node.start_mark.line + 1, f"{path}.1"
        for number, value in enumerate(node.value, start=1):
            yield from _lines(value, f"{path}.{number}")
    else:
        yield node.start_mark.line + 1, path
