"""CH2: a message with personal data is refused; what is said beside it is not lost.

A general question may be asked again with one button; a person in distress is given the numbers that help (CD5).
"""

from typing import Any

from babel.lists import format_list
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import served
from actions.installation import default_envelope
from actions.turn import Button, EventList, Turn, changed_slots, page_slots
from bot.charter import helplines
from bot.charter.escalations import Reason
from bot.charter.outcomes import Outcome
from bot.charter.precedence import Route
from bot.charter.privacy import WORDS, Kind
from bot.faq.choice import PAYLOAD_PREFIX
from bot.faq.entries import Entry
from bot.faq.search import Decision

NEXT = {None: "first", "first": "second", "second": "repeated", "repeated": "repeated"}
"""Which refusal of the conversation it is, by the one before: each is shorter, the last is escalated."""


class ActionRefusePersonalData(Action):
    """Names the kinds that were seen, never a value."""

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_refuse_personal_data"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> EventList:
        """Sets ``refusal``, which chooses the words, and ``reply``, which adds what is said after them."""
        turn = Turn.read(tracker, default_envelope())
        refusal = NEXT[tracker.get_slot("refusal")]
        question = _question_beside(turn)
        reply, escalation = "refuse", Reason.PERSONAL_DATA_REPEATED if refusal == "repeated" else None
        if turn.intent == Route.DISTRESS:
            reply, escalation = "refuse_and_help", Reason.DISTRESS
        elif question:
            reply = "refuse_and_offer"
        turn.report(
            dispatcher,
            Outcome.REFUSED_PERSONAL_DATA,
            buttons=[Button(question.label, f"{PAYLOAD_PREFIX}{question.id}")] if question else (),
            escalation=escalation,
        )
        return page_slots(tracker, turn.envelope) + changed_slots(
            tracker,
            reply=reply,
            refusal=refusal,
            kinds=format_list([WORDS[Kind(kind)].the for kind in turn.kinds], locale="fr"),
            question=question.title if question else None,
            helplines=helplines.lines(turn.text) if reply == "refuse_and_help" else tracker.get_slot("helplines"),
            choices=None,
            feedback_due=False,
        )


def _question_beside(turn: Turn) -> Entry | None:
    """The entry that answers what is left of the message, when it clearly is a general question of its own."""
    if turn.intent != Route.QUESTION or turn.decision != Decision.ANSWER:
        return None
    return next(iter(served(turn, [turn.candidates[0]["id"]])), None)
