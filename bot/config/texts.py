"""Words that people read, kept as data: a YAML file beside the code that says them."""

from functools import cached_property
from pathlib import Path
from typing import Any

import yaml


class Texts:
    """The words of one file, read at first use. A key that the file lacks is a KeyError."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def say(self, key: str, **values: object) -> str:
        """The text at a dotted key, filled in."""
        return str(self._at(key)).format(**values)

    def named(self, key: str, name: str) -> str:
        """The text of a name among those at a dotted key; the name itself where it has none."""
        return str(self._at(key).get(name, name))

    def choices(self, key: str) -> dict[str, str]:
        """The names and texts at a dotted key, in the file's order."""
        return {str(name): str(text) for name, text in self._at(key).items()}

    def words(self, key: str) -> list[str]:
        """The list of words at a dotted key."""
        return [str(word) for word in self._at(key)]

    def _at(self, key: str) -> Any:
        text: Any = self._content
        for part in key.split("."):
            text = text[part]
        return text

    @cached_property
    def _content(self) -> dict[str, Any]:
        content: dict[str, Any] = yaml.safe_load(self._file.read_text(encoding="utf-8"))
        return content
