"""``faq export`` and ``faq import``: the FAQ as a spreadsheet."""

import tempfile
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.cli.errors import CommandError
from bot.cli.terminal import Tell, agreed
from bot.cli.texts import say
from bot.config import environment
from bot.faq.entries import read_entries
from bot.faq.sheets.cells import content_of
from bot.faq.sheets.differences import GONE, differences
from bot.faq.sheets.export import export
from bot.faq.sheets.plan import Plan, plan, themes_of
from bot.faq.sheets.problems import SheetError
from bot.faq.sheets.writing import write


def write_sheet(file: Path, theme: str | None, tell: Tell) -> None:
    """Exports every entry, or one theme's.

    Raises:
        CommandError: nothing could be exported, or some entries had to be left out.
        OSError: the file cannot be written.
    """
    folder = environment.path("CAF_FAQ_DIR")
    themes = themes_of(folder)
    if theme and theme not in themes:
        raise CommandError(say("sheets.no_theme", theme=theme, known=", ".join(themes)))
    entries, problems = read_entries(folder)
    chosen = [entry for entry in entries.values() if theme in (None, entry.theme)]
    if not chosen:
        raise CommandError(say("faq.empty", folder=folder))
    try:
        export(chosen, themes, file)
    except SheetError as error:
        raise CommandError(str(error)) from error
    tell(say("sheets.exported", count=len(chosen), file=file))
    if problems:
        raise CommandError("\n".join([*map(str, problems), say("sheets.left_out")]))


def read_sheet(file: Path, sure: bool, tell: Tell) -> None:
    """Shows what a sheet changes, asks unless ``sure``, and writes it.

    Raises:
        CommandError: the sheet is wrong, or the answer was no; nothing has been written.
        OSError: a file cannot be read or written.
    """
    folder = environment.path("CAF_FAQ_DIR")
    with tempfile.TemporaryDirectory(prefix="caf-import-") as staging:
        try:
            planned = plan(file, folder, Path(staging))
            _show(planned)
            tell(_summary(planned))
            if not planned.changes:
                return
            if not sure and not agreed(say("sheets.ask")):
                raise CommandError(say("sheets.nothing_written"))
            kept = environment.path("CAF_DATA_DIR") / "faq-imports" / f"{datetime.now():%Y-%m-%dT%H-%M-%S}"
            write(planned.changes, kept)
        except SheetError as error:
            raise CommandError(f"{error}\n{say('sheets.nothing_written')}") from error
    for change in planned.changes:
        tell(say("sheets.written", file=change.target))
    if any(change.replaced for change in planned.changes):
        tell(say("sheets.kept", folder=kept))
    tell(say("sheets.next"))


def _summary(planned: Plan) -> str:
    new = sum(change.before is None for change in planned.changes)
    counts = say("sheets.summary", changed=len(planned.changes) - new, new=new, unchanged=planned.unchanged)
    return f"{counts}\n{say('sheets.absent', count=len(planned.absent))}" if planned.absent else counts


def _show(planned: Plan) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for change in planned.changes:
        console.print(Text(f"\n{change.target.parent.name}/{change.after.id}", style="bold"))
        for difference in differences(content_of(change.before) if change.before else None, content_of(change.after)):
            console.print(Text(f"  {difference.title}", style="cyan"))
            for sign, line in difference.lines:
                console.print(Text(f"    {sign} {line}", style="red" if sign == GONE else "green"))
