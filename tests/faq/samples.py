"""Synthetic FAQ entries, written as editors write them."""

from pathlib import Path
from typing import Any

import yaml

ENTRY: dict[str, Any] = {
    "id": "essai-un",
    "theme": "essai",
    "title": "Comment fait-on un essai de fiche ?",
    "label": "Essai de fiche",
    "variants": [f"formulation d’essai numéro {number}" for number in range(10)],
    "answer": "Voici la réponse d’essai. Elle est assez longue pour être servie.",
    "links": [{"title": "Site d’essai", "url": "https://caf.example/essai"}],
    "sources": [{"title": "Source d’essai", "url": "https://caf.example/source", "read": "2026-11-22"}],
    "benefit": "aucune",
    "owner": "redaction",
    "status": "published",
    "valid_from": "2026-11-22",
    "review_by": "2027-05-22",
    "related": [],
}
"""A valid entry; YAML writes its fields in this order, one a line."""


def entry_text(**changes: Any) -> str:
    """The file of that entry, changed; a field set to None is left out."""
    content = {name: value for name, value in (ENTRY | changes).items() if value is not None}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)


def write_entry(folder: Path, **changes: Any) -> Path:
    """Writes that entry where it belongs and returns its file."""
    content = ENTRY | changes
    file = folder / str(content["theme"]) / f"{content['id']}.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(entry_text(**changes), encoding="utf-8")
    return file


def line_of(text: str, start: str) -> int:
    """The number (from 1) of the first line that starts so."""
    return next(number for number, line in enumerate(text.splitlines(), start=1) if line.startswith(start))
