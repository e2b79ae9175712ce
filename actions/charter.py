"""What the charter decides, whatever the FAQ holds: refusals, routes, silence, closed hours, courtesy."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar

from babel.dates import format_datetime
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answers import offer_slots, served, to_buttons
from actions.installation import default_envelope
from actions.turn import EventList, Turn, changed_slots, page_slots
from bot.charter import helplines
from bot.charter.languages import words_for
from bot.charter.outcomes import Outcome
from bot.faq.entries import Entry

MEANWHILE_AT = 0.5
"""Probability from which a general entry is offered beside the way to « Contacter ma Caf »."""


class OutcomeAction(Action, ABC):
    """An action that only fixes the outcome; its utterance says the rest.

    Subclasses set ``outcome`` and their name. Slot ``reply`` becomes ``said``, ``offered`` where an entry is offered
    beside it, or ``silent`` where the same thing has been said already and must not be said again.
    """

    outcome: ClassVar[Outcome]

    @abstractmethod
    def name(self) -> str:
        """The name in ``data/rules``; abstract, so that Rasa does not register this base."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> EventList:
        """Reports the outcome and sets the slots of the utterance."""
        turn = Turn.read(tracker, default_envelope())
        silent = self.is_silent(tracker, turn)
        offered = [] if silent else self.offered(turn)
        turn.report(dispatcher, self.outcome, benefit=self.benefit(turn), buttons=to_buttons(offered), silent=silent)
        return (
            page_slots(tracker, turn.envelope)
            + offer_slots(tracker, offered)
            + changed_slots(tracker, **{"reply": _reply(silent, offered), "feedback_due": False} | self.slots(turn))
        )

    def is_silent(self, tracker: Tracker, turn: Turn) -> bool:
        """Whether nothing is to be said."""
        return False

    def offered(self, turn: Turn) -> list[Entry]:
        """Entries that are offered beside what is said."""
        return []

    def benefit(self, turn: Turn) -> str | None:
        """The benefit that the message is about, where that matters to whoever looks at it."""
        return None

    def slots(self, turn: Turn) -> dict[str, object]:
        """What the utterance needs beside the page's names; a ``reply`` here chooses other words."""
        return {}


class ActionRefuseAttachment(OutcomeAction):
    """CH2: a photo of a letter is personal data; nothing is opened or kept."""

    outcome = Outcome.REFUSED_ATTACHMENT

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_refuse_attachment"

    def slots(self, turn: Turn) -> dict[str, object]:
        """What came: a place or a card is no letter."""
        return {"attached": turn.envelope.attachment}


class ActionDistress(OutcomeAction):
    """CD5: the numbers that help come first, at every hour."""

    outcome = Outcome.DISTRESS

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_distress"

    def slots(self, turn: Turn) -> dict[str, object]:
        """The numbers that what was said calls for; what came with it is neither opened nor kept (CH2)."""
        beside: dict[str, object] = {"reply": "refuse_and_help"} if turn.envelope.holds_attachment else {}
        return {"helplines": helplines.lines(turn.text)} | beside


class ActionForbidden(OutcomeAction):
    """CD1: the rule, once and calmly; then silence. A person looks at it each time."""

    outcome = Outcome.FORBIDDEN

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_forbidden"

    def is_silent(self, tracker: Tracker, turn: Turn) -> bool:
        """The rule was told before in this conversation."""
        return bool(tracker.get_slot("rule_told"))

    def slots(self, turn: Turn) -> dict[str, object]:
        """It is told now at the latest."""
        return {"rule_told": True}


class ActionStayBlocked(OutcomeAction):
    """CN8: the team has blocked this person for a time; personal data and distress come before it."""

    outcome = Outcome.BLOCKED

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_stay_blocked"

    def is_silent(self, tracker: Tracker, turn: Turn) -> bool:
        """Always."""
        return True


class ActionStaySilent(OutcomeAction):
    """A community manager answers this conversation: the assistant says nothing."""

    outcome = Outcome.HUMAN_IN_CHARGE

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_stay_silent"

    def is_silent(self, tracker: Tracker, turn: Turn) -> bool:
        """Always."""
        return True


class ActionTooMany(OutcomeAction):
    """Somebody who writes faster than anybody reads, or the same again and again, is asked once to wait."""

    outcome = Outcome.TOO_MANY

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_too_many"

    def is_silent(self, tracker: Tracker, turn: Turn) -> bool:
        """The worker, which counts, says whether it was told."""
        return turn.envelope.silent


class ActionStopped(OutcomeAction):
    """CH10: the referent has stopped the assistant; whoever writes learns it, and how to reach the Caf."""

    outcome = Outcome.STOPPED

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_stopped"


class ActionTooLong(OutcomeAction):
    """A message of several pages is asked for its question."""

    outcome = Outcome.TOO_LONG

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_too_long"


class ActionOtherLanguage(OutcomeAction):
    """Somebody who writes in another language learns in it how to be helped."""

    outcome = Outcome.OTHER_LANGUAGE

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_other_language"

    def slots(self, turn: Turn) -> dict[str, object]:
        """The words in that language."""
        return {"foreign_words": words_for(turn.language or "", turn.envelope.contact_url)}


class RouteAction(OutcomeAction, ABC):
    """Shows the way to the Caf; whoever looks at it later sees which benefit it is about (AR1)."""

    def benefit(self, turn: Turn) -> str | None:
        """That of the likeliest entry."""
        return next((entry.benefit for entry in _likely(turn)), None)


class ActionRouteHuman(RouteAction):
    """Somebody who asks for a person is shown how to reach one."""

    outcome = Outcome.ROUTED_HUMAN

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_route_human"


class ActionRouteComplaint(RouteAction):
    """CH6: to « Contacter ma Caf », without arguing."""

    outcome = Outcome.ROUTED_COMPLAINT

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_route_complaint"


class ActionRoutePersonal(RouteAction):
    """CH5, VR2: to « Contacter ma Caf » or a rendez-vous, and meanwhile the general entry, where there is one."""

    outcome = Outcome.ROUTED_PERSONAL

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_route_personal"

    def offered(self, turn: Turn) -> list[Entry]:
        """The likeliest entry, when it is likely enough to help."""
        return _likely(turn)


class ActionSmallTalk(OutcomeAction):
    """Courtesy needs no knowledge."""

    outcome = Outcome.SMALL_TALK

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_small_talk"

    def slots(self, turn: Turn) -> dict[str, object]:
        """A sticker has words of its own."""
        return {"attached": turn.envelope.attachment}


class ActionClosed(OutcomeAction):
    """CH4: when the page answers again."""

    outcome = Outcome.CLOSED

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_closed"

    def is_silent(self, tracker: Tracker, turn: Turn) -> bool:
        """The worker, which knows what was told when, says whether it was told in this closed period."""
        return turn.envelope.silent

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


def _likely(turn: Turn) -> list[Entry]:
    """The likeliest entry, when it is likely enough to help; none otherwise."""
    likely = turn.candidates and turn.candidates[0]["score"] >= MEANWHILE_AT
    return served(turn, [turn.candidates[0]["id"]]) if likely else []


def _reply(silent: bool, offered: Sequence[Entry]) -> str:
    if silent:
        return "silent"
    return "offered" if offered else "said"
