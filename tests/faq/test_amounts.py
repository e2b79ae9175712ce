"""Amounts inserted by name."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.faq.amounts import Amount, fill, insert, named, read_amounts
from bot.faq.problems import InvalidFileError
from tests.faq.checks.examples import PRIME, TODAY, entry

AMOUNTS = {"prime": PRIME}
PAST = date(2026, 3, 31)
ROW: dict[str, Any] = {
    "name": "prime",
    "label": "Prime d’essai",
    "value": 1066.3,
    "unit": "€",
    "valid_from": "2026-04-01",
    "valid_until": "2027-03-31",
    "source": {"title": "Décret d’essai", "url": "https://caf.example/decret", "read": "2026-11-22"},
}


def write(folder: Path, *amounts: dict[str, Any]) -> None:
    """montants.yml with these rows."""
    text = yaml.safe_dump(list(amounts), allow_unicode=True, sort_keys=False)
    (folder / "montants.yml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("1066.3", "€", "1\u202f066,30\u00a0€"),
        ("500", "€", "500\u00a0€"),
        ("0.5", "€", "0,50\u00a0€"),
        ("12345678.91", "€", "12\u202f345\u202f678,91\u00a0€"),
        ("4.5", "%", "4,5\u00a0%"),
        ("80", "%", "80\u00a0%"),
    ],
)
def test_a_figure_is_printed_as_in_french(value: str, unit: str, shown: str) -> None:
    """Comma, thin spaces, two decimals or none for euros."""
    assert str(replace(PRIME, value=Decimal(value), unit=unit)) == shown


def test_the_file_is_read(tmp_path: Path) -> None:
    """Every field, the value exact to the cent."""
    write(tmp_path, ROW)
    amounts, document = read_amounts(tmp_path)
    assert amounts["prime"].value == Decimal("1066.3")
    assert amounts["prime"].valid_until == date(2027, 3, 31)
    assert amounts["prime"].source.title == "Décret d’essai"
    assert document.line((0, "value")) == 3


@pytest.mark.parametrize(
    ("changes", "line", "kind"),
    [
        ({"value": "beaucoup"}, 3, "type"),
        ({"value": 0}, 3, "exclusiveMinimum"),
        ({"unit": "francs"}, 4, "enum"),
        ({"valid_until": "31/03/2027"}, 6, "format"),
        ({"name": "Prime de Noël"}, 1, "pattern"),
        ({"montant": 3}, 1, "additionalProperties"),
    ],
)
def test_a_wrong_field_is_told_at_its_line(tmp_path: Path, changes: dict[str, Any], line: int, kind: str) -> None:
    """As for an entry."""
    write(tmp_path, ROW | changes)
    with pytest.raises(InvalidFileError) as refused:
        read_amounts(tmp_path)
    (problem,) = refused.value.problems
    assert (problem.line, problem.kind) == (line, kind)


def test_a_name_is_given_once(tmp_path: Path) -> None:
    """The second is told at its line."""
    write(tmp_path, ROW, deepcopy(ROW))  # the same object twice would be written as a YAML alias
    with pytest.raises(InvalidFileError) as refused:
        read_amounts(tmp_path)
    (problem,) = refused.value.problems
    assert (problem.kind, problem.line) == ("twice", 11)


@pytest.mark.parametrize("content", [None, "name: prime", "- [", "texte"])
def test_a_missing_or_broken_file_is_told(tmp_path: Path, content: str | None) -> None:
    """Never another exception."""
    if content is not None:
        (tmp_path / "montants.yml").write_text(content, encoding="utf-8")
    with pytest.raises(InvalidFileError):
        read_amounts(tmp_path)


def test_an_amount_is_inserted_on_its_days() -> None:
    """From the first to the last, both included."""
    text = "Elle est de {montant:prime}."
    days = [PRIME.valid_from, PRIME.valid_until]
    assert [insert(text, AMOUNTS, day) for day in days] == ["Elle est de 100,50\u00a0€."] * 2


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Un fait. Elle est de {montant:prime}. Un autre.", "Un fait. Un autre."),
        ("Deux cas :\n- seul : {montant:prime} ;\n- en couple : à voir.", "Deux cas :\n- en couple : à voir."),
        ("Début.\n\nElle est de {montant:prime}.\n\nFin.", "Début.\n\nFin."),
        ("Elle est de {montant:prime}.", ""),
    ],
)
def test_an_outdated_amount_takes_its_sentence_away(text: str, left: str) -> None:
    """Its item or paragraph too where nothing else is in it; the rest stays as it is written."""
    assert insert(text, AMOUNTS, PAST) == left
    assert insert(text, {}, TODAY) == left


def test_one_unknown_amount_is_enough() -> None:
    """A sentence with two amounts needs both."""
    assert insert("De {montant:prime} à {montant:autre}. Oui.", AMOUNTS, TODAY) == "Oui."


@given(
    st.lists(st.sampled_from(["Oui.", " ", "\n", "- ", "De {montant:prime}", "{montant:x}", "Fin !", "."]), max_size=12)
)
def test_no_marker_is_ever_shown(parts: list[str]) -> None:
    """Whatever is known and whatever is written around."""
    text = "".join(parts)
    for amounts, day in ((AMOUNTS, TODAY), (AMOUNTS, PAST), ({}, TODAY)):
        shown = insert(text, amounts, day)
        assert "montant:" not in shown
        assert ("100,50" in shown) <= (amounts is AMOUNTS and day is TODAY)


def test_a_text_without_amounts_is_left_alone() -> None:
    """To the last space."""
    assert insert("a  b\n\n\n\nc. ", {}, TODAY) == "a  b\n\n\n\nc. "
    assert list(named("{montant: prime } et {montant:b}")) == ["prime", "b"]


def test_both_versions_of_an_answer_are_filled() -> None:
    """The easy one too, where there is one."""
    filled = fill(entry(answer="Oui. {montant:prime}.", simple="C’est {montant:prime}."), AMOUNTS, TODAY)
    assert filled.answer == "Oui. 100,50\u00a0€."
    assert filled.simple == "C’est 100,50\u00a0€."
    assert fill(entry(), AMOUNTS, TODAY) == entry()


OFFICIAL = (
    "https://www.legifrance.gouv.fr/",
    "https://www.service-public.gouv.fr/",
    "https://github.com/openfisca/openfisca-france/",
)


def test_the_projects_amounts_are_sourced_and_in_order() -> None:
    """Each comes from the law, an official sheet or the State's own rules as code, read before it was used."""
    amounts: dict[str, Amount] = read_amounts(Path(__file__).parents[2] / "data" / "faq")[0]
    assert amounts
    for amount in amounts.values():
        assert amount.valid_from < amount.valid_until
        assert amount.source.url.startswith(OFFICIAL)
        assert amount.source.read >= amount.valid_from
