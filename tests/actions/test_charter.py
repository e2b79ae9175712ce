"""What the charter decides, whatever the FAQ holds."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rasa_sdk import Action

from actions import charter
from bot.charter.outcomes import Outcome
from tests.actions.talk import ENVELOPE, Turned, play

PARIS = ZoneInfo("Europe/Paris")

ACTIONS: list[tuple[Action, str, Outcome]] = [
    (charter.ActionRefuseAttachment(), "action_refuse_attachment", Outcome.REFUSED_ATTACHMENT),
    (charter.ActionDistress(), "action_distress", Outcome.DISTRESS),
    (charter.ActionForbidden(), "action_forbidden", Outcome.FORBIDDEN),
    (charter.ActionStayBlocked(), "action_stay_blocked", Outcome.BLOCKED),
    (charter.ActionStaySilent(), "action_stay_silent", Outcome.HUMAN_IN_CHARGE),
    (charter.ActionRouteHuman(), "action_route_human", Outcome.ROUTED_HUMAN),
    (charter.ActionRouteComplaint(), "action_route_complaint", Outcome.ROUTED_COMPLAINT),
    (charter.ActionRoutePersonal(), "action_route_personal", Outcome.ROUTED_PERSONAL),
    (charter.ActionSmallTalk(), "action_small_talk", Outcome.SMALL_TALK),
    (charter.ActionClosed(), "action_closed", Outcome.CLOSED),
    (charter.ActionTooMany(), "action_too_many", Outcome.TOO_MANY),
    (charter.ActionStopped(), "action_stopped", Outcome.STOPPED),
    (charter.ActionTooLong(), "action_too_long", Outcome.TOO_LONG),
    (charter.ActionOtherLanguage(), "action_other_language", Outcome.OTHER_LANGUAGE),
]


@pytest.mark.parametrize(("action", "name", "outcome"), ACTIONS, ids=lambda value: str(getattr(value, "value", "")))
def test_each_action_has_its_name_and_its_outcome(action: Action, name: str, outcome: Outcome) -> None:
    """One report with the action's outcome; what was offered before is withdrawn; the page is named."""
    turned = play(action, slots={"choices": [{"id": "essai-un"}]})
    assert action.name() == name
    assert turned.report["outcome"] == outcome.value
    assert turned.report["faq_id"] is None
    assert turned.slots["choices"] is None
    assert turned.slots["contact_url"] == ENVELOPE.contact_url
    assert "answer" not in turned.slots


@pytest.mark.parametrize(("action", "name", "outcome"), ACTIONS, ids=lambda value: str(getattr(value, "value", "")))
def test_only_a_personal_case_comes_with_an_entry(action: Action, name: str, outcome: Outcome) -> None:
    """However likely an entry is, refusals, complaints and silence come without a button."""
    turned = play(action, {"faq_candidates": [{"id": "essai-un", "score": 0.99}]})
    assert bool(turned.report["buttons"]) == (outcome is Outcome.ROUTED_PERSONAL)


def meanwhile(*candidates: dict[str, Any]) -> Turned:
    """A personal case for which the FAQ has these candidates."""
    return play(charter.ActionRoutePersonal(), {"faq_candidates": list(candidates)})


def test_a_personal_case_is_offered_the_general_entry() -> None:
    """The likeliest entry is a button beside the way to « Contacter ma Caf »."""
    turned = meanwhile({"id": "essai-un", "score": charter.MEANWHILE_AT}, {"id": "essai-deux", "score": 0.3})
    assert turned.report["buttons"] == [{"title": "Essai un", "payload": "faq:essai-un"}]
    assert turned.slots["reply"] == "offered"
    assert turned.slots["choices_text"] == "1. Comment fait-on l’essai un ?"


@pytest.mark.parametrize(
    "candidates",
    [
        [],
        [{"id": "essai-un", "score": charter.MEANWHILE_AT - 0.01}],
        [{"id": "essai-retire", "score": 0.99}, {"id": "essai-un", "score": 0.9}],
        [{"id": "essai-inconnu", "score": 0.99}],
    ],
)
def test_an_unlikely_or_withdrawn_entry_is_not_offered(candidates: list[dict[str, Any]]) -> None:
    """Without a likely entry that is served, the way to the Caf is enough."""
    assert meanwhile(*candidates).report["buttons"] == []


