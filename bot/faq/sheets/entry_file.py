"""The text of an entry's file after a change; what the change does not touch stays as its editor wrote it.

ruamel.yaml keeps comments, order, quotes and blank lines.
"""

import io
import json
from collections.abc import Mapping
from datetime import date
from difflib import SequenceMatcher
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from bot.faq.sheets.cells import DATES, Content

ORDER = (
    "id", "theme", "title", "label", "variants", "answer", "simple", "links", "sources", "benefit", "owner", "status",
    "valid_from", "valid_until", "review_by", "related",
)  # fmt: skip
"""The fields of an entry, as its file has them."""

_BARE = ("id", "theme", "benefit", "owner", "status", "related")
_PROSE = ("answer", "simple")
_PARTS = ("title", "url", "read")


def changed(text: str, before: Content, after: Content) -> str:
    """The file's text with the fields that differ changed, and nothing else."""
    document = _yaml().load(text)
    for field in ORDER:
        if before.get(field) != after.get(field):
            _change(document, field, after.get(field))
    return _text(document)


def new(content: Content) -> str:
    """The text of a new file."""
    document = CommentedMap((field, _node(field, content[field])) for field in ORDER if field in content)
    return _text(document)


def _change(document: Any, field: str, value: Any) -> None:
    if value is None:
        del document[field]
    elif field not in document:
        following = [name for name in ORDER[ORDER.index(field) + 1 :] if name in document]
        place = list(document).index(following[0]) if following else len(document)
        document.insert(place, field, _node(field, value))
    elif isinstance(value, list) and document[field]:
        _change_list(document[field], field, value)
    else:
        document[field] = _node(field, value)


def _change_list(nodes: Any, field: str, values: list[Any]) -> None:
    """Edits a list in place: comments stay beside what they were written for."""
    kept = [_same(_plain(node)) for node in nodes]
    steps = SequenceMatcher(None, kept, [_same(value) for value in values], autojunk=False).get_opcodes()
    for kind, start, end, first, last in reversed(steps):
        if kind == "equal":
            continue
        shared = min(end - start, last - first)
        for offset in range(shared):
            nodes[start + offset] = _node(field, values[first + offset])
        for _ in range(end - start - shared):
            del nodes[start + shared]
        for offset in range(shared, last - first):
            nodes.insert(start + offset, _node(field, values[first + offset]))


def _plain(node: Any) -> Any:
    """A node as the content has it: texts, and dates as ISO texts."""
    return {key: str(value) for key, value in node.items()} if isinstance(node, Mapping) else str(node)


def _same(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _node(field: str, value: Any) -> Any:
    if isinstance(value, list):
        nodes = CommentedSeq(_node(field, item) for item in value)
        if field in _BARE:
            nodes.fa.set_flow_style()
        return nodes
    if isinstance(value, dict):
        # In the files' order, whatever the database made of it: PostgreSQL keeps none.
        return CommentedMap((key, _node(key if key == "read" else field, value[key])) for key in _PARTS if key in value)
    if field in (*DATES, "read"):
        return _day(value)
    if field in _PROSE:
        return LiteralScalarString(value)
    if field in _BARE and _is_bare(value):
        return value
    return DoubleQuotedScalarString(value)


def _day(text: str) -> Any:
    try:
        return date.fromisoformat(text)
    except ValueError:  # no day: the entry's check says so, at this line
        return DoubleQuotedScalarString(text)


def _is_bare(text: str) -> bool:
    """Whether YAML reads the bare word as that text (« on » or « 12 » are something else)."""
    try:
        return text.replace("-", "").isalnum() and bool(yaml.safe_load(text) == text)
    except yaml.YAMLError:
        return False


def _text(document: Any) -> str:
    stream = io.StringIO()
    _yaml().dump(document, stream)
    return stream.getvalue()


def _yaml() -> Any:
    form: Any = YAML()
    form.preserve_quotes = True
    form.width = 100_000  # one line a text, as the files have it
    form.indent(mapping=2, sequence=4, offset=2)
    return form
