"""What a message says to what the assistant has just asked, on Rasa's own messages and trackers."""

from typing import Any

import pytest
from rasa.shared.core.events import SlotSet
from rasa.shared.core.slots import AnySlot, BooleanSlot, TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.charter_router import CHOSEN, MAX_CHARACTERS, SIMPLE, CharterRouter

CHOICES = [
    {"id": "un", "label": "Étudiant et Apl", "title": "Un étudiant peut-il avoir l’Apl ?"},
    {"id": "deux", "label": "Colocation", "title": "Quelle aide en colocation ?"},
]


def routed(
    text: str, intent: str | dict[str, Any] = "question", slots: dict[str, Any] | None = None, **more: Any
) -> tuple[str, Any]:
    """The route of a message, and the entries that it picks."""
    message = understood(text, intent, slots, **more)
    return message.get("intent")["name"], message.get(CHOSEN)


def picked(text: str, slots: dict[str, Any] | None = None, **more: Any) -> tuple[str, Any, bool]:
    """The same of a question that the FAQ may answer, and whether the easy-to-read version is wanted."""
    message = understood(text, "question", slots, **{"faq_decision": "answer"} | more)
    return message.get("intent")["name"], message.get(CHOSEN), message.get(SIMPLE)


def understood(text: str, intent: str | dict[str, Any], slots: dict[str, Any] | None = None, **more: Any) -> Message:
    """A message after the router has read it."""
    known = [AnySlot("choices", mappings=[{}]), BooleanSlot("feedback_due", mappings=[{}])]
    tracker = DialogueStateTracker("essai", [*known, TextSlot("subject", mappings=[{}])])
    for name, value in (slots or {}).items():
        tracker.update(SlotSet(name, value))
    read = intent if isinstance(intent, dict) else {"name": intent, "confidence": 0.9}
    message = Message({"text": text, "intent": read, "faq_decision": "unknown"} | more)
    CharterRouter().process([message], tracker)
    return message


@pytest.mark.parametrize(
    ("said", "intent", "route", "chosen"),
    [
        ("2", "question", "choice", ["deux"]),
        ("les deux", "question", "choice", ["un", "deux"]),
        ("celui des étudiants", "question", "choice", ["un"]),
        ("aucun", "question", "no_choice", []),
        ("pas celles-ci voyons", "deny", "no_choice", []),
        ("merci", "thanks", "thanks", []),
        ("je veux contester", "complaint", "complaint", []),
    ],
)
def test_what_is_said_to_choices(said: str, intent: str, route: str, chosen: list[str]) -> None:
    """A pick, none of them, or something of its own."""
    assert routed(said, intent, {"choices": CHOICES}) == (route, chosen)


def test_a_yes_picks_the_only_choice() -> None:
    """Beside a personal case one entry is offered."""
    assert routed("oui", "affirm", {"choices": CHOICES[:1]}) == ("choice", ["un"])


@pytest.mark.parametrize(
    ("said", "intent", "route"),
    [
        ("oui", "affirm", "helpful"),
        ("c'est tout bon pour moi", "affirm", "helpful"),
        ("non", "deny", "not_helpful"),
        ("non, ce n'est pas ça", "correction", "not_helpful"),
        ("non, je parle de l'aah", "correction", "correction"),
        ("merci", "thanks", "thanks"),
    ],
)
def test_what_is_said_to_the_feedback_question(said: str, intent: str, route: str) -> None:
    """A correction that says what is meant is searched, not counted as a bare no."""
    assert routed(said, intent, {"feedback_due": True, "subject": "un"})[0] == route


@pytest.mark.parametrize(("said", "route"), [("oui", "affirm"), ("non", "deny")])
def test_nothing_was_asked(said: str, route: str) -> None:
    """A yes or a no to nothing is courtesy."""
    assert routed(said, route)[0] == route


