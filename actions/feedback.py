"""What follows « Cela répond-il à votre question ? » and choices of which none is right.

A first no offers what else may be meant; a second one shows the way to a person, and a person looks at why (CH10).
"""

from abc import ABC, abstractmethod
from typing import Any, TypedDict

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import offer_slots, served, to_buttons
from actions.installation import default_envelope, faq
from actions.turn import EventList, Turn, changed_slots, page_slots
from bot.charter.escalations import Reason
from bot.charter.outcomes import Outcome
from bot.faq.search import CHOICES


class _Rated(TypedDict):
    """The entry that the feedback is about, as a report names it."""

    faq_id: str | None
    benefit: str | None


class FeedbackAction(Action, ABC):
    """An action about the entry that was given last."""

    @abstractmethod
    def name(self) -> str:
        """The name in ``data/rules``; abstract, so that Rasa does not register this base."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> EventList:
        """Sets ``reply``, which chooses the utterance; the question counts as answered."""
        turn = Turn.read(tracker, default_envelope())
        events = page_slots(tracker, turn.envelope) + changed_slots(tracker, feedback_due=False)
        return events + self.reply(dispatcher, tracker, turn)

    @abstractmethod
    def reply(self, dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn) -> EventList:
        """Reports the outcome."""


class ActionHelped(FeedbackAction):
    """The answer was the right one: it is noted for the statistics (AR2)."""

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_helped"

    def reply(self, dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn) -> EventList:
        """Notes it, beside the entry that helped."""
        turn.report(dispatcher, Outcome.HELPED, helpful=True, **_rated(tracker))
        return changed_slots(tracker, refusals=0, choices=None)


class ActionNotHelped(FeedbackAction):
    """The answer was not the right one."""

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_not_helped"

    def reply(self, dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn) -> EventList:
        """The next candidates, once; then, or without any, « Contacter ma Caf » and a note for the editors."""
        refusals = (tracker.get_slot("refusals") or 0) + 1
        offered = served(turn, tracker.get_slot("alternatives") or [])[:CHOICES] if refusals == 1 else []
        if offered:
            turn.report(dispatcher, Outcome.CLARIFIED, buttons=to_buttons(offered), helpful=False, **_rated(tracker))
            return offer_slots(tracker, offered) + changed_slots(tracker, reply="clarify", refusals=refusals)
        turn.report(
            dispatcher, Outcome.NOT_HELPED, helpful=False, escalation=Reason.NOT_HELPFUL_TWICE, **_rated(tracker)
        )
        return changed_slots(tracker, reply="not_helped", refusals=0, choices=None)


class ActionNoChoice(FeedbackAction):
    """None of the choices is right."""

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_no_choice"

    def reply(self, dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn) -> EventList:
        """After an answer that did not help this is the second no; otherwise the question is asked in other words."""
        if tracker.get_slot("refusals"):
            turn.report(
                dispatcher, Outcome.NOT_HELPED, helpful=False, escalation=Reason.NOT_HELPFUL_TWICE, **_rated(tracker)
            )
            return changed_slots(tracker, reply="not_helped", refusals=0, choices=None)
        turn.report(dispatcher, Outcome.NOT_FOUND)
        return changed_slots(tracker, reply="reword", refusals=1, choices=None)


def _rated(tracker: Tracker) -> _Rated:
    entry = faq().get(tracker.get_slot("subject") or "")
    return _Rated(faq_id=entry.id if entry else None, benefit=entry.benefit if entry else None)
