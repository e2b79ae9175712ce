"""An entry as the cells of one row, and back: texts by path (:mod:`bot.faq.sheets.columns`)."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.faq.entries import Entry
from bot.faq.sheets.columns import layout

Content = dict[str, Any]
"""What an entry's file says: texts, lists of texts (variants, related), lists of mappings (links, sources)."""

VERSION = "version"
DATES = ("valid_from", "valid_until", "review_by")
OPTIONAL = ("simple", "valid_until")
_WORDS = ("id", "theme", "status", "benefit", "owner", *DATES)
_PARTS = {"links": ("title", "url"), "sources": ("title", "url", "read")}
_SINGLE = ("id", "theme", "title", "label", "answer", "simple", "benefit", "owner", "status", *DATES)
_FRENCH_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def content_of(entry: Entry) -> Content:
    """What an entry's file says, dates as ISO texts; an optional field that is not there is left out."""
    content: Content = json.loads(json.dumps(asdict(entry), default=str))
    return {name: value for name, value in content.items() if value is not None}


def to_cells(content: Content) -> dict[str, str]:
    """The cells of an entry, with its version in the last one."""
    cells = {field: content[field] for field in _SINGLE if field in content}
    cells["status"] = layout()["statuses"].get(content["status"], content["status"])  # a form may say anything
    cells |= {f"variants.{number}": text for number, text in enumerate(content["variants"], start=1)}
    for group, parts in _PARTS.items():
        for number, item in enumerate(content[group], start=1):
            cells |= {f"{group}.{number}.{part}": item[part] for part in parts}
    return cells | {"related": ", ".join(content["related"]), VERSION: version(content)}


def from_cells(cells: Mapping[str, str]) -> tuple[Content, dict[str, str]]:
    """What a row says, and where: the path of the cell by the path in the content.

    Nothing is checked here: a missing text is empty, which the entry's schema then refuses. Blank cells between the
    values of a list are passed over, so that the two paths may differ.
    """
    content: Content = {field: _single(field, cells.get(field, "")) for field in _SINGLE}
    for field in OPTIONAL:
        if not content[field].strip():
            del content[field]
    places = {}
    content["variants"] = []
    for number in _numbers(cells, "variants"):
        places[f"variants.{len(content['variants']) + 1}"] = f"variants.{number}"
        content["variants"].append(cells[f"variants.{number}"])
    for group, parts in _PARTS.items():
        content[group] = []
        for number in _numbers(cells, group):
            item = {part: cells.get(f"{group}.{number}.{part}", "") for part in parts}
            content[group].append({part: _date(text) if part == "read" else text for part, text in item.items()})
            places |= {f"{group}.{len(content[group])}.{part}": f"{group}.{number}.{part}" for part in parts}
    content["related"] = [text for text in re.split(r"[\s,;]+", cells.get("related", "")) if text]
    return content, places


def version(content: Content) -> str:
    """Tells one state of an entry from another; two sheets with the same version say the same."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]


def _single(field: str, text: str) -> str:
    if field in _WORDS:
        text = text.strip()
    if field in DATES:
        return _date(text)
    if field == "status":
        shown = {word: status for status, word in layout()["statuses"].items()}
        return str(shown.get(text.casefold(), text))
    return text


def _date(text: str) -> str:
    """« 22/11/2026 », which a spreadsheet makes of « 2026-11-22 », is that day; anything else is left to the check."""
    french = _FRENCH_DATE.fullmatch(text.strip())
    if not french:
        return text.strip()
    try:
        return datetime(*(int(french.group(place)) for place in (3, 2, 1))).date().isoformat()  # type: ignore[arg-type]
    except ValueError:
        return text.strip()


def _numbers(cells: Mapping[str, str], group: str) -> list[int]:
    """The numbers of a group that hold something, in order."""
    found = {int(path.split(".")[1]) for path, text in cells.items() if path.startswith(f"{group}.") and text.strip()}
    return sorted(found)
