"""What people write on a phone, as the FAQ writes."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from snowballstemmer import stemmer

from bot.config import environment
from bot.faq.entries import read_entries
from bot.faq.folding import words
from bot.faq.normaliser import TABLE, _table, normalise, spelt_out

FRENCH = stemmer("french")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Jai tjr rien recu c koi le pb", "j' ai toujours rien recu c' est quoi le pb"),
        ("C’est QUAND qu’on est payé ?", "c' est quand qu' on est paye"),
        ("inscrit à pole emploi", "inscrit a france travail"),
        ("ma dtr et le qf", "ma declaration trimestrielle et le quotient familial"),
        ("sous quelles conditions tu as droit", "sous quelles conditions tu as droit"),
        ("", ""),
    ],
)
def test_abbreviations_and_old_names_are_written_out(written: str, meant: str) -> None:
    """Whole words only, the longest name first, accents and capitals folded."""
    assert normalise(written) == meant


@pytest.mark.parametrize(
    ("written", "spelt"),
    [
        ("mn mari m'enferme kan il part", "mon mari m'enferme quand il part"),
        ("C koi la PPA ?", "c'est quoi la PPA ?"),
        ("é g pa recu lapl, c'est normal", "est j'ai pas recu lapl, c'est normal"),
        ("Comment demander l'Apl ?", "Comment demander l'Apl ?"),
        ("l’aide d’un c’ami", "l’aide d’un c’ami"),
    ],
)
def test_everyday_words_are_spelt_out(written: str, spelt: str) -> None:
    """Names of things stay, and so do letters before an apostrophe."""
    assert spelt_out(written) == spelt


def test_no_writing_has_two_meanings() -> None:
    """In both tables together."""
    sections = yaml.safe_load(TABLE.read_text(encoding="utf-8")).values()
    written = [str(one) for section in sections for forms in section.values() for one in forms]
    assert sorted(written) == sorted(set(written))


@given(st.text(max_size=200))
def test_any_text_is_normalised_once_for_all(text: str) -> None:
    """No text fails; what comes out has no capital, accent or sign left, and is not changed again."""
    once = normalise(text)
    assert once == once.lower()
    assert normalise(once) == once


AROUND = {"coucou", "madame", "demain"}
"""What is said around a question; no phrasing of the FAQ holds it, and no search needs it."""


def test_every_name_stands_for_words_of_the_faq() -> None:
    """Otherwise what is written would be replaced by something that no entry is found by."""
    entries = read_entries(environment.ROOT / "data" / "faq")[0].values()
    known = set(stems(" ".join(phrasing for entry in entries for phrasing in entry.phrasings)))
    meanings = yaml.safe_load(TABLE.read_text(encoding="utf-8"))["names"].keys()
    assert meanings > AROUND
    assert {meaning: unknown for meaning in meanings - AROUND if (unknown := set(stems(meaning)) - known)} == {}


def stems(text: str) -> list[str]:
    """The words of a text without their endings, as the lexical half of the search compares them."""
    return FRENCH.stemWords(words(text))  # type: ignore[no-any-return]


def test_no_meaning_is_replaced_again() -> None:
    """A meaning that held an abbreviation would be read in two ways."""
    table, longest = _table()
    assert longest >= 2
    for meaning in table.values():
        assert normalise(meaning) == meaning
