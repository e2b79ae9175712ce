"""From files to a spreadsheet."""

from collections.abc import Sequence
from pathlib import Path

from bot.faq.entries import Entry
from bot.faq.sheets.cells import content_of, from_cells, to_cells
from bot.faq.sheets.columns import columns
from bot.faq.sheets.problems import SheetError, SheetProblem, message
from bot.faq.sheets.reading import read_rows
from bot.faq.sheets.rows import Sheet
from bot.faq.sheets.table import format_of, refuse_to_overwrite


def export(entries: Sequence[Entry], themes: Sequence[str], file: Path) -> None:
    """Writes the entries to a spreadsheet, reads it back, and gives it its name once both say the same.

    Args:
        entries: what to write, in this order.
        themes: what a new entry may choose from.
        file: a ``.csv`` or ``.xlsx`` that does not exist yet.

    Raises:
        SheetError: the name is taken or of an unknown format, or an entry holds what a sheet cannot hold.
        OSError: the file cannot be written.
    """
    form = format_of(file)
    refuse_to_overwrite(file)
    rows = [to_cells(content_of(entry)) for entry in entries]
    shown = columns(path for row in rows for path in row)
    aside = file.with_name(f".{file.stem}.part{file.suffix}")
    try:
        form.write(aside, Sheet(shown, [[row.get(column.path, "") for column in shown] for row in rows], themes))
        _compare(entries, aside, file)
        aside.rename(file)
    except PermissionError:
        raise SheetError(SheetProblem(file, message("locked"))) from None
    finally:
        aside.unlink(missing_ok=True)


def _compare(entries: Sequence[Entry], aside: Path, file: Path) -> None:
    back = [from_cells(row.cells)[0] for row in read_rows(aside)]
    lost = [entry.id for entry, content in zip(entries, back, strict=True) if content != content_of(entry)]
    if lost:
        raise SheetError(*(SheetProblem(file, message("not_kept", id=entry_id)) for entry_id in lost))
