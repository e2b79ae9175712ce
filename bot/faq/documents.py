"""YAML files that people write: read, checked against a schema, and every value traced back to its line."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from bot.faq.problems import Field, Finding, InvalidFileError, finding, is_known, reason


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as it stands: its content (dates left as text) and its syntax tree, for the lines."""

    file: Path
    content: Any
    root: Any

    def line(self, field: Field, row: int | None = None) -> int:
        """The line (from 1) of a value, or of a row (from 0) of a text that is written one row a line.

        Where the value is missing it is the line of the nearest value that holds it.
        """
        node = self.root
        for part in field:
            following = _child(node, part)
            if following is None:
                break
            node = following
        if node is None:
            return 1
        begins = int(node.start_mark.line) + 1
        # A block (« | ») begins under its field's name; rows of other styles cannot be told apart.
        return begins + 1 + row if row is not None and getattr(node, "style", None) == "|" else begins


def read_document(file: Path, schema: Path) -> Document:
    """Reads a YAML file and checks it against a JSON schema.

    Raises:
        InvalidFileError: the file cannot be read, is no YAML, or breaks the schema.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidFileError([finding("unreadable", reason=reason(error)).at(file, 1)]) from error
    return parse_document(text, file, schema)


def parse_document(text: str, file: Path, schema: Path) -> Document:
    """Reads what a file holds, or would hold, and checks it against a JSON schema.

    Raises:
        InvalidFileError: the text is no YAML, or breaks the schema.
    """
    try:
        root = yaml.compose(text, Loader=_Loader)
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader)  # nosec B506
        document = Document(file, content, root)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = reason(getattr(error, "problem", None) or str(error))
        raise InvalidFileError([finding("yaml", reason=why).at(file, mark.line + 1 if mark else 1)]) from error
    if twice := list(_written_twice(root)):
        raise InvalidFileError([finding("key_twice", field=name).at(file, line) for name, line in twice])
    errors = sorted(_validator(schema).iter_errors(document.content), key=lambda e: list(map(str, e.absolute_path)))
    if errors:
        found = [_finding(error) for error in errors]
        raise InvalidFileError([each.at(file, document.line(each.field)) for each in found])
    return document


class _Loader(yaml.CSafeLoader):
    """Safe loader that leaves dates as text, so that the schema can say what is wrong with one."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@cache
def _validator(file: Path) -> Any:
    schema = json.loads(file.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)
    return validator(schema, format_checker=jsonschema.FormatChecker(formats=["date"]))


def _written_twice(node: Any) -> Iterator[tuple[str, int]]:
    """Fields that stand twice in a mapping, with the second's line: YAML would silently lose the first's value."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _written_twice(item)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                yield name, int(key.start_mark.line) + 1
            seen.add(name)
            yield from _written_twice(value)


def _finding(error: Any) -> Finding:
    path: Sequence[str | int] = list(error.absolute_path)
    if error.validator == "type" and not path:
        return finding("empty")
    name = ".".join(map(str, path)) or "—"
    if error.validator == "required":
        match = re.match(r"'([^']+)'", error.message)
        return finding("required", tuple(path), field=match.group(1) if match else name)
    if error.validator == "additionalProperties":
        unknown = sorted(str(name) for name in set(error.instance) - set(error.schema["properties"]))
        return finding("additionalProperties", tuple(path), field=", ".join(unknown))
    value = error.instance if isinstance(error.instance, str) else ""
    size = len(error.instance) if isinstance(error.instance, str | list) else 0
    limit = error.validator_value
    if error.validator == "type":
        limit = reason(str(limit))
    elif isinstance(limit, list):
        limit = ", ".join(map(str, limit))
    kind = error.validator if is_known(error.validator) else "other"
    return finding(kind, tuple(path), field=name, limit=limit, size=size, value=value[:60])


def _child(node: Any, part: str | int) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part]
    return None
