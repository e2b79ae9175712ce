"""What an import would change, known before anything is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml.error import YAMLError as RuamelError

from bot.faq.entries import Entry, entry_files, read_entry
from bot.faq.problems import InvalidFileError
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
        except InvalidFileError as error:
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
        except InvalidFileError as error:
            text = message("invalid_file", problem=error.problems[0])
            raise SheetError(SheetProblem(self.sheet, text, row.number)) from error

    def _text(self, row: EntryRow, before: Entry, found: bytes, content: Content) -> bytes:
        windows = b"\r\n" in found
        text = found.decode("utf-8-sig").replace("\r\n", "\n")
        try:
            text = entry_file.changed(text, content_of(before), content)
        except RuamelError as error:  # stricter than the loader in places
            text = message("invalid_file", problem=str(error))
            raise SheetError(SheetProblem(self.sheet, text, row.number)) from error
        return (text.replace("\n", "\r\n") if windows else text).encode()


def _located(sheet: Path, row: EntryRow, error: InvalidFileError, places: Mapping[str, str]) -> Iterator[SheetProblem]:
    """The problems of a new file, told at the cells that its fields come from."""
    for problem in error.problems:
        # Places in a list count from 0 in files and from 1 in sheets; a list as a whole is shown at its first cell.
        parts = [str(part + 1) if isinstance(part, int) else part for part in problem.field]
        path = ".".join([*parts, "1"] if parts in (["variants"], ["links"], ["sources"]) else parts)
        column = title_of(places.get(path, path)) if path else None
        text = message("with_remedy", message=problem.message, remedy=problem.remedy)
        yield SheetProblem(sheet, text, row.number, column)
