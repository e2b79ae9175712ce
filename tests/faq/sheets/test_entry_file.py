"""The text of a changed file: what changed, and nothing else."""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings

from bot.faq.entries import entry_files, read_entry
from bot.faq.sheets.cells import content_of
from bot.faq.sheets.entry_file import ORDER, changed, new
from tests.faq.samples import ENTRY, entry_text, write_entry
from tests.faq.sheets.strategies import ENTRIES

DATA = Path(__file__).parents[3] / "data" / "faq"

COMMENTED = """\
# Relue avec le service logement.
id: essai-un
theme: essai
label: 'Essai de fiche'  # court
title: Comment fait-on un essai de fiche ?
variants:
  # parlé
  - "formulation d’essai numéro 0"
  - formulation d’essai numéro 1  # d’un appel
  - "formulation d’essai numéro 2"
  - "formulation d’essai numéro 3"
  - "formulation d’essai numéro 4"
  - "formulation d’essai numéro 5"
  - "formulation d’essai numéro 6"
  - "formulation d’essai numéro 7"
  - "formulation d’essai numéro 8"
  - "formulation d’essai numéro 9"
answer: >-
  Voici la réponse d’essai.
  Elle est assez longue pour être servie.

# Liens vérifiés.
links: [{title: "Site d’essai", url: "https://caf.example/essai"}]
sources:
  - url: "https://caf.example/source"
    title: "Source d’essai"
    read: "2026-11-22"  # relue
benefit: aucune
owner: redaction
status: published
valid_from: 2026-11-22
review_by: 2027-05-22
related: []
# fin
"""


def after(text: str, **changes: Any) -> str:
    """The commented file with some fields changed."""
    return changed(text, ENTRY, {name: value for name, value in (ENTRY | changes).items() if value is not None})


def lines_that_differ(one: str, other: str) -> tuple[list[str], list[str]]:
    """Lines of one text that the other has not, and the reverse."""
    mine, theirs = one.splitlines(), other.splitlines()
    return [line for line in mine if line not in theirs], [line for line in theirs if line not in mine]


def test_the_sample_says_what_the_plain_one_says(tmp_path: Path) -> None:
    """The commented file is the sample entry in another hand."""
    file = write_entry(tmp_path)
    file.write_text(COMMENTED, encoding="utf-8")
    assert content_of(read_entry(file)) == ENTRY


@pytest.mark.parametrize(
    ("changes", "gone", "come"),
    [
        ({}, [], []),
        ({"label": "Autre bouton"}, ["label: 'Essai de fiche'  # court"], ['label: "Autre bouton" # court']),
        ({"status": "draft"}, ["status: published"], ["status: draft"]),
        ({"valid_until": "2027-01-31"}, [], ["valid_until: 2027-01-31"]),
        ({"related": ["essai-deux"]}, ["related: []"], ["related: [essai-deux]"]),
        ({"benefit": "on"}, ["benefit: aucune"], ['benefit: "on"']),
        ({"variants": [*ENTRY["variants"], "une de plus"]}, [], ['  - "une de plus"']),
        ({"variants": ["une avant", *ENTRY["variants"]]}, [], ['  - "une avant"']),
        (
            {"variants": [ENTRY["variants"][0], "une autre", *ENTRY["variants"][2:]]},
            ["  - formulation d’essai numéro 1  # d’un appel"],
            ['  - "une autre" # d’un appel'],
        ),
        (
            {"answer": "Une autre réponse,\n\n- en plusieurs lignes."},
            ["answer: >-", "  Voici la réponse d’essai.", "  Elle est assez longue pour être servie."],
            ["answer: |-", "  Une autre réponse,", "  - en plusieurs lignes."],
        ),
    ],
    ids=str,
)
def test_only_what_changed_is_written(changes: dict[str, Any], gone: list[str], come: list[str]) -> None:
    """Comments, quotes, order and blank lines stay."""
    left, right = lines_that_differ(COMMENTED, after(COMMENTED, **changes))
    assert left == gone
    assert [re.sub(" +#", " #", line) for line in right] == come


def test_a_new_field_stands_in_its_place() -> None:
    """« valid_until » comes after « valid_from »; taken away again it leaves no trace."""
    text = after(COMMENTED, valid_until="2027-01-31")
    lines = text.splitlines()
    assert lines.index("valid_until: 2027-01-31") == lines.index("valid_from: 2026-11-22") + 1
    assert changed(text, ENTRY | {"valid_until": "2027-01-31"}, ENTRY) == COMMENTED


def test_files_of_the_project_pass_unchanged() -> None:
    """The project's own way of writing is kept to the byte."""
    for file in entry_files(DATA):
        text = file.read_text(encoding="utf-8")
        content = content_of(read_entry(file))
        assert changed(text, content, content) == text


def test_a_new_file_looks_like_the_projects(tmp_path: Path) -> None:
    """Written from nothing, an entry of the project has the very text that its editor gave it."""
    for name in ("rsa/rsa-conditions", "logement/logement-demande"):
        file = DATA / f"{name}.yml"
        assert new(content_of(read_entry(file))) == file.read_text(encoding="utf-8")


@settings(max_examples=60)
@given(ENTRIES, ENTRIES)
def test_any_entry_can_become_any_other(one: dict[str, Any], other: dict[str, Any]) -> None:
    """A changed file says exactly what was asked for, whatever it said before."""
    with TemporaryDirectory() as base:
        file = write_entry(Path(base), **one)
        before = content_of(read_entry(file))
        wanted = content_of(read_entry(write_entry(Path(base) / "wanted", **other)))
        file.write_text(changed(entry_text(**one), before, wanted), encoding="utf-8")
        assert content_of(read_entry(file)) == wanted
        file.write_text(new(wanted), encoding="utf-8")
        assert content_of(read_entry(file)) == wanted


def test_every_field_of_the_format_is_known() -> None:
    """A field that the format gains is not forgotten here."""
    schema = json.loads((DATA.parents[1] / "bot" / "faq" / "entry.schema.json").read_text(encoding="utf-8"))
    assert set(ORDER) == set(schema["properties"])


def test_the_order_in_which_a_database_keeps_a_link_says_nothing() -> None:
    """PostgreSQL gives the parts back in an order of its own; the file has them as all the others."""
    turned = [dict(reversed(source.items())) for source in ENTRY["sources"]]
    assert new(ENTRY | {"sources": turned}) == new(ENTRY)
    assert after(COMMENTED, sources=turned) == COMMENTED
