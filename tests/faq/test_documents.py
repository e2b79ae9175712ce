"""Values traced back to their lines."""

import json
from pathlib import Path

import pytest

from bot.faq.documents import Document, read_document
from bot.faq.problems import Field

TEXT = """\
# un commentaire
titre: "Oui"
réponse: |-
  première
  deuxième

  quatrième
liens:
  - nom: a
    url: b
  - {nom: c, url: d}
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """A file of that text, under a schema that allows anything."""
    (tmp_path / "s.json").write_text(json.dumps({}))
    (tmp_path / "t.yml").write_text(TEXT, encoding="utf-8")
    return read_document(tmp_path / "t.yml", tmp_path / "s.json")


@pytest.mark.parametrize(
    ("field", "row", "line"),
    [
        (("titre",), None, 2),
        (("titre",), 0, 2),
        (("réponse",), None, 3),
        (("réponse",), 0, 4),
        (("réponse",), 3, 7),
        (("liens", 0, "url"), None, 10),
        (("liens", 1, "url"), 0, 11),
        (("liens", 7), None, 9),
        (("absent", "plus", "loin"), None, 2),
        ((), None, 2),
    ],
)
def test_each_value_and_row_has_its_line(document: Document, field: Field, row: int | None, line: int) -> None:
    """A value that is not there has the line of what would hold it."""
    assert document.line(field, row) == line
