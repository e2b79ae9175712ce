"""French typography of what citizens read."""

from hypothesis import given
from hypothesis import strategies as st

from bot.charter.typography import mend
from bot.faq.checks.typography import check
from bot.faq.entries import Link
from tests.faq.checks.examples import context, entry, kinds


def test_good_typography_is_fine() -> None:
    """And what people type is free."""
    assert kinds(check, entry(variants=("c'est quoi ?",))) == []


def test_each_wrong_row_is_told() -> None:
    """Field and row, with what is written and what should be."""
    link = Link("C'est ici", "https://www.caf.fr")
    assert kinds(check, entry(title="Quoi ?", links=(link,))) == ["typography@title", "typography@links.0.title"]
    (found,) = check(entry(answer="Oui.\nC'est cela."), context())
    assert found.row == 1
    assert "C'est" in found.message
    assert "C’est" in found.message


@given(st.text(alphabet="aé1«»:;!?'’.…€ \n\u00a0\u202f", min_size=1, max_size=20))
def test_a_mended_text_has_nothing_to_mend(text: str) -> None:
    """The check and the mending agree, row by row."""
    mended = "\n".join(mend(row) for row in text.split("\n"))
    assert kinds(check, entry(answer=mended)) == []
