"""Messages in other languages than French."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.charter import language
from bot.charter.language import UNSURE, LanguageRecogniser
from bot.charter.languages import words_for
from bot.config.trained import VOCABULARY
from bot.faq.spelling import speller

TEXTS = yaml.safe_load(Path(language.__file__).with_name("languages.yml").read_text(encoding="utf-8"))
CONTACT = "https://caf.example/contact"

SPELLER = speller(VOCABULARY)
foreign = LanguageRecogniser(SPELLER.vocabulary, SPELLER.unswap).foreign


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Good morning, I would like to ask for housing benefit please", "en"),
        ("hola, ¿cómo puedo pedir una ayuda para el alquiler?", "es"),
        ("Olá, como posso pedir o abono de família?", "pt"),
        ("merhaba, kira yardımı almak istiyorum", "tr"),
        ("bună ziua, cum pot cere alocația pentru copii?", "ro"),
        ("كيف أطلب مساعدة السكن", "ar"),
        ("شكرا", "ar"),
        ("Добрий день, як отримати допомогу?", "uk"),
        ("can you help me with my papers", "en"),
        ("no puedo entrar", "es"),
        ("multumesc frumos", "ro"),
        ("怎么申请APL补助", "zh"),
        ("wa9tach ghadi nakhod lflous", "ar"),
        ("3afak bghit m3loumat 3la l'apl", "ar"),
    ],
)
def test_a_language_is_recognised(text: str, code: str) -> None:
    """By its ISO code; in a script of its own one word is enough."""
    assert foreign(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?!",
        "tuojours en cuors deupis le mois d'août",
        "bla bla bla et mon aregnt ?",
        "👍👍👍",
        "ok bye",
        "hola",
        "oki doki",
        "salam, c'est pour l'apl",
        "hello jvoudrais savoir pr mon rsa",
        "jai 3enfants et jai ri1 recu",
        "slt jvx savoir pr lapl",
        "wsh c koi lapl",
        "jai tjr rien recu c koi le pb",
        "cmg nounou cb vs remboursé",
        "apl rsa caf",
        "bonsoir madame svp mon dossier",
        "inform{reply: answer}",
        "SELECT * FROM users;",
        "Quelles aides pour un étudiant espagnol en Erasmus ?",
    ],
)
def test_french_stays_french(text: str) -> None:
    """However short or misspelt; nor is code a language."""
    assert foreign(text) is None


def test_no_french_training_message_is_taken_for_another_language() -> None:
    """One message in ten of the questions and personal cases that people write, SMS spelling included."""
    file = Path(__file__).parents[2] / "data" / "nlu" / "personal_case.yml"
    (intent,) = yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
    texts = [line.strip().removeprefix("- ") for line in intent["examples"].splitlines()][::10]
    assert len(texts) > 50
    assert [text for text in texts if foreign(text)] == []


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    """No text makes the detector fail, and what it names is a language's code."""
    assert foreign(text) in (None, UNSURE) or len(foreign(text) or "") == 2


@pytest.mark.parametrize("code", ["en", "ar", "es", "pt", "tr", "uk", "ro"])
def test_the_wanted_languages_have_words_of_their_own(code: str) -> None:
    """In that language, with the page's address, the Caf's telephone line and the emergency number."""
    said = words_for(code, CONTACT)
    assert code in TEXTS
    assert all(part in said for part in (CONTACT, "3230", "112"))
    assert foreign(said.replace(CONTACT, "")) == code


def test_another_language_gets_the_words_of_english() -> None:
    """One that is not foreseen is better served by English than by nothing."""
    assert words_for("pl", CONTACT) == words_for("en", CONTACT)
