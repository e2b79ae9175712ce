"""Reads training phrasings: what citizens write, by topic, in Rasa's own format (``data/nlu``)."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

Phrasings = Mapping[str, Sequence[str]]
"""Phrasings by topic."""


def read_phrasings(*folders: Path) -> dict[str, list[str]]:
    """Phrasings by topic (``metadata: {topic: …}`` beside the examples), of all folders together."""
    phrasings: dict[str, list[str]] = {}
    for file in (file for folder in folders for file in sorted(folder.glob("*.yml"))):
        for block, examples in _blocks(file):
            phrasings.setdefault(block["metadata"]["topic"], []).extend(examples)
    return phrasings


def read_intents(*files: Path) -> dict[str, list[str]]:
    """Examples by intent."""
    intents: dict[str, list[str]] = {}
    for file in files:
        for block, examples in _blocks(file):
            intents.setdefault(block["intent"], []).extend(examples)
    return intents


def _blocks(file: Path) -> Iterator[tuple[Mapping[str, Any], list[str]]]:
    for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
        lines = (line.removeprefix("- ").strip() for line in block["examples"].splitlines())
        yield block, [line for line in lines if line]
