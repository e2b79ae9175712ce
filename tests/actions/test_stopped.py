"""What the referent has stopped is neither given nor offered, whichever way it would come (CH10)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from rasa_sdk import Action

from actions.answers import ActionAnswer
from actions.charter import ActionRoutePersonal
from actions.feedback import ActionHelped, ActionNotHelped
from actions.refusal import ActionRefusePersonalData
from tests.actions.talk import ENVELOPE, play

CANDIDATES = [{"id": f"essai-{name}", "score": score} for name, score in (("un", 0.9), ("deux", 0.05), ("trois", 0.04))]
FOUND = {"faq_candidates": CANDIDATES, "faq_decision": "answer", "intent": {"name": "question"}, "kinds": ["NIR"]}

WAYS: dict[str, tuple[Action, Mapping[str, Any], Mapping[str, Any]]] = {
    "sure": (ActionAnswer(), FOUND, {}),
    "just given": (ActionAnswer(), FOUND, {"reply": "answer", "subject": "essai-un"}),
    "choices": (ActionAnswer(), FOUND | {"faq_decision": "clarify"}, {}),
    "pressed before the stop": (ActionAnswer(), {"chosen_entries": ["essai-un"]}, {}),
    "easy version": (ActionAnswer(), {"chosen_entries": ["essai-un"], "simple_version": True}, {}),
    "one of several": (ActionAnswer(), FOUND | {"faq_several": {"answered": ["essai-un"], "offered": []}}, {}),
    "offered beside": (
        ActionAnswer(),
        FOUND | {"faq_several": {"answered": ["essai-deux"], "offered": ["essai-un"]}},
        {},
    ),
    "meanwhile": (ActionRoutePersonal(), FOUND, {}),
    "beside personal data": (ActionRefusePersonalData(), FOUND, {}),
    "after a no": (ActionNotHelped(), {}, {"alternatives": ["essai-un", "essai-deux"], "subject": "essai-trois"}),
}  # fmt: skip


@pytest.mark.parametrize("stopped", [{"stopped_entries": ("essai-un",)}, {"stopped_themes": ("essai",)}], ids=str)
@pytest.mark.parametrize("way", WAYS)
def test_a_stopped_entry_is_neither_given_nor_offered(way: str, stopped: dict[str, Any]) -> None:
    """It is without the stop, and is not with it."""
    action, message, slots = WAYS[way]

    def said(**envelope: Any) -> str:
        turned = play(action, message, slots, replace(ENVELOPE, **envelope))
        shown = [turned.slots.get(name) for name in ("answer", "title", "other_answer", "choices_text", "question")]
        return str([turned.report["faq_id"], turned.report["buttons"], shown])

    assert "essai-un" in said()
    assert "essai-un" not in said(**stopped)
    assert "essai un" not in said(**stopped)
    assert "réponse un" not in said(**stopped)


def test_what_is_not_stopped_is_still_offered() -> None:
    """Where the assistant hesitates, the other choices stay; where it was sure, it says that it found nothing."""
    envelope = replace(ENVELOPE, stopped_entries=("essai-un",))
    hesitant = play(ActionAnswer(), FOUND | {"faq_decision": "clarify"}, {}, envelope)
    assert [button["payload"] for button in hesitant.report["buttons"]] == ["faq:essai-deux", "faq:essai-trois"]
    sure = play(ActionAnswer(), FOUND, {}, envelope)
    assert (sure.report["outcome"], sure.slots["reply"]) == ("not_found", "not_found")


def test_whether_an_answer_helped_is_noted_though_it_was_stopped_since() -> None:
    envelope = replace(ENVELOPE, stopped_entries=("essai-un",))
    assert play(ActionHelped(), {}, {"subject": "essai-un"}, envelope).report["faq_id"] == "essai-un"
