"""Values traced back to their lines."""

import json
from pathlib import Path

import pytest

from bot.charter.typography import mend
from bot.faq.documents import Document, read_document
from bot.faq.problems import Field, InvalidFileError

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


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", 1, "le fichier est vide"),
        ("- é".encode("latin-1"), 1, "il n’est pas en UTF-8"),
        (b"a: 1\nb:\n  c: 1\n  c: 2\n", 4, "« c » est écrit deux fois"),
        (b"l:\n  - a: 1\n    a: 2\n", 3, "« a » est écrit deux fois"),
        (b'a: "x\nb: "y"\n', 2, "un guillemet ou un retrait est faux"),
        (b"a:\n\tb\n", 2, "une tabulation"),
        (b"a: [1, 2]\n", 1, "forme attendue : un texte"),
        (b"b: 3\n", 1, "doit être l’une de ces valeurs : un, deux"),
    ],
)
def test_what_is_wrong_is_told_in_french(tmp_path: Path, content: bytes, line: int, words: str) -> None:
    """The line, and a cause that an editor can act upon; a value that YAML would lose is one."""
    schema = {"type": "object", "properties": {"a": {"type": "string"}, "b": {"enum": ["un", "deux"]}}}
    if b"c:" in content or b"l:" in content:
        schema = {}
    (tmp_path / "s.json").write_text(json.dumps(schema))
    (tmp_path / "t.yml").write_bytes(content)
    with pytest.raises(InvalidFileError) as refused:
        read_document(tmp_path / "t.yml", tmp_path / "s.json")
    (problem,) = refused.value.problems
    assert problem.line == line
    assert mend(words) in str(problem)
