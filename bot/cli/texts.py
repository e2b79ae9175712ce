"""The command line's words."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml


def say(key: str, **values: object) -> str:
    """The text at a dotted key of ``texts.yml``, filled in."""
    return str(_at(key)).format(**values)


def named(key: str, name: str) -> str:
    """The text of a name among those at a dotted key; the name itself where it has none."""
    return str(_at(key).get(name, name))


def words(key: str) -> list[str]:
    """The list of words at a dotted key."""
    return [str(word) for word in _at(key)]


def _at(key: str) -> Any:
    text: Any = _texts()
    for part in key.split("."):
        text = text[part]
    return text


@cache
def _texts() -> dict[str, Any]:
    texts: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("texts.yml").read_text(encoding="utf-8"))
    return texts
