"""What the charter decides, whatever the FAQ holds: refusals, routes, silence, closed hours, courtesy."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from babel.dates import format_datetime
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.installation import default_envelope, faq
from actions.turn import Button, EventList, Turn, changed_slots, page_slots
from bot.charter.outcomes import Outcome
from bot.faq.choice import PAYLOAD_PREFIX

MEANWHILE_AT = 0.5
"""Probability from which a general entry is offered beside the way to « Contacter ma Caf »."""


class OutcomeAction(Action, ABC):
    """An action that only fixes the outcome; its utterance says the rest.

    Subclasses set ``outcome`` and their name.
    """

    outcome: ClassVar[Outcome]

    @abstractmethod
    def name(self) -> str:
        """The name in ``data/rules``; abstract, so that Rasa does not register this base."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> EventList:
        """Reports the outcome and sets the slots of the utterance."""
        turn = Turn.read(tracker, default_envelope())
        turn.report(dispatcher, self.outcome, buttons=self.buttons(turn))
        return page_slots(tracker, turn.envelope) + changed_slots(tracker, choices=None, **self.slots(turn))

    def buttons(self, turn: Turn) -> list[Button]:
        """Quick replies of this outcome."""
        return []

    def slots(self, turn: Turn) -> dict[str, object]:
        """What the utterance needs beside the page's names."""
        return {}


class ActionRefuseAttachment(OutcomeAction):
    """CH2: a photo of a letter is personal data; nothing is opened or kept."""

    outcome = Outcome.REFUSED_ATTACHMENT

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_refuse_attachment"


class ActionDistress(OutcomeAction):
    """CD5: the numbers that help come first, at every hour."""

    outcome = Outcome.DISTRESS

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_distress"


class ActionForbidden(OutcomeAction):
    """CD1: the rule, once and calmly."""

    outcome = Outcome.FORBIDDEN

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_forbidden"


class ActionStaySilent(OutcomeAction):
    """A community manager answers this conversation: the assistant says nothing."""

    outcome = Outcome.HUMAN_IN_CHARGE

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_stay_silent"


class ActionRouteHuman(OutcomeAction):
    """Somebody who asks for a person is shown how to reach one."""

    outcome = Outcome.ROUTED_HUMAN

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_route_human"


class ActionRouteComplaint(OutcomeAction):
    """CH6: to « Contacter ma Caf », without arguing."""

    outcome = Outcome.ROUTED_COMPLAINT

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_route_complaint"


class ActionRoutePersonal(OutcomeAction):
    """CH5, VR2: to « Contacter ma Caf » or a rendez-vous, and meanwhile the general entry, where there is one."""

    outcome = Outcome.ROUTED_PERSONAL

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_route_personal"

    def buttons(self, turn: Turn) -> list[Button]:
        """The likeliest entry, when it is likely enough to help."""
        if not turn.candidates or turn.candidates[0]["score"] < MEANWHILE_AT:
            return []
        entry = faq().get(turn.candidates[0]["id"])
        return [Button(entry.label, f"{PAYLOAD_PREFIX}{entry.id}")] if entry else []


class ActionSmallTalk(OutcomeAction):
    """Courtesy needs no knowledge."""

    outcome = Outcome.SMALL_TALK

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_small_talk"


class ActionClosed(OutcomeAction):
    """CH4: when the page answers again."""

    outcome = Outcome.CLOSED

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_closed"

    def slots(self, turn: Turn) -> dict[str, object]:
        """The next opening in words, in the page's local time; None when none is planned."""
        moment = turn.envelope.reopens
        if moment is None:
            return {"reopens_day": None, "reopens_hour": None}
        first_of_month = "1'er'" if moment.day == 1 else "d"
        minutes = " mm" if moment.minute else ""
        return {
            "reopens_day": format_datetime(moment, f"EEEE {first_of_month} MMMM", locale="fr"),
            "reopens_hour": format_datetime(moment, f"H 'h'{minutes}", locale="fr"),
        }