@pytest.mark.parametrize(
    ("payload", "route", "chosen"),
    [
        ("faq:un", "choice", ["un"]),
        ("simple:un", "choice", ["un"]),
        ("feedback:yes", "helpful", []),
        ("feedback:no", "not_helpful", []),
    ],
)
def test_a_pressed_button_says_what_it_says(payload: str, route: str, chosen: list[str]) -> None:
    """Whatever its title looks like; the same words typed are words."""
    assert routed("Oui", "complaint", metadata={"choice": payload}) == (route, chosen)
    assert routed(payload, "out_of_scope") == ("out_of_scope", [])


@pytest.mark.parametrize("said", ["version simple", "Plus simple s'il vous plaît", "la version simple !"])
def test_the_easy_version_is_asked_for_in_words(said: str) -> None:
    """As its button says, of the entry that was given; where nothing was given they are words."""
    assert picked(said, slots={"subject": "un", "feedback_due": True}) == ("choice", ["un"], True)
    assert picked(said) == ("question", [], False)


def test_the_button_of_the_easy_version_wants_it() -> None:
    """The entry's own button does not."""
    assert picked("Version simple", metadata={"choice": "simple:un"})[2]
    assert not picked("Un", metadata={"choice": "faq:un"})[2]


def test_a_greeting_with_a_question_is_a_question() -> None:
    """« bonjour, comment demander l'Apl ? » is not answered with « bonjour »."""
    asked = "bonjour, comment demander l'Apl ?"
    assert routed(asked, "greeting", faq_decision="answer")[0] == "question"
    assert routed(asked, "greeting")[0] == "greeting"


@pytest.mark.parametrize(
    ("intent", "confidence", "route"),
    [
        ("forbidden", 0.6, "other_language"),
        ("forbidden", 0.9, "forbidden"),
        ("distress", 0.4, "other_language"),
        ("distress", 0.6, "distress"),
    ],
)
def test_how_sure_what_is_grave_must_be_in_another_language(intent: str, confidence: float, route: str) -> None:
    """« привіт » is a greeting, whatever it looks like to a classifier that was taught in French."""
    assert routed("привіт", {"name": intent, "confidence": confidence}, language="uk")[0] == route


def test_danger_is_heard_beside_a_question_and_in_other_languages() -> None:
    """CD5: before everything, although the classifier reads something else, or nothing."""
    assert routed("kocam beni dövüyor", "out_of_scope", language="tr")[0] == "distress"
    assert routed("Comment demander le Rsa, je veux mourir", "question", faq_decision="answer")[0] == "distress"


@pytest.mark.parametrize(
    ("metadata", "language", "intent", "route"),
    [
        ({}, "en", "question", "other_language"),
        ({}, "en", "distress", "distress"),
        ({"closed": True}, "en", "question", "page_closed"),
        ({"too_many": True, "closed": True}, None, "question", "too_many_messages"),
        ({"too_many": True}, None, "distress", "distress"),
        ({"kinds": ["NIR"], "too_many": True}, None, "question", "personal_data"),
        ({"attachment": "image"}, None, "question", "attachment"),
        ({"attachment": "image"}, None, "distress", "distress"),
        ({"attachment": "image", "kinds": ["NIR"]}, None, "distress", "personal_data"),
    ],
)
def test_circumstances(metadata: dict[str, Any], language: str | None, intent: str, route: str) -> None:
    """Safety first, whatever the pace, the hour and the language."""
    assert routed("essai", intent, metadata=metadata, language=language)[0] == route


@pytest.mark.parametrize("read", ["distress", "affirm", "deny", "question"])
@pytest.mark.parametrize("kind", ["image", "audio", "video", "file", "location", "contact", "other"])
def test_nothing_is_read_in_an_attachment_without_words(kind: str, read: str) -> None:
    """Whatever the classifier sees in an empty text."""
    assert routed("", read, metadata={"attachment": kind})[0] == "attachment"


STICKERS: list[tuple[str, dict[str, Any]]] = [("", {"attachment": "sticker"})]


@pytest.mark.parametrize(("text", "metadata"), [*STICKERS, ("👍", {}), ("👍🏽 ❤️", {}), ("🙏🙏", {})])
@pytest.mark.parametrize("slots", [{}, {"feedback_due": True, "subject": "un"}, {"choices": CHOICES}])
def test_a_thumb_up_is_thanks(text: str, metadata: dict[str, Any], slots: dict[str, Any]) -> None:
    """As a sticker or typed, whatever was asked and whatever the classifier sees in it."""
    assert routed(text, "distress", slots, metadata=metadata)[0] == "thanks"


