"""Long replies in pieces, and text that can be kept."""

import regex
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.text import cut, size, storable

FAMILY = "👨‍👩‍👧"
bits = st.sampled_from([*"ab. !?\n\u202f’e", "\u0301", FAMILY, "Oui. ", "https://www.caf.fr "])
texts = st.lists(bits, max_size=300).map("".join)


def squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


@given(texts, st.integers(2, 60))
def test_every_piece_fits_and_nothing_is_lost(text: str, limit: int) -> None:
    """However short the limit: all of the text, in order, no empty piece."""
    pieces = cut(text, limit)
    assert all(0 < size(piece) <= limit for piece in pieces)
    assert all(piece.strip() for piece in pieces)
    assert squeezed("".join(pieces)) == squeezed(text)


@given(texts, st.integers(size(FAMILY) + 2, 60))
def test_no_grapheme_is_cut(text: str, limit: int) -> None:
    """Pieces are whole graphemes, as long as each of them fits."""
    whole = [grapheme for grapheme in regex.findall(r"\X", text.strip()) if grapheme.strip()]
    if all(size(grapheme) <= limit for grapheme in whole):
        cut_ones = [grapheme for piece in cut(text, limit) for grapheme in regex.findall(r"\X", piece)]
        assert [grapheme for grapheme in cut_ones if grapheme.strip()] == whole


def test_a_short_text_is_one_piece() -> None:
    """Unchanged but for the space around it."""
    assert cut(" Bonjour !\n\nOui. ", 2000) == ["Bonjour !\n\nOui."]
    assert cut(" \n", 2000) == []


def test_paragraphs_go_before_lines_sentences_and_words() -> None:
    """The best kind of place that leaves a fair piece."""
    assert cut("Un deux. Trois.\n\nQuatre cinq.", 20) == ["Un deux. Trois.", "Quatre cinq."]
    assert cut("Un deux. Trois.\nQuatre cinq.", 20) == ["Un deux. Trois.", "Quatre cinq."]
    assert cut("Un deux trois. Quatre cinq six.", 20) == ["Un deux trois.", "Quatre cinq six."]
    assert cut("Vraiment\u202f? Oui, vraiment\u202f! Bien.", 18) == ["Vraiment\u202f?", "Oui, vraiment\u202f!", "Bien."]
    assert cut("un deux trois quatre", 10) == ["un deux", "trois", "quatre"]
    assert cut("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_a_place_that_leaves_next_to_nothing_is_passed_over() -> None:
    """A first paragraph of two words is not sent alone when the rest could go along."""
    assert cut("Oui.\n\n" + "un deux trois. " * 4, 50)[0] == "Oui.\n\nun deux trois. un deux trois. un deux trois."


def test_length_is_counted_as_platforms_do() -> None:
    """A character beyond the basic plane counts for two."""
    assert size("é🙂") == 3


@given(st.text(st.characters()))
def test_what_is_storable_can_be_written(text: str) -> None:
    """Any string of JSON becomes text that a database takes; good text is left alone."""
    kept = storable(text)
    assert "\0" not in kept
    assert kept.encode().decode() == kept
    assert storable(kept) == kept
