"""What follows « Cela répond-il à votre question ? »."""

from typing import Any

import pytest

from actions.feedback import ActionHelped, ActionNoChoice, ActionNotHelped
from tests.actions.talk import play

ANSWERED: dict[str, Any] = {
    "subject": "essai-un",
    "alternatives": ["essai-deux", "essai-retire", "essai-trois", "essai-quatre", "essai-un"],
    "feedback_due": True,
    "refusals": 0,
}


def test_a_yes_is_noted_with_the_entry_that_helped() -> None:
    """AR2: which answers help is counted; no more refusal stands."""
    turned = play(ActionHelped(), slots=ANSWERED | {"refusals": 1})
    assert turned.report["outcome"] == "helped"
    assert (turned.report["helpful"], turned.report["faq_id"], turned.report["benefit"]) == (
        True,
        "essai-un",
        "aide-un",
    )
    assert turned.slots["refusals"] == 0
    assert turned.slots["feedback_due"] is False


def test_a_no_offers_the_next_candidates() -> None:
    """Three at most, those that are served; the no is counted against the entry that was given."""
    turned = play(ActionNotHelped(), slots=ANSWERED)
    assert turned.report["outcome"] == "clarified"
    assert (turned.report["helpful"], turned.report["faq_id"]) == (False, "essai-un")
    assert turned.report["escalation"] is None
    assert [choice["id"] for choice in turned.slots["choices"]] == ["essai-deux", "essai-trois", "essai-quatre"]
    assert turned.slots["refusals"] == 1


@pytest.mark.parametrize("before", [ANSWERED | {"refusals": 1}, ANSWERED | {"alternatives": []}, {}])
def test_a_second_no_or_nothing_else_to_offer_shows_the_way_to_a_person(before: dict[str, Any]) -> None:
    """« Contacter ma Caf », and the team is told (CH10)."""
    turned = play(ActionNotHelped(), slots=before)
    assert turned.report["outcome"] == "not_helped"
    assert turned.report["escalation"] == "not_helpful_twice"
    assert turned.report["buttons"] == []
    assert turned.slots["reply"] == "not_helped"
    assert turned.slots["contact_url"]


def test_none_of_the_choices() -> None:
    """Once, other words are asked for; after a refusal it is the second no."""
    first = play(ActionNoChoice(), slots={"choices": [{"id": "essai-un"}]})
    assert (first.report["outcome"], first.slots["reply"], first.slots["choices"]) == ("not_found", "reword", None)
    second = play(ActionNoChoice(), slots=dict(first.slots) | {"choices": [{"id": "essai-un"}]})
    assert (second.report["outcome"], second.report["escalation"]) == ("not_helped", "not_helpful_twice")
