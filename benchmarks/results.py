"""What a room has measured: shown on the terminal as Markdown, kept in a file for the report of all rooms."""

import argparse
import base64
import contextlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.reports.page import Plot, Table


class Results:
    """Tables and plots, in the order in which they came."""

    def __init__(self) -> None:
        self.parts: list[Table | Plot] = []

    def table(self, title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], note: str = "") -> None:
        """Adds a table and prints it; the first cell of a row names it."""
        self.parts.append(Table(title, columns, rows, note))
        print(f"\n{title}", *([note] if note else []), "", sep="\n")
        for cells in (columns, ["---"] * len(columns), *rows):
            print(f"| {' | '.join(cells)} |")
        print(flush=True)

    def plot(self, name: str, title: str, description: str, png: bytes) -> None:
        """Adds a picture; the terminal does without."""
        self.parts.append(Plot(name, title, description, png))


def parser(room: str, description: str | None) -> argparse.ArgumentParser:
    """The options of a room, to which it adds its own; ``results`` is the file that the report asks for."""
    as_written = argparse.RawDescriptionHelpFormatter
    made = argparse.ArgumentParser(f"python -m benchmarks.{room}", description=description, formatter_class=as_written)
    made.add_argument("--results", type=Path, help="also keep tables and plots in this file, for the report")
    return made


@contextlib.contextmanager
def kept_in(file: Path | None) -> Iterator[Results]:
    """Results that are in the file at the end, if there is one to be; what a room that fails had measured, too."""
    results = Results()
    try:
        yield results
    finally:
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps([_as_json(part) for part in results.parts]), encoding="utf-8")


def read(file: Path) -> list[Table | Plot]:
    """What a room has kept; nothing where it has kept nothing.

    Raises:
        ValueError: the file is none of a room's.
    """
    if not file.exists():
        return []
    return [_from_json(part) for part in json.loads(file.read_text(encoding="utf-8"))]


def progress(what: str) -> None:
    """Tells whoever waits what is being measured."""
    print(f"  … {what}", file=sys.stderr, flush=True)


def _as_json(part: Table | Plot) -> dict[str, Any]:
    content = asdict(part)
    if isinstance(part, Plot):
        content["png"] = base64.b64encode(part.png).decode("ascii")
    return content


def _from_json(content: dict[str, Any]) -> Table | Plot:
    if "png" in content:
        return Plot(**content | {"png": base64.b64decode(content["png"])})
    return Table(**content)
