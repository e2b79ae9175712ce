"""CH2: personal data is refused, shorter each time; the general question beside it may be asked."""

from dataclasses import replace
from typing import Any

import pytest

from actions.refusal import ActionRefusePersonalData
from bot.charter.privacy import WORDS, Kind
from tests.actions.talk import ENVELOPE, Turned, play

QUESTION = {
    "read_intent": {"name": "question", "confidence": 0.9},
    "faq_decision": "answer",
    "faq_candidates": [{"id": "essai-un", "score": 0.97}, {"id": "essai-deux", "score": 0.01}],
}
"""A general question that the FAQ surely answers, read in what is left of the message."""


def refuse(message: dict[str, Any] | None = None, before: str | None = None) -> Turned:
    """A refusal of an allocataire number, after that refusal."""
    slots = {"refusal": before, "choices": [{"id": "essai-deux"}]}
    return play(ActionRefusePersonalData(), message, slots, replace(ENVELOPE, kinds=("ALLOC",)))


def test_it_is_refused_and_nothing_else() -> None:
    """The outcome is fixed, the page is named, what was offered before is withdrawn."""
    turned = refuse()
    assert turned.report["outcome"] == "refused_personal_data"
    assert turned.report["buttons"] == []
    assert turned.slots["reply"] == "refuse"
    assert turned.slots["choices"] is None
    assert turned.slots["contact_url"] == ENVELOPE.contact_url


@pytest.mark.parametrize(
    ("before", "now", "escalation"),
    [
        (None, "first", None),
        ("first", "second", None),
        ("second", "repeated", "personal_data_repeated"),
        ("repeated", "repeated", "personal_data_repeated"),
    ],
)
def test_each_refusal_is_another_one_and_the_third_is_escalated(
    before: str | None, now: str, escalation: str | None
) -> None:
    """The words are chosen by ``refusal``; from the third time on a person should look."""
    turned = refuse(before=before)
    assert turned.slots.get("refusal", before) == now
    assert turned.report["escalation"] == escalation


def test_a_general_question_beside_it_is_offered() -> None:
    """One button asks just that; the text names the entry."""
    turned = refuse(QUESTION)
    assert turned.report["buttons"] == [{"title": "Essai un", "payload": "faq:essai-un"}]
    assert turned.slots["reply"] == "refuse_and_offer"
    assert turned.slots["question"] == "Comment fait-on l’essai un ?"


@pytest.mark.parametrize(
    "doubt",
    [
        {"faq_decision": "clarify"},
        {"faq_decision": "unknown", "faq_candidates": []},
        {"read_intent": {"name": "personal_case", "confidence": 0.9}},
        {"read_intent": {"name": "complaint", "confidence": 0.9}},
        {"faq_candidates": [{"id": "essai-retire", "score": 0.99}]},
    ],
)
def test_in_doubt_nothing_is_offered(doubt: dict[str, Any]) -> None:
    """No button for a case, a complaint, an uncertain or a withdrawn entry."""
    turned = refuse(QUESTION | doubt)
    assert turned.report["buttons"] == []
    assert turned.slots["reply"] == "refuse"


def test_distress_beside_a_number_is_not_forgotten() -> None:
    """CD5: the refusal speaks first, then the numbers that help; a person is called at once."""
    turned = refuse({"read_intent": {"name": "distress", "confidence": 0.9}})
    assert turned.slots["reply"] == "refuse_and_help"
    assert turned.report["escalation"] == "distress"


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (("ALLOC",), "{ALLOC}"),
        (("ALLOC", "BIRTHDATE"), "{ALLOC} et {BIRTHDATE}"),
        (("NIR", "ALLOC", "PHONE"), "{ALLOC}, {NIR} et {PHONE}"),
    ],
)
def test_a_refusal_names_the_kinds(kinds: tuple[str, ...], said: str) -> None:
    """CH2: the citizen reads what kinds were seen, as a French list with articles."""
    turned = play(ActionRefusePersonalData(), envelope=replace(ENVELOPE, kinds=kinds))
    assert turned.slots["kinds"] == said.format(**{kind.value: WORDS[kind].the for kind in Kind})
    assert turned.report["kinds"] == sorted(kinds)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_can_be_named(kind: Kind) -> None:
    """No kind that the detector knows leaves the refusal without words."""
    turned = play(ActionRefusePersonalData(), envelope=replace(ENVELOPE, kinds=(kind.value,)))
    assert turned.slots["kinds"] == WORDS[kind].the


def test_what_rasas_own_wall_saw_is_named_too() -> None:
    """Kinds of the gate and of the pipeline are told together, each once."""
    turned = play(
        ActionRefusePersonalData(), {"kinds": ["PHONE", "ALLOC"]}, envelope=replace(ENVELOPE, kinds=("ALLOC",))
    )
    assert turned.report["kinds"] == ["ALLOC", "PHONE"]
