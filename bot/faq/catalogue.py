"""The catalogue: which topics the FAQ has, under which theme; ``catalogue.tsv`` in its folder."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.faq.files import write_whole
from bot.faq.problems import InvalidFileError, finding, reason

FILE = "catalogue.tsv"
_COLUMNS = ("id", "theme", "scope")


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: its theme, and in a few words what it covers."""

    theme: str
    scope: str


def read_catalogue(folder: Path) -> dict[str, Topic]:
    """The topics by identifier, in the order of the file.

    Raises:
        InvalidFileError: it is missing, cannot be read, lacks a column or gives an identifier twice.
    """
    file = folder / FILE
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream, delimiter="\t"))
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidFileError([finding("unreadable", (), None, reason=reason(error)).at(file, 1)]) from error
    topics: dict[str, Topic] = {}
    for line, row in enumerate(rows, start=1):
        if len(row) != len(_COLUMNS) or (line == 1 and tuple(row) != _COLUMNS):
            raise InvalidFileError([finding("catalogue_row", (), None, columns=", ".join(_COLUMNS)).at(file, line)])
        if row[0] in topics:
            raise InvalidFileError([finding("twice", (), None, id=row[0]).at(file, line)])
        if line > 1:
            topics[row[0]] = Topic(row[1], row[2])
    return topics


def add_topic(folder: Path, topics: Mapping[str, Topic], entry_id: str, topic: Topic) -> None:
    """Adds a topic after the last one of its theme, and writes the catalogue in one go."""
    rows = [(id_, known.theme, known.scope) for id_, known in topics.items()]
    same = [place for place, row in enumerate(rows) if row[1] == topic.theme]
    rows.insert(same[-1] + 1 if same else len(rows), (entry_id, topic.theme, topic.scope))
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows((_COLUMNS, *rows))
    write_whole(folder / FILE, text.getvalue())
