"""Slips of the thumb, mended before a message is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.trained import VOCABULARY
from bot.faq.folding import unaccent
from bot.faq.spelling import Speller, speller
from bot.faq.vocabulary import Vocabulary

SPELLER = speller(VOCABULARY)
WORDS = Vocabulary.of(["ma déclaration", "ma declaration", "ma déclaration", "franceconnect", "Ma caf"] * 20)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quand tombe le versemnet ?", "quand tombe le versement ?"),
        ("ma delcaration", "ma déclaration"),
        ("comment demadner l'apl", "comment demander l'apl"),
        ("une attesttaion svp", "une attestation svp"),
        ("la C.A.F. et l'a.p.l", "la CAF et l'apl"),
        ("Lapl et lallocation denfant", "L'apl et l'allocation d'enfant"),
        ("jhallucine, on mannonce quoi", "j'hallucine, on m'annonce quoi"),
    ],
)
def test_a_slip_is_mended(typed: str, meant: str) -> None:
    """Letters swapped, left out, doubled or hit beside; the rest of the text stays."""
    assert SPELLER.mend(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "jai tjr rien recu c koi le pb",
        "Où déclarer mes ressources ?",
        "[numéro d'allocataire effacé]",
        "xqzkw",
        "",
        "a" * 99,
        "mon dosier",
        "chez mamie à Nantes ou à Lille",
    ],
)
def test_what_people_write_stays(text: str) -> None:
    """SMS spelling, right words, marks of what was erased, and what is near no word."""
    assert SPELLER.mend(text) == text


def test_the_most_frequent_spelling_is_taken() -> None:
    """With its accents; a name that many write is a word like those of the dictionary."""
    speller = Speller(WORDS)
    assert speller.mend("Delcaration FRANCECONECT") == "déclaration franceconnect"


def test_swapped_letters_are_put_back() -> None:
    """And no other slip is mended."""
    assert SPELLER.unswap("mon versemnet, ma declarration, me piden devolver") == (
        "mon versement, ma declarration, me piden devolver"
    )


@given(st.text(max_size=80))
def test_any_text_keeps_its_words(text: str) -> None:
    """No text makes the mender fail; it changes words, never their number nor what stands between."""
    mended = SPELLER.mend(text)
    assert len(mended.split()) == len(text.split())
    assert SPELLER.mend(mended) == mended or unaccent(mended) != unaccent(text)


def test_a_vocabulary_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Counts, and how words are written."""
    file = tmp_path_factory.mktemp("words") / "vocabulary.json"
    WORDS.save(file)
    again = Vocabulary.load(file)
    assert again.counts == WORDS.counts
    assert again.written("declaration") == "déclaration"
