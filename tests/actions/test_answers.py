"""Answers out of the FAQ, the clarifying question, and « I do not know »."""

from typing import Any

import pytest

from actions.answers import ActionAnswer, ActionNotFound
from tests.actions.talk import Turned, play

FEEDBACK = [{"title": "Oui", "payload": "feedback:yes"}, {"title": "Non", "payload": "feedback:no"}]
SIMPLE = {"title": "Version simple", "payload": "simple:essai-facile"}


def candidates(*names: str) -> list[dict[str, Any]]:
    """Candidates as the retriever leaves them, from likely to unlikely."""
    return [{"id": f"essai-{name}", "score": round(0.9 - 0.1 * rank, 2)} for rank, name in enumerate(names)]


def answer(*names: str, slots: dict[str, Any] | None = None, **message: Any) -> Turned:
    """The turn in which the FAQ is sure of its first candidate."""
    return play(ActionAnswer(), {"faq_decision": "answer", "faq_candidates": candidates(*names)} | message, slots)


def clarify(*names: str, **message: Any) -> Turned:
    """The turn in which the FAQ hesitates."""
    return play(ActionAnswer(), {"faq_decision": "clarify", "faq_candidates": candidates(*names)} | message)


def test_a_sure_candidate_is_answered() -> None:
    """The entry's text and all its links fill the utterance; the report names entry and benefit."""
    turned = answer("deux", "un")
    assert turned.report["outcome"] == "answered"
    assert turned.report["faq_id"] == "essai-deux"
    assert turned.report["benefit"] == "aide-deux"
    assert turned.report["buttons"] == FEEDBACK
    assert turned.slots["reply"] == "answer"
    assert turned.slots["answer"] == "Voici la réponse deux. Elle est assez longue pour être servie."
    assert turned.slots["links"] == "- Page deux\nhttps://caf.example/deux\n- Autre page\nhttps://caf.example/autre"


def test_an_answer_with_an_easy_version_has_a_button_for_it() -> None:
    """Beside the feedback's, and beside what else may be read."""
    assert answer("facile").report["buttons"] == [*FEEDBACK, SIMPLE]
    several = {"answered": ["essai-facile"], "offered": ["essai-un"]}
    buttons = answer("facile", faq_several=several).report["buttons"]
    assert [button["payload"] for button in buttons] == ["faq:essai-un", SIMPLE["payload"]]


def test_the_easy_version_is_given() -> None:
    """In the place of the answer, which a stop may keep back all the same; then the feedback alone is asked for."""
    turned = play(ActionAnswer(), {"chosen_entries": ["essai-facile"], "simple_version": True})
    assert turned.report["outcome"] == "answered"
    assert turned.report["faq_id"] == "essai-facile"
    assert turned.report["given"] == {"essai-facile": "essai"}
    assert turned.report["buttons"] == FEEDBACK
    assert turned.slots["answer"] == "En bref, un essai suffit."
    assert turned.slots["reply"] == "answer"


def test_the_easy_version_is_not_said_twice_nor_made_up() -> None:
    """The button of a platform stays where it was: who presses it again, or asks for none, is told so."""
    wanted = {"chosen_entries": ["essai-facile"], "simple_version": True}
    assert play(ActionAnswer(), wanted, {"answer": "En bref, un essai suffit."}).slots["reply"] == "again"
    assert play(ActionAnswer(), wanted | {"chosen_entries": ["essai-un"]}).slots["reply"] == "again"


def test_the_easy_version_of_an_entry_that_is_not_served_is_not_given() -> None:
    """As with any other answer (CN3)."""
    turned = play(ActionAnswer(), {"chosen_entries": ["essai-retire"], "simple_version": True})
    assert turned.report["outcome"] == "not_found"


def test_the_page_is_named_in_the_utterances() -> None:
    """Slots of the page are set from the envelope, and only where they change."""
    page = {
        "page_name": "Caf d’essai",
        "contact_url": "https://caf.example/contact",
        "appointment_url": "https://caf.example/rendez-vous",
    }
    assert page.items() <= answer("un").slots.items()
    assert not page.keys() & answer("un", slots=page).slots.keys()


