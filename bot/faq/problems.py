"""What is wrong with a file or a field of the FAQ, as editors read it: where, how bad, what, and what to do.

The words and the severity of each kind of problem are data, ``problems.yml`` beside this module.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_WORDS = Path(__file__).with_name("problems.yml")

Field = tuple[str | int, ...]
"""The way to a value inside a file: ``("answer",)``, ``("variants", 3)``, ``("links", 0, "url")``."""


class Severity(StrEnum):
    """An error keeps a file from being served or citizens from being well served; a warning is to be looked at."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def label(self) -> str:
        """The severity in French."""
        label: str = _words()["severities"][self.value]
        return label


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at one line of a file."""

    file: Path
    line: int
    message: str
    remedy: str = ""
    severity: Severity = Severity.ERROR
    kind: str = ""
    field: Field = ()

    def __str__(self) -> str:
        frame: str = _words()["line"]["with_remedy" if self.remedy else "plain"]
        return frame.format(
            file=self.file, line=self.line, severity=self.severity.label, message=self.message, remedy=self.remedy
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in one field of an entry, wherever the entry lies: in a file or in an editor's form.

    ``row`` counts the lines (from 0) inside a text of several lines; None where the whole field is meant.
    """

    kind: str
    field: Field
    message: str
    remedy: str
    severity: Severity
    row: int | None = None

    def at(self, file: Path, line: int) -> Problem:
        """The same, in a file."""
        return Problem(file, line, self.message, self.remedy, self.severity, self.kind, self.field)


class InvalidFileError(Exception):
    """A file of the FAQ cannot be used; ``problems`` says why, line by line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def finding(kind: str, field: Field = (), row: int | None = None, /, **values: object) -> Finding:
    """A problem of that kind, its message and remedy filled in."""
    words = _words()["kinds"][kind]
    severity = Severity(words.get("severity", Severity.ERROR))
    return Finding(
        kind, field, words["message"].format(**values), words.get("remedy", "").format(**values), severity, row
    )


def reason(cause: Exception | str) -> str:
    """Why a file cannot be used, in French: of an error, or of a word of the YAML reader or the schema.

    What has no words of ours is told as it came: better in English than not at all.
    """
    name, plain = (cause, cause) if isinstance(cause, str) else (type(cause).__name__, str(cause))
    said: str = _words()["reasons"].get(name, plain)
    return said


def is_known(kind: str) -> bool:
    """Whether there are words for that kind of problem."""
    return kind in _words()["kinds"]


@cache
def _words() -> Mapping[str, Any]:
    words: dict[str, Any] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return words
