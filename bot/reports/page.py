"""One page of figures, tables and plots: it stands alone, is read with any browser, and loads nothing.

The plots lie beside it as PNG too, for slides and mails.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

PAGE = "index.html"
TEMPLATE = "report.html"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of a row names it. ``note`` says how to read it."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture; ``name`` is its file's, ``description`` says in words what it shows, for those who do not see it."""

    name: str
    title: str
    description: str
    png: bytes

    @property
    def source(self) -> str:
        """The picture itself as an address, so that the page needs no other file."""
        return "data:image/png;base64," + base64.b64encode(self.png).decode("ascii")


@dataclass(frozen=True, slots=True)
class Report:
    """What a page holds, in the order in which it is read; ``language`` is that of its texts (BCP 47)."""

    title: str
    introduction: Sequence[str]
    parts: Sequence[Table | Plot] = field(default=())
    language: str = "fr"


def write_report(report: Report, folder: Path) -> Path:
    """Writes the page and its plots into a folder, which is made where missing; returns the page.

    Raises:
        OSError: it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for part in report.parts:
        if isinstance(part, Plot):
            (folder / f"{part.name}.png").write_bytes(part.png)
    templates = FileSystemLoader(Path(__file__).with_name("templates"))
    environment = Environment(loader=templates, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    page = folder / PAGE
    page.write_text(environment.get_template(TEMPLATE).render(report=report), encoding="utf-8")
    return page
