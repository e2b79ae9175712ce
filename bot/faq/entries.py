"""FAQ entries: one YAML file an entry, ``data/faq/THEME/ID.yml``.

The format is ``entry.schema.json`` beside this module. A file that breaks it is reported with its line and a
remedy, in French, since editors read it; the other files are served all the same.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from bot.faq.documents import Document, parse_document, read_document
from bot.faq.problems import InvalidFileError, Problem, finding

_SCHEMA = Path(__file__).with_name("entry.schema.json")


class Status(StrEnum):
    """Where an entry stands in its editors' hands; only a published one is served."""

    DRAFT = "draft"
    PUBLISHED = "published"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Link:
    """A page where the citizen goes on (CH8: caf.fr first, then public services)."""

    title: str
    url: str


def where_next(links: Iterable[Link]) -> str:
    """What citizens read of an entry's links, in its file's order, the Caf's first: the page, then its address."""
    return "\n".join(f"- {link.title}\n{link.url}" for link in links)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read, and on which day (CN3)."""

    title: str
    url: str
    read: date


@dataclass(frozen=True, slots=True)
class Entry:
    """One topic of the FAQ: the questions that lead to it and the answer that citizens read."""

    id: str
    theme: str
    title: str
    label: str
    variants: tuple[str, ...]
    answer: str
    links: tuple[Link, ...]
    sources: tuple[Source, ...]
    benefit: str
    owner: str
    status: Status
    valid_from: date
    review_by: date
    related: tuple[str, ...]
    valid_until: date | None = None
    simple: str | None = None

    @property
    def phrasings(self) -> tuple[str, ...]:
        """What the index holds for this entry: its title, then its variants."""
        return (self.title, *self.variants)

    def is_served(self, on: date) -> bool:
        """Whether citizens may read this entry on that day (CN3, CN7: nothing expired is published)."""
        return (
            self.status is Status.PUBLISHED
            and self.valid_from <= on
            and (self.valid_until is None or on <= self.valid_until)
        )


@cache
def most_characters() -> Mapping[str, int]:
    """Characters that each text of an entry may have, by field."""
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return {name: rule["maxLength"] for name, rule in schema["properties"].items() if "maxLength" in rule}


def read_entry(file: Path) -> Entry:
    """Reads and checks one entry.

    Raises:
        InvalidFileError: the file cannot be read, is no YAML, breaks the schema, or lies at the wrong place.
    """
    return read_entry_document(file)[0]


def read_entry_document(file: Path) -> tuple[Entry, Document]:
    """Reads and checks one entry; beside it the document that it stands in, for lines.

    Raises:
        InvalidFileError: as :func:`read_entry`.
    """
    return _placed(read_document(file, _SCHEMA))


def parse_entry(text: str, file: Path | None = None) -> Entry:
    """Reads and checks an entry out of the text that its file has, had or is to have.

    Args:
        text: the YAML.
        file: where it lies; None for a text that somebody only tries.

    Raises:
        InvalidFileError: the text is no YAML, breaks the schema, or belongs at another place.
    """
    if file is None:
        return _entry(parse_document(text, Path(), _SCHEMA).content)
    return _placed(parse_document(text, file, _SCHEMA))[0]


def _placed(document: Document) -> tuple[Entry, Document]:
    file, content = document.file, document.content
    if content["id"] != file.stem or content["theme"] != file.parent.name:
        misplaced = finding("place", ("id",), expected=f"{content['theme']}/{content['id']}.yml")
        raise InvalidFileError([misplaced.at(file, document.line(misplaced.field))])
    return _entry(content), document


def read_entries(folder: Path, read: Callable[[Path], Entry] = read_entry) -> tuple[dict[str, Entry], list[Problem]]:
    """Reads every ``THEME/ID.yml`` below the folder.

    Args:
        folder: where they lie.
        read: how one is read; who does so often remembers (:class:`bot.faq.rereading.Reader`).

    Returns:
        The valid entries by identifier, in order of file name, and the problems of the others.
    """
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for file in entry_files(folder):
        try:
            entry = read(file)
        except InvalidFileError as error:
            problems.extend(error.problems)
            continue
        if entry.id in entries:
            problems.append(finding("twice", id=entry.id).at(file, 1))
        else:
            entries[entry.id] = entry
    return entries, problems


def entry_files(folder: Path) -> Iterator[Path]:
    """The files that hold entries, sorted; what an editor or Git leaves beside them is passed over."""
    return (file for file in sorted(folder.glob("*/*.yml")) if not file.name.startswith((".", "_")))


def _entry(content: Mapping[str, Any]) -> Entry:
    until = content.get("valid_until")
    return Entry(
        **{key: content[key] for key in ("id", "theme", "title", "label", "benefit", "owner")},
        variants=tuple(content["variants"]),
        answer=content["answer"].strip(),
        simple=content.get("simple"),
        links=tuple(Link(**link) for link in content["links"]),
        sources=tuple(
            Source(source["title"], source["url"], date.fromisoformat(source["read"])) for source in content["sources"]
        ),
        status=Status(content["status"]),
        valid_from=date.fromisoformat(content["valid_from"]),
        valid_until=date.fromisoformat(until) if until else None,
        review_by=date.fromisoformat(content["review_by"]),
        related=tuple(content["related"]),
    )
