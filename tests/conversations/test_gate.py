"""The gate: past this wall no raw text exists (CH2)."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.channels.event import ATTACHMENTS, Event
from bot.charter.privacy import WORDS, Context, Kind
from bot.conversations.gate import MAX_CHARACTERS, Admitted, admit

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
NIR = "2 85 07 75 990 042 37"
"""Synthetic: department 75, a commune number that no commune has, and a key of chance."""


def say(text: str, context: Context | None = None) -> Admitted:
    """What the gate lets through of a message."""
    return admit(Event("web", "demo", "personne", "1", AT, text=text), context or Context())


@pytest.mark.parametrize("text", ["Bonjour, combien pour deux enfants ?", "l'Aah / la Mva", "  espaces  ", "🙂", ""])
def test_a_general_message_passes_as_it_is(text: str) -> None:
    """Without personal data nothing is changed but the spaces of an empty message."""
    admitted = say(text)
    assert admitted.text == text
    assert admitted.kinds == ()
    assert admitted.earlier_pieces == 0


def test_personal_data_is_erased_and_named() -> None:
    """The value is replaced by the mark of its kind, the words around it stay, the kind is noted."""
    admitted = say(f"mon numéro de sécu est le {NIR}, ai-je droit à l'Aah ?")
    assert admitted.text == f"mon numéro de sécu est le {WORDS[Kind.NIR].mark}, ai-je droit à l'Aah ?"
    assert admitted.kinds == ("NIR",)


def test_kinds_are_sorted_and_told_once() -> None:
    """Two numbers of one kind and one of another are two kinds, in a fixed order."""
    admitted = say("mon tel 06 39 98 00 01 ou 06 39 98 00 02, numéro allocataire 1234567")
    assert admitted.kinds == ("ALLOC", "PHONE")
    assert not any(digit in admitted.text for digit in "0123456789")


def test_a_bare_number_is_read_in_its_context() -> None:
    """Five digits alone are personal right after talk of the allocataire number, and plain digits otherwise."""
    before = say("Où trouver mon numéro d'allocataire ?")
    assert say("12345", before.context).kinds == ("ALLOC",)
    assert say("12345").kinds == ()


def test_a_number_in_pieces_is_told_with_its_pieces() -> None:
    """The message that completes a number says how many messages before held its beginning."""
    first = say("2 85 07")
    assert first.earlier_pieces == 0
    second = say("75 990 042", first.context)
    assert second.kinds == ("NIR",)
    assert second.earlier_pieces == 1
    third = say("37", second.context)
    assert third.kinds == ("NIR",)
    assert third.earlier_pieces == 2
    assert not any(digit in second.text + third.text for digit in "0123456789")


def test_a_long_message_is_cut() -> None:
    """What is beyond 20,000 characters is not read, stored or searched."""
    admitted = say("é" * (MAX_CHARACTERS - 1) + "x" + "numéro " + NIR)
    assert admitted.text == "é" * (MAX_CHARACTERS - 1) + "x"
    assert admitted.kinds == ()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/restart", "restart"),
        ("  /restart", "restart"),
        ("//restart", "restart"),
        ("／restart", "restart"),
        ('/inform{"a": "b"}', 'inform{"a": "b"}'),
        ("et/ou", "et/ou"),
        ("Rsa / Aah", "Rsa / Aah"),
    ],
)
def test_typed_text_is_never_a_command(typed: str, kept: str) -> None:
    """A leading slash, which Rasa takes for a direct intent, is taken away; a slash inside stays."""
    assert say(typed).text == kept


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="/／ \n\t\u00a0\u3000ab{", max_size=12))
@example("/ /restart")
@example("／ /restart")
def test_no_play_on_slashes_makes_a_command(typed: str) -> None:
    """However slashes and spaces are mixed, what Rasa strips and reads does not begin with a slash."""
    assert not say(typed).text.strip().startswith("/")


@st.composite
def nirs(draw: st.DrawFn) -> str:
    """Synthetic numbers: metropolitan departments, any commune and order, any key, usual separators."""
    department = draw(st.integers(1, 95).filter(lambda number: number != 20))
    groups = (
        draw(st.sampled_from("12")),
        f"{draw(st.integers(0, 99)):02}",
        f"{draw(st.integers(1, 12)):02}",
        f"{department:02}",
        f"{draw(st.integers(0, 999)):03}",
        f"{draw(st.integers(0, 999)):03}",
        f"{draw(st.integers(0, 97)):02}",
    )
    return draw(st.sampled_from(["", " ", ".", "-"])).join(groups)


@settings(deadline=None, max_examples=150)
@given(
    nirs(),
    st.sampled_from(["", "bonjour ", "mon numéro c'est ", "num sécu : "]),
    st.sampled_from(["", " merci", ", et mes droits ?"]),
)
def test_no_digit_of_a_nir_passes(number: str, before: str, after: str) -> None:
    """Whatever its key, its separators and the words around it, a NIR leaves no digit behind."""
    admitted = say(before + number + after)
    assert "NIR" in admitted.kinds
    assert not any(digit in admitted.text for digit in "0123456789")


@pytest.mark.parametrize("kind", ["", *sorted(ATTACHMENTS)])
def test_of_an_attachment_the_kind_is_noted(kind: str) -> None:
    """CH2: a photo of a letter is personal data; all that passes is that there was one."""
    event = Event("web", "demo", "personne", "1", AT, attachment=kind)
    assert admit(event, Context()).attachment == kind


@given(st.text(min_size=1, max_size=40).filter(lambda text: text not in ATTACHMENTS))
def test_an_attachment_is_never_more_than_its_kind(said: str) -> None:
    """A name or an address of a file that a channel lets through by mistake ends here."""
    event = Event("web", "demo", "personne", "1", AT, attachment=said)
    assert admit(event, Context()).attachment == "other"
