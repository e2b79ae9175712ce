"""A form that nobody touched says what the file says, whatever the entry."""

import re
from typing import Any

from hypothesis import given

from bot.charter.typography import mend
from bot.config import environment
from bot.console.entries.form import PARTS, by_field, content_from, rows_to_fill
from bot.editing.contents import mended
from bot.faq.entries import read_entries
from bot.faq.problems import finding
from bot.faq.sheets.cells import Content, content_of
from tests.faq.sheets.strategies import ENTRIES


def sent(content: Content) -> dict[str, str]:
    """What a browser sends of the form as it was shown: lines end with CR and LF in its text areas."""
    fields = {name: value.replace("\n", "\r\n") for name, value in content.items() if isinstance(value, str)}
    fields |= {"variants": "\r\n".join(content["variants"]), "related": ", ".join(content["related"])}
    for group in PARTS:
        for number, row in enumerate(rows_to_fill(content, group)):
            fields |= {f"{group}-{number}-{part}": value for part, value in row.items()}
    return fields


def test_every_entry_of_ours_goes_through_the_form_unchanged() -> None:
    entries, _ = read_entries(environment.ROOT / "data" / "faq")
    assert len(entries) > 100
    for entry in entries.values():
        content = content_of(entry)
        assert mended(content_from(sent(content), entry.id, entry.theme)) == content


def spaced(value: Any) -> Any:
    """The same without what a form takes away: spaces that nobody sees, and what is made of them alone."""
    if isinstance(value, str):
        return "\n".join(re.sub(" +", " ", line).strip(" ") for line in value.split("\n")).strip("\n")
    if isinstance(value, list):
        return [kept for each in value if (kept := spaced(each))]
    return {name: spaced(each) for name, each in value.items()} if isinstance(value, dict) else value


@given(ENTRIES)
def test_a_form_loses_nothing_but_spaces(drawn: Content) -> None:
    content = {"id": "essai-un", "theme": "essai", **drawn}
    assert spaced(content_from(sent(content), "essai-un", "essai")) == spaced(content)


def test_what_is_wrong_is_shown_beside_its_field() -> None:
    found = [
        finding("maxLength", ("variants", 3), field="variants.3", size=200, limit=160),
        finding("link_twice", ("links", 1, "url")),
        finding("unknown_id", ("id",), id="x"),
        finding("empty"),
    ]
    told = by_field(found)
    assert {name: [each.place for each in each_told] for name, each_told in told.items()} == {
        "variants": [4], "links": [2], "whole": [None, None],
    }  # fmt: skip


def test_typography_is_mended_where_citizens_read() -> None:
    content: Content = {
        "title": "Où ?",
        "label": "Où",
        "answer": "C'est ici !",
        "links": [{"title": "Caf : ici", "url": "https://a"}],
    }
    after = mended(content | {"variants": ["c'est où ?"]})
    assert after["answer"] == mend("C'est ici !") == "C’est ici\u202f!"
    assert after["links"][0]["title"] == "Caf\u00a0: ici"
    assert after["variants"] == ["c'est où ?"], "they are what citizens type"
