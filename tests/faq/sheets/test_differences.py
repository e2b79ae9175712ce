"""What differs between two states of an entry, field by field."""

from pathlib import Path

from bot.faq.entries import parse_entry
from bot.faq.sheets.cells import content_of
from bot.faq.sheets.differences import Difference, differences
from tests.faq.samples import entry_text, write_entry


def test_only_what_differs_in_the_order_of_the_columns(tmp_path: Path) -> None:
    file = write_entry(tmp_path)
    before = content_of(parse_entry(entry_text(), file))
    answer = "Voici la réponse d’essai.\nElle a maintenant deux lignes."
    after = before | {"answer": answer, "status": "disabled", "variants": [*before["variants"], "une de plus"]}
    assert differences(before, before) == []
    assert differences(before, after) == [
        Difference("État", [("−", "en ligne"), ("+", "retirée")]),
        Difference(
            "Réponse",
            [
                ("−", "Voici la réponse d’essai. Elle est assez longue pour être servie."),
                ("+", "Voici la réponse d’essai."),
                ("+", "Elle a maintenant deux lignes."),
            ],
        ),
        Difference("Formulation 11", [("+", "une de plus")]),
    ]


def test_everything_is_new_where_nothing_was_before(tmp_path: Path) -> None:
    content = content_of(parse_entry(entry_text(), write_entry(tmp_path)))
    found = differences(None, content)
    assert all(sign == "+" for difference in found for sign, _ in difference.lines)
    assert {"Identifiant", "Question", "Formulation 10", "Libellé du bouton"} <= {
        difference.title for difference in found
    }
