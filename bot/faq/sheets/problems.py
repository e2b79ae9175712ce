"""What is wrong with a spreadsheet, told to an editor: file, row as the spreadsheet numbers it, column, remedy."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class SheetProblem:
    """One thing to mend; ``row`` counts from 1 with the titles, and is None where the whole file is meant."""

    file: Path
    message: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        if self.row is None:
            return message("at_file", file=self.file, message=self.message)
        if self.column is None:
            return message("at_row", file=self.file, row=self.row, message=self.message)
        return message("at", file=self.file, row=self.row, column=self.column, message=self.message)


class SheetError(Exception):
    """A spreadsheet cannot be written or read; ``problems`` says why. Nothing has been changed."""

    def __init__(self, *problems: SheetProblem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def message(key: str, **values: object) -> str:
    """A text of ``messages.yml``, filled in."""
    return _messages()[key].format(**values)


@cache
def _messages() -> Mapping[str, str]:
    messages: dict[str, str] = yaml.safe_load(Path(__file__).with_name("messages.yml").read_text(encoding="utf-8"))
    return messages