@pytest.mark.parametrize(
    ("metadata", "route"), [({"human_in_charge": True}, "human_in_charge"), ({"closed": True}, "page_closed")]
)
def test_a_sticker_interrupts_nobody(metadata: dict[str, Any], route: str) -> None:
    """The assistant does not answer it beside a person, nor at night."""
    assert routed("", metadata={"attachment": "sticker"} | metadata)[0] == route


def test_many_signs_of_thanks_are_read_in_no_time() -> None:
    """A pattern that tries every way of sharing out the spaces would never end."""
    assert routed("👍   " * 400 + "comment ?", "question", faq_decision="answer")[0] == "question"


@pytest.mark.parametrize("text", ["👍 mais comment demander le rsa ?", "😭", "?", "1"])
def test_what_is_no_sign_of_thanks_is_read(text: str) -> None:
    assert routed(text, "question", faq_decision="answer")[0] == "question"


def test_a_message_of_several_pages_is_asked_for_its_question() -> None:
    """Up to the limit it is read."""
    assert routed("a" * MAX_CHARACTERS, "out_of_scope")[0] == "out_of_scope"
    assert routed("a" * (MAX_CHARACTERS + 1), "out_of_scope")[0] == "too_long"


@pytest.mark.parametrize(("confidence", "route"), [(0.29, "nlu_fallback"), (0.3, "distress"), (0.4, "distress")])
def test_distress_is_believed_before_it_is_certain(confidence: float, route: str) -> None:
    """A life comes before a better guess (CD5)."""
    ranking = [{"name": "question", "confidence": 0.6}, {"name": "distress", "confidence": confidence}]
    assert routed("je n'en peux plus de tout ça", "question", intent_ranking=ranking)[0] == route


def test_the_very_words_of_an_entry_are_in_scope() -> None:
    """An editor's new variant is served, whatever it looks like; a personal case stays one."""
    own: dict[str, Any] = {"faq_own_words": True, "faq_decision": "answer"}
    assert routed("la caf et les monos", "out_of_scope", **own)[0] == "question"
    assert routed("la caf et les monos", "forbidden", **own)[0] == "question"
    assert routed("la caf et les monos", "personal_case", **own)[0] == "personal_case"
    assert routed("la caf et les monos", "out_of_scope", faq_decision="answer")[0] == "out_of_scope"


@pytest.mark.parametrize(
    ("decision", "intent", "confidence", "route"),
    [
        ("unknown", "small_talk", 0.4, "small_talk"),
        ("clarify", "small_talk", 0.4, "question"),
        ("clarify", "small_talk", 0.6, "small_talk"),
        ("unknown", "out_of_scope", 0.4, "nlu_fallback"),
    ],
)
def test_doubtful_courtesy_is_believed_where_the_faq_holds_nothing(
    decision: str, intent: str, confidence: float, route: str
) -> None:
    """« quel temps de chien » is answered as the small talk that it may be, not with « je ne sais pas »."""
    read = {"name": intent, "confidence": confidence}
    assert routed("quel temps de chien", intent=read, faq_decision=decision)[0] == route


@pytest.mark.parametrize(
    ("confidences", "route"),
    [
        ({"question": 0.5, "personal_case": 0.3, "complaint": 0.1}, "personal_case"),
        ({"question": 0.5, "personal_case": 0.1, "complaint": 0.3}, "complaint"),
        ({"question": 0.7, "personal_case": 0.2, "complaint": 0.1}, "nlu_fallback"),
        ({"out_of_scope": 0.5, "personal_case": 0.4}, "out_of_scope"),
    ],
)
def test_what_costs_less_to_be_wrong_about_is_believed_sooner(confidences: dict[str, float], route: str) -> None:
    """CH5, CH6: likeliest is not all."""
    ranking = [{"name": name, "confidence": confidence} for name, confidence in confidences.items()]
    assert routed("je n'ai rien", next(iter(confidences)), intent_ranking=ranking)[0] == route
