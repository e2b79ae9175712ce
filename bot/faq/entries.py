"""FAQ entries: one YAML file an entry, ``data/faq/THEME/ID.yml``.

The format is ``entry.schema.json`` beside this module. A file that breaks it is reported with its line and a
remedy, in French, since editors read it; the other files are served all the same.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

_MESSAGES = Path(__file__).with_name("problems.yml")
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


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file, told to an editor: where, what, and (in the message) what to do."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class InvalidEntryError(Exception):
    """An entry's file cannot be served; ``problems`` says why, line by line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def read_entry(file: Path) -> Entry:
    """Reads and checks one entry.

    Raises:
        InvalidEntryError: the file cannot be read, is no YAML, breaks the schema, or lies at the wrong place.
    """
    try:
        text = file.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=_Loader)
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader, with dates left as text)
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidEntryError([Problem(file, 1, _message("unreadable", reason=str(error)))]) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else 1
        raise InvalidEntryError([Problem(file, line, _message("yaml", reason=reason))]) from error
    problems = [
        Problem(file, _line(root, list(error.absolute_path)), _schema_message(error))
        for error in sorted(_validator().iter_errors(content), key=lambda e: list(map(str, e.absolute_path)))
    ]
    if not problems and (content["id"] != file.stem or content["theme"] != file.parent.name):
        expected = f"{content['theme']}/{content['id']}.yml"
        problems.append(Problem(file, _line(root, ["id"]), _message("place", expected=expected)))
    if problems:
        raise InvalidEntryError(problems)
    return _entry(content)


def read_entries(folder: Path) -> tuple[dict[str, Entry], list[Problem]]:
    """Reads every ``THEME/ID.yml`` below the folder.

    Returns:
        The valid entries by identifier, in order of file name, and the problems of the others.
    """
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for file in entry_files(folder):
        try:
            entry = read_entry(file)
        except InvalidEntryError as error:
            problems.extend(error.problems)
            continue
        if entry.id in entries:
            problems.append(Problem(file, 1, _message("twice", id=entry.id)))
        else:
            entries[entry.id] = entry
    return entries, problems


def entry_files(folder: Path) -> Iterator[Path]:
    """The files that hold entries, sorted; what an editor or Git leaves beside them is passed over."""
    return (file for file in sorted(folder.glob("*/*.yml")) if not file.name.startswith((".", "_")))


class _Loader(yaml.CSafeLoader):
    """Safe loader that leaves dates as text, so that the schema can say what is wrong with one."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@cache
def _validator() -> Any:
    schema = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)
    return validator(schema, format_checker=jsonschema.FormatChecker(formats=["date"]))


@cache
def _messages() -> Mapping[str, str]:
    messages: dict[str, str] = yaml.safe_load(_MESSAGES.read_text(encoding="utf-8"))
    return messages


def _message(key: str, **values: object) -> str:
    return _messages()[key].format(**values)


def _schema_message(error: Any) -> str:
    field = ".".join(str(part) for part in error.absolute_path) or "—"
    if error.validator == "required":
        match = re.match(r"'([^']+)'", error.message)
        return _message("required", field=match.group(1) if match else field)
    if error.validator == "additionalProperties":
        unknown = sorted(str(name) for name in set(error.instance) - set(error.schema["properties"]))
        return _message("additionalProperties", field=", ".join(unknown))
    value = error.instance if isinstance(error.instance, str) else ""
    size = len(error.instance) if isinstance(error.instance, str | list) else 0
    key = error.validator if error.validator in _messages() else "other"
    return _message(key, field=field, limit=error.validator_value, size=size, value=value[:60])


def _line(root: Any, path: list[Any]) -> int:
    """The line (from 1) where the value at that path begins; the nearest parent's where it is missing."""
    node = root
    for part in path:
        following = None
        if isinstance(node, yaml.MappingNode):
            following = next((value for key, value in node.value if key.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            following = node.value[part]
        if following is None:
            break
        node = following
    return int(node.start_mark.line) + 1 if node is not None else 1


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
