"""What an action knows of the turn, and how it reports what it did.

An action decides facts: the outcome, the entry, the buttons. It reports them in one JSON message, which travels
beside the text to the worker; the text itself is the utterance that ``data/rules`` names next, filled from slots.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.charter.envelope import Envelope
from bot.charter.escalations import Reason
from bot.charter.outcomes import Outcome
from bot.faq.entries import Entry
from bot.logs import tracing

logger = logging.getLogger(__name__)

EventList = list[dict[str, Any]]


class HasLatestMessage(Protocol):
    """The part of a tracker that a turn is read from."""

    latest_message: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Button:
    """A quick reply: what it says and what the worker gets when it is pressed."""

    title: str
    payload: str


@dataclass(frozen=True, slots=True)
class Turn:
    """The message being answered.

    Attributes:
        envelope: page, hour, kinds of personal data erased.
        intent: the intent that was read, before the charter's precedence.
        confidence: the classifier's, from 0 to 1.
        candidates: ``{"id", "score"}`` from likely to unlikely.
        decision: what the candidates allow (:class:`bot.faq.search.Decision`).
        chosen: the entries that the message picks among those offered before, in order.
        simple: whether the easy-to-read version of that entry is wanted.
        several: for a message that asks several questions, the entries that surely answer one (``answered``) and
            those that may answer the others (``offered``); else None.
        text: what was said, without personal data.
        language: ISO 639-1 code of a language other than French, else None.
        kinds: kinds of personal data seen by the gate or by Rasa's own wall.
    """

    envelope: Envelope
    intent: str
    confidence: float
    candidates: Sequence[Mapping[str, Any]]
    decision: str
    chosen: Sequence[str]
    simple: bool
    several: Mapping[str, Sequence[str]] | None
    text: str
    language: str | None
    kinds: Sequence[str]

    @classmethod
    def read(cls, tracker: HasLatestMessage, default: Envelope) -> "Turn":
        """The turn as Rasa's pipeline left it in the tracker's latest message."""
        message = tracker.latest_message
        envelope = Envelope.from_metadata(message.get("metadata"), default)
        read = message.get("read_intent") or message.get("intent") or {}
        return cls(
            envelope=envelope,
            intent=read.get("name") or "",
            confidence=float(read.get("confidence") or 0.0),
            candidates=message.get("faq_candidates") or [],
            decision=message.get("faq_decision") or "",
            chosen=message.get("chosen_entries") or [],
            simple=bool(message.get("simple_version")),
            several=message.get("faq_several"),
            text=message.get("text") or "",
            language=message.get("language"),
            kinds=sorted({*envelope.kinds, *(message.get("kinds") or ())}),
        )

    def report(
        self,
        dispatcher: CollectingDispatcher,
        outcome: Outcome,
        *,
        faq_id: str | None = None,
        given: Sequence[Entry] = (),
        benefit: str | None = None,
        buttons: Sequence[Button] = (),
        helpful: bool | None = None,
        escalation: Reason | None = None,
        silent: bool = False,
    ) -> None:
        """Sends the structured part of the reply; every action calls it once.

        Args:
            dispatcher: of this action.
            outcome: what was done with the message.
            faq_id: the entry that was given, or that ``helpful`` is about.
            given: the entries whose text is in the reply: a stop may still keep it from leaving.
            benefit: the benefit that it concerns.
            buttons: quick replies.
            helpful: whether the citizen says that an answer helped.
            escalation: why a person should look, beside what the outcome brings.
            silent: nothing is said, on purpose.
        """
        with tracing(self.envelope.trace):
            logger.info("%s is %s", self.envelope.trace, outcome.value)
        dispatcher.utter_message(
            json_message={
                "outcome": outcome.value,
                "intent": self.intent,
                "confidence": round(self.confidence, 4),
                "faq_id": faq_id,
                "given": {entry.id: entry.theme for entry in given},
                "benefit": benefit,
                "candidates": list(self.candidates),
                "buttons": [{"title": button.title, "payload": button.payload} for button in buttons],
                "kinds": list(self.kinds),
                "helpful": helpful,
                "escalation": escalation.value if escalation else None,
                "silent": silent,
            }
        )


def page_slots(tracker: Tracker, envelope: Envelope) -> EventList:
    """Sets what the utterances say of the page, where it is not set yet."""
    return changed_slots(
        tracker,
        page_name=envelope.page_name,
        contact_url=envelope.contact_url,
        appointment_url=envelope.appointment_url,
    )


def changed_slots(tracker: Tracker, **values: object) -> EventList:
    """``SlotSet`` events for the values that differ: an event costs each later turn of the conversation."""
    return [SlotSet(name, value) for name, value in values.items() if tracker.get_slot(name) != value]
