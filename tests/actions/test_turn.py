"""What an action knows of the turn."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from actions.turn import Turn, changed_slots
from tests.actions.talk import ENVELOPE, tracker

VALUES = st.none() | st.booleans() | st.text(max_size=5) | st.lists(st.integers(), max_size=2)
SLOTS = st.dictionaries(st.sampled_from(["reply", "answer", "choices", "kinds"]), VALUES)


def test_a_bare_message_makes_a_turn() -> None:
    """What the pipeline left out is empty, not an error."""
    turn = Turn.read(tracker(envelope=None), ENVELOPE)
    assert turn == Turn(ENVELOPE, "", 0.0, [], "", [], simple=False, several=None, text="", language=None, kinds=[])


def test_the_intent_is_the_one_that_was_read() -> None:
    """The route that took its place is not what the records keep; without a router the intent itself is."""
    routed = {
        "intent": {"name": "page_closed", "confidence": 0.4},
        "read_intent": {"name": "question", "confidence": 0.8},
    }
    turn = Turn.read(tracker(routed), ENVELOPE)
    assert (turn.intent, turn.confidence) == ("question", 0.8)
    turn = Turn.read(tracker({"intent": {"name": "question", "confidence": 0.4}}), ENVELOPE)
    assert (turn.intent, turn.confidence) == ("question", 0.4)


def test_an_intent_that_could_not_be_read_is_empty() -> None:
    """Rasa gives a null name and confidence where nothing was classified."""
    turn = Turn.read(tracker({"intent": {"name": None, "confidence": None}}), ENVELOPE)
    assert (turn.intent, turn.confidence) == ("", 0.0)


@given(SLOTS, SLOTS)
def test_only_what_differs_is_set(before: dict[str, Any], wanted: dict[str, Any]) -> None:
    """After the events every slot has its wanted value, and no event repeats what was there."""
    events = changed_slots(tracker(slots=before), **wanted)
    after = before | {event["name"]: event["value"] for event in events}
    assert all(after.get(name) == value for name, value in wanted.items())
    assert all(before.get(event["name"]) != event["value"] for event in events)
