"""The normalised view: what is folded, dropped and read."""

import pytest

from bot.charter.privacy.labels import GENERIC, LEXICON, Lexicon, sound
from bot.charter.privacy.view import View


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Éàç Œ ’", "eac e '"),
        ("１２３ ①② 𝟏𝟐 ٣٤", "123 12 12 34"),
        ("1️⃣2️⃣", "12"),
        ("a\u200bb\u00adc\ufeff", "abc"),
        ("e\u0301", "e"),
        ("2🙂85", "2 85"),
        ("O6 39 98 l2 3O", "06 39 98 12 30"),
        ("un deux trois", "1 2 3"),
        ("quatre-vingt-dix-sept", "97"),
        ("mille neuf cent quatre-vingt-deux", "1982"),
        ("deux mille douze", "2012"),
        ("soixante et onze", "71"),
        ("vingt et un", "21"),
        ("septante-deux nonante", "72 90"),
        ("zéro six", "06"),
        ("deux mars", "2 mars"),
        ("deux enfants et un dossier", "deux enfants et un dossier"),
        ("il y a deux ans", "il y a deux ans"),
        ("l'avis et l'aide", "l'avis et l'aide"),
    ],
)
def test_what_recognisers_read(source: str, text: str) -> None:
    assert View(source).text == text


def test_number_words_lead_back_to_the_words() -> None:
    source = "c'est quatre-vingt-cinq merci"
    view = View(source)
    start, end = view.original(view.text.index("85"), view.text.index("85") + 2)
    assert source[start:end] == "quatre-vingt-cinq"


@pytest.mark.parametrize(
    ("word", "tells"),
    [
        ("allocataire", "ALLOC"), ("alocatere", "ALLOC"), ("allocatair", "ALLOC"), ("alloctaire", "ALLOC"),
        ("matricul", "ALLOC"), ("securitee", "NIR"), ("numerro", GENERIC), ("telefone", "PHONE"),
        ("didentite", "IDDOC"), ("nsecu", "NIR"),
    ],
)  # fmt: skip
def test_labels_are_heard_through_misspellings(word: str, tells: str) -> None:
    assert LEXICON.get(word) == tells


@pytest.mark.parametrize("word", ["commence", "maison", "enfant", "loyer", "bonjour", "attente", "x" * 30])
def test_ordinary_words_are_no_labels(word: str) -> None:
    assert LEXICON.get(word) is None


def test_a_word_under_two_entries_is_refused() -> None:
    with pytest.raises(ValueError, match="stands under two entries"):
        Lexicon({"NIR": "secu", "ALLOC": "secu"})


def test_words_that_sound_alike_share_a_key() -> None:
    assert sound("allocataire") == sound("alocatere")
    assert sound("chartier") != sound("quartier")
