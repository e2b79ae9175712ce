"""An entry's form: what a browser sends, as the fields of an entry. What is wrong in them is the checks' business."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.faq.problems import Field, Finding
from bot.faq.sheets.cells import OPTIONAL, Content

LINES = ("title", "label", "benefit", "owner", "status", "valid_from", "valid_until", "review_by")
PROSE = ("answer", "simple")
PARTS = {"links": ("title", "url"), "sources": ("title", "url", "read")}
MOST = {"links": 4, "sources": 12}
"""Rows that the form may show: links as the schema allows, sources more than any entry has."""

_SPACES = re.compile(r"[ \t\r\n]+")


def content_from(sent: Mapping[str, str], entry_id: str, theme: str) -> Content:
    """The fields of the entry; blank rows and optional fields left blank are left out."""
    content: Content = {"id": entry_id, "theme": theme}
    content |= {name: _line(sent.get(name, "")) for name in LINES}
    content |= {name: _prose(sent.get(name, "")) for name in PROSE}
    content = {name: value for name, value in content.items() if value or name not in OPTIONAL}
    content["variants"] = [line for text in sent.get("variants", "").split("\n") if (line := _line(text))]
    content["related"] = [word for word in re.split(r"[\s,;]+", sent.get("related", "")) if word]
    return content | {group: list(_rows(sent, group)) for group in PARTS}


def _rows(sent: Mapping[str, str], group: str) -> Iterator[dict[str, str]]:
    for number in range(MOST[group]):
        row = {part: _line(sent.get(f"{group}-{number}-{part}", "")) for part in PARTS[group]}
        if any(row.values()):
            yield row


def _line(text: str) -> str:
    """One line, without spaces that nobody sees; no-break spaces are somebody's choice."""
    return _SPACES.sub(" ", text).strip(" ")


def _prose(text: str) -> str:
    return "\n".join(line.rstrip(" \t") for line in text.replace("\r\n", "\n").split("\n")).strip(" \t\n")


def rows_to_fill(content: Content, group: str) -> list[dict[str, str]]:
    """The rows of a group, and one or two blank ones to add more."""
    blank = dict.fromkeys(PARTS[group], "")
    spare = min(2 if not content[group] else 1, MOST[group] - len(content[group]))
    return [*content[group], *(blank for _ in range(spare))]


@dataclass(frozen=True, slots=True)
class Told:
    """Something wrong, beside its field: ``place`` is the number (from 1) in a list, None elsewhere."""

    finding: Finding
    place: int | None


def by_field(findings: Sequence[Finding]) -> dict[str, list[Told]]:
    """The findings by the field of the form that they are shown beside; « whole » for those that have none."""
    told: dict[str, list[Told]] = {}
    for found in findings:
        told.setdefault(_name(found.field), []).append(Told(found, _place(found.field)))
    return told


def _name(field: Field) -> str:
    return str(field[0]) if field and field[0] not in ("id", "theme") else "whole"


def _place(field: Field) -> int | None:
    return int(field[1]) + 1 if len(field) > 1 and isinstance(field[1], int) else None