def test_the_notice_comes_once_a_conversation() -> None:
    """CH7: that information decides nothing is said with the first answer, and not with the following ones."""
    slots: dict[str, Any] = {"notice_due": False, "notice_given": False}
    due = []
    for name in ("un", "deux", "trois"):
        slots |= answer(name, slots=slots).slots
        due.append(slots["notice_due"])
    assert due == [True, False, False]


def test_a_chosen_entry_is_answered_whatever_the_candidates() -> None:
    """A pressed button or « la deuxième » decides, not what the FAQ reads in the words."""
    for decision in ("answer", "clarify", "unknown"):
        turned = answer("un", chosen_entries=["essai-trois"], faq_decision=decision)
        assert turned.report["faq_id"] == "essai-trois"
        assert turned.report["outcome"] == "answered"


def test_an_answer_withdraws_the_choices_that_were_offered() -> None:
    """« 2 », typed after an answer, picks nothing any more."""
    assert answer("un", slots={"choices": [{"id": "essai-deux"}]}).slots["choices"] is None


@pytest.mark.parametrize("wanted", ["essai-retire", "essai-inconnu", "../../etc/passwd", ""])
def test_an_entry_that_is_not_served_is_not_answered(wanted: str) -> None:
    """An old button for an entry that was withdrawn or never was leads to a plain « not found » (CN3)."""
    turned = play(ActionAnswer(), {"chosen_entries": [wanted]}, {"choices": [{"id": "essai-retire"}]})
    assert turned.report["outcome"] == "not_found"
    assert turned.report["faq_id"] is None
    assert turned.slots["reply"] == "not_found"
    assert turned.slots["choices"] is None


def test_a_sure_candidate_that_was_withdrawn_is_not_answered() -> None:
    """An entry that was disabled since the index was made is not served."""
    assert answer("retire", "un").report["outcome"] == "not_found"


def test_likely_candidates_are_offered() -> None:
    """They come as numbered questions in the text and as buttons whose payload names the entry."""
    turned = clarify("trois", "un")
    assert turned.report["outcome"] == "clarified"
    assert turned.report["faq_id"] is None
    assert turned.report["buttons"] == [
        {"title": "Essai trois", "payload": "faq:essai-trois"},
        {"title": "Essai un", "payload": "faq:essai-un"},
    ]
    assert turned.slots["reply"] == "clarify"
    assert turned.slots["choices_text"] == "1. Comment fait-on l’essai trois ?\n2. Comment fait-on l’essai un ?"
    assert turned.slots["choices"] == [
        {"id": "essai-trois", "label": "Essai trois", "title": "Comment fait-on l’essai trois ?"},
        {"id": "essai-un", "label": "Essai un", "title": "Comment fait-on l’essai un ?"},
    ]


def test_three_are_offered_at_most() -> None:
    """A fourth candidate is not shown."""
    turned = clarify("trois", "un", "deux", "quatre")
    assert [button["payload"] for button in turned.report["buttons"]] == [
        "faq:essai-trois",
        "faq:essai-un",
        "faq:essai-deux",
    ]


def test_what_was_withdrawn_is_not_offered() -> None:
    """A disabled entry among the candidates is passed over, and nothing at all is left if it was the only one."""
    assert [choice["id"] for choice in clarify("retire", "un", "deux").slots["choices"]] == ["essai-un", "essai-deux"]
    assert clarify("retire").report["outcome"] == "not_found"
    assert clarify().report["outcome"] == "not_found"


def test_the_report_keeps_what_the_records_need() -> None:
    """Intent, confidence and candidates are reported as they were read."""
    turned = answer("un", read_intent={"name": "question", "confidence": 0.987654}, intent={"name": "choice"})
    assert turned.report["intent"] == "question"
    assert turned.report["confidence"] == 0.9877
    assert turned.report["candidates"] == [{"id": "essai-un", "score": 0.9}]
    assert turned.report["kinds"] == []


def test_not_found_is_said_plainly() -> None:
    """CH10: no entry, no answer, no button; the way to the Caf is in the utterance's slots."""
    turned = play(ActionNotFound(), {"faq_candidates": candidates("un")}, {"choices": [{"id": "essai-un"}]})
    assert turned.report["outcome"] == "not_found"
    assert turned.report["faq_id"] is None
    assert turned.report["buttons"] == []
    assert turned.slots["reply"] == "not_found"
    assert turned.slots["choices"] is None
    assert turned.slots["contact_url"] == "https://caf.example/contact"