@pytest.mark.parametrize(
    "action", [charter.ActionRouteHuman(), charter.ActionRouteComplaint(), charter.ActionRoutePersonal()]
)
def test_what_is_routed_says_which_benefit_it_is_about(action: Action) -> None:
    """AR1; silence and refusals say nothing of it."""
    candidates = {"faq_candidates": [{"id": "essai-un", "score": charter.MEANWHILE_AT}]}
    assert play(action, candidates).report["benefit"] == "aide-un"
    assert play(action).report["benefit"] is None
    assert play(charter.ActionForbidden(), candidates).report["benefit"] is None


@pytest.mark.parametrize(
    ("moment", "day", "hour"),
    [
        (datetime(2026, 11, 25, 9, tzinfo=PARIS), "mercredi 25 novembre", "9 h"),
        (datetime(2026, 12, 1, 8, 30, tzinfo=PARIS), "mardi 1er décembre", "8 h 30"),
        (datetime(2027, 1, 4, 14, 5, tzinfo=PARIS), "lundi 4 janvier", "14 h 05"),
        (datetime(2027, 8, 21, 0, tzinfo=ZoneInfo("Indian/Reunion")), "samedi 21 août", "0 h"),
        (datetime(2026, 11, 24, 23, 30, tzinfo=ZoneInfo("America/Martinique")), "mardi 24 novembre", "23 h 30"),
    ],
)
def test_the_next_opening_is_told_in_local_words(moment: datetime, day: str, hour: str) -> None:
    """CH4: day and hour by the page's own clock, as French writes them."""
    turned = play(charter.ActionClosed(), envelope=replace(ENVELOPE, closed=True, reopens=moment))
    assert (turned.slots["reopens_day"], " ".join(turned.slots["reopens_hour"].split())) == (day, hour)


def test_a_page_closed_for_good_announces_nothing() -> None:
    """Without a next opening, an earlier one that the conversation remembers is taken back."""
    earlier = {"reopens_day": "mercredi 25 novembre", "reopens_hour": "9 h"}
    turned = play(charter.ActionClosed(), slots=earlier, envelope=replace(ENVELOPE, closed=True))
    assert turned.slots["reopens_day"] is None
    assert turned.slots["reopens_hour"] is None


def test_the_rule_is_told_once_then_silence() -> None:
    """CD1: a second insult gets no reply, and is reported all the same."""
    first = play(charter.ActionForbidden())
    assert (first.slots["reply"], first.report["silent"]) == ("said", False)
    second = play(charter.ActionForbidden(), slots=dict(first.slots))
    assert (second.slots["reply"], second.report["silent"]) == ("silent", True)
    assert second.report["outcome"] == "forbidden"


@pytest.mark.parametrize("action", [charter.ActionClosed(), charter.ActionTooMany()], ids=["closed", "too many"])
def test_what_was_told_is_not_told_again(action: Action) -> None:
    """The worker knows what was told when; the action keeps silent where it says so."""
    assert play(action).slots["reply"] == "said"
    turned = play(action, envelope=replace(ENVELOPE, silent=True))
    assert (turned.slots["reply"], turned.report["silent"]) == ("silent", True)


def test_the_numbers_are_those_of_what_is_said() -> None:
    """CD5: a person without a home reads 115 first, not a page of numbers."""
    turned = play(charter.ActionDistress(), {"text": "on dort dans la voiture avec le bébé"})
    assert "115" in turned.slots["helplines"]
    assert "3919" not in turned.slots["helplines"]


@pytest.mark.parametrize(
    ("attachment", "reply"),
    [(None, "said"), ("sticker", "said"), ("image", "refuse_and_help"), ("audio", "refuse_and_help")],
)
def test_distress_beside_a_picture_is_helped_first(attachment: str | None, reply: str) -> None:
    """CD5: the numbers; then that the picture was neither opened nor kept (CH2)."""
    envelope = replace(ENVELOPE, attachment=attachment)
    turned = play(charter.ActionDistress(), {"text": "je veux mourir"}, envelope=envelope)
    assert turned.report["outcome"] == "distress"
    assert turned.slots["reply"] == reply
    assert "3114" in turned.slots["helplines"]


@pytest.mark.parametrize("action", [charter.ActionRefuseAttachment(), charter.ActionSmallTalk()])
def test_what_came_chooses_the_words(action: Action) -> None:
    """A place is no letter; the next « merci » is no sticker."""
    turned = play(action, envelope=replace(ENVELOPE, attachment="location"))
    assert turned.slots["attached"] == "location"
    assert play(action, slots=dict(turned.slots)).slots["attached"] is None


def test_another_language_is_answered_in_it() -> None:
    """The words are those of the language, with the page's own address."""
    turned = play(charter.ActionOtherLanguage(), {"language": "es"})
    assert "francés" in turned.slots["foreign_words"]
    assert ENVELOPE.contact_url in turned.slots["foreign_words"]
