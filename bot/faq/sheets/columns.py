"""The sheet's columns: which value of an entry stands under which French title.

A value is named by its path: ``title``, ``variants.3``, ``links.1.url``. Numbers in paths count from 1, as titles do.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_NUMBER = "{number}"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet; ``width`` is in characters."""

    path: str
    title: str
    width: int
    help: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """A line of ``columns.yml``: a single column, or one that repeats."""

    field: str
    title: str
    width: int
    help: str

    @property
    def repeats(self) -> bool:
        return _NUMBER in self.title

    @property
    def group(self) -> str:
        """``links`` for ``links.url``: what repeats together."""
        return self.field.partition(".")[0]

    def column(self, number: int) -> Column:
        group, _, part = self.field.partition(".")
        path = ".".join([group, str(number), *([part] if part else [])]) if self.repeats else group
        return Column(path, self.title.replace(_NUMBER, str(number)), self.width, self.help)

    def match(self, title: str) -> Column | None:
        """The column of that title, if it is one of this kind; spaces and capitals do not count."""
        before, _, after = _plain(self.title).partition(_NUMBER)
        number = r"(\d{1,3})" if self.repeats else ""
        found = re.fullmatch(f"{re.escape(before)}{number}{re.escape(after)}", _plain(title))
        return self.column(int(found.group(1)) if self.repeats else 0) if found else None


def columns(paths: Iterable[str]) -> list[Column]:
    """The columns of a sheet that holds these values, with some spare ones for values to come."""
    needed = {kind.group: 1 for kind in _kinds()}
    for path in paths:
        group, _, rest = path.partition(".")
        if rest:
            needed[group] = max(needed[group], int(rest.partition(".")[0]))
    made: list[Column] = []
    done: set[str] = set()
    for kind in _kinds():
        if kind.group in done:
            continue
        done.add(kind.group)
        alike = [other for other in _kinds() if other.group == kind.group]
        count = needed[kind.group] + int(layout()["spare"][kind.group]) if kind.repeats else 1
        made += [other.column(number) for number in range(1, count + 1) for other in alike]
    return made


def column_of(title: str) -> Column | None:
    """The column that a title announces, or None when there is none such."""
    return next((column for kind in _kinds() if (column := kind.match(title))), None)


def title_of(path: str) -> str:
    """The title of the column that holds a value; of a whole group's number (``links.1``), its first column's."""
    group, _, rest = path.partition(".")
    number, _, part = rest.partition(".")
    field = f"{group}.{part}" if part else group
    kind = next(kind for kind in _kinds() if field in (kind.field, kind.group))
    return kind.column(int(number or 0)).title


def helps() -> list[tuple[str, str]]:
    """Title (its number shown as 1) and explanation of each kind of column."""
    return [(kind.column(1).title, kind.help) for kind in _kinds()]


@cache
def layout() -> Mapping[str, Any]:
    """Everything else that ``columns.yml`` says: words of statuses, names of sheets, the help's sentences."""
    content: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("columns.yml").read_text(encoding="utf-8"))
    return content


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(_Kind(**column) for column in layout()["columns"])


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()