def test_two_questions_are_answered_in_order() -> None:
    """Each has its title, its text and its link, in one message; the first one is the motive of the contact."""
    turned = answer("un", faq_several={"answered": ["essai-deux", "essai-trois"], "offered": []})
    assert turned.report["outcome"] == "answered"
    assert turned.report["faq_id"] == "essai-deux"
    assert turned.slots["reply"] == "both"
    assert turned.slots["title"] == "Comment fait-on l’essai deux ?"
    assert turned.slots["answer"].startswith("Voici la réponse deux.")
    assert turned.slots["other_title"] == "Comment fait-on l’essai trois ?"
    assert turned.slots["other_answer"].startswith("Voici la réponse trois.")
    assert turned.slots["other_links"] == (
        "- Page trois\nhttps://caf.example/trois\n- Autre page\nhttps://caf.example/autre"
    )


@pytest.mark.parametrize(
    "several",
    [
        {"answered": ["essai-deux", "essai-trois", "essai-un"], "offered": []},
        {"answered": ["essai-deux", "essai-trois"], "offered": ["essai-un"]},
        {"answered": ["essai-deux"], "offered": ["essai-trois", "essai-un", "essai-retire"]},
    ],
)
def test_of_many_questions_the_first_is_answered_and_the_others_offered(several: dict[str, list[str]]) -> None:
    """Three answers would not be read on a phone; one that is not sure is offered, not given."""
    turned = answer("un", faq_several=several)
    assert turned.slots["reply"] == "answer_first"
    assert turned.slots["answer"].startswith("Voici la réponse deux.")
    assert [button["payload"] for button in turned.report["buttons"]] == ["faq:essai-trois", "faq:essai-un"]
    assert [choice["id"] for choice in turned.slots["choices"]] == ["essai-trois", "essai-un"]
    assert not turned.slots.get("feedback_due")


def test_both_choices_can_be_chosen() -> None:
    """« les deux » is answered like two questions."""
    turned = answer("un", chosen_entries=["essai-un", "essai-deux"])
    assert (turned.slots["reply"], turned.slots["subject"]) == ("both", "essai-un")


def test_an_answer_is_not_given_twice_in_a_row() -> None:
    """The same entry again: it is named, what is near it is offered; later in the conversation it is given again."""
    given = {"reply": "answer", "subject": "essai-un"}
    turned = answer("un", "deux", slots=given)
    assert turned.report["outcome"] == "answered"
    assert turned.slots["reply"] == "again"
    assert turned.slots["title"] == "Comment fait-on l’essai un ?"
    assert [choice["id"] for choice in turned.slots["choices"]] == ["essai-deux"]
    assert "answer" not in turned.slots
    assert answer("un", slots=given | {"reply": "clarify"}).slots["reply"] == "answer"


def test_what_an_answer_leaves_for_the_next_turn() -> None:
    """Its entry is the subject, what may be meant instead is kept, and whether it helped is awaited."""
    turned = answer("un", "deux", "trois", text="essai")
    assert turned.slots["subject"] == "essai-un"
    assert turned.slots["asked"] == "essai"
    assert turned.slots["alternatives"] == ["essai-deux", "essai-trois"]
    assert turned.slots["feedback_due"] is True


def test_a_refusal_is_forgotten_when_the_next_answer_is_left_without_a_word() -> None:
    """Refusals in a row count; whoever asks on after an answer has not refused it."""
    assert answer("un", slots={"refusals": 1, "feedback_due": True}).slots["refusals"] == 0
    assert "refusals" not in answer("un", slots={"refusals": 1, "feedback_due": False}).slots


def test_a_message_without_an_envelope_is_answered() -> None:
    """``rasa shell`` sends no metadata: the installation's first page stands in."""
    turned = play(ActionAnswer(), {"faq_decision": "answer", "faq_candidates": candidates("un")}, envelope=None)
    assert turned.report["outcome"] == "answered"
    assert turned.slots["page_name"] == "Caf de démonstration"
