"""Answers out of the FAQ (CH3), the clarifying question, and « I do not know »."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.installation import default_envelope, faq
from actions.turn import Button, EventList, Turn, changed_slots, page_slots
from bot.charter.outcomes import Outcome
from bot.faq.choice import PAYLOAD_PREFIX
from bot.faq.entries import Entry
from bot.faq.live import EmptyFaqError
from bot.faq.search import CHOICES, Decision

OFFERED_AT = 0.03
"""Probability below which a third choice only lengthens the list."""


class ActionAnswer(Action):
    """Answers with one entry, or offers two or three, as the FAQ's decision says."""

    def __init__(self) -> None:
        with suppress(EmptyFaqError):
            faq().get("")  # the entries are read when the server starts, not while the first citizen waits

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> EventList:
        """Sets ``reply`` to ``answer``, ``clarify`` or ``not_found``, which chooses the utterance."""
        turn = Turn.read(tracker, default_envelope())
        events = page_slots(tracker, turn.envelope)
        if turn.chosen or turn.decision == Decision.ANSWER:
            wanted = turn.chosen or turn.candidates[0]["id"]
            entry = faq().get(wanted)
            return events + (
                answer(dispatcher, tracker, turn, entry) if entry else not_found(dispatcher, tracker, turn)
            )
        offered = [entry for entry in map(faq().get, _choices(turn)) if entry]
        return events + (
            clarify(dispatcher, tracker, turn, offered) if offered else not_found(dispatcher, tracker, turn)
        )


class ActionNotFound(Action):
    """Says plainly that no answer was found (CH10): never a wrong one."""

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_not_found"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> EventList:
        """Reports the outcome; the way to a human is in the utterance."""
        turn = Turn.read(tracker, default_envelope())
        return page_slots(tracker, turn.envelope) + not_found(dispatcher, tracker, turn)


def answer(dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, entry: Entry) -> EventList:
    """One entry: its text, its first link as the source to go on with, and once that it decides nothing (CH7)."""
    turn.report(dispatcher, Outcome.ANSWERED, faq_id=entry.id, benefit=entry.benefit)
    return changed_slots(
        tracker,
        reply="answer",
        answer=entry.answer,
        source=f"{entry.links[0].title}\n{entry.links[0].url}",
        notice_due=not tracker.get_slot("notice_given"),
        notice_given=True,
        choices=None,
    )


def clarify(dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, offered: Sequence[Entry]) -> EventList:
    """Two or three entries as numbered questions and as buttons; the next message may pick one."""
    buttons = [Button(entry.label, f"{PAYLOAD_PREFIX}{entry.id}") for entry in offered]
    turn.report(dispatcher, Outcome.CLARIFIED, buttons=buttons)
    return changed_slots(
        tracker,
        reply="clarify",
        choices_text="\n".join(f"{number}. {entry.title}" for number, entry in enumerate(offered, start=1)),
        choices=[{"id": entry.id, "label": entry.label, "title": entry.title} for entry in offered],
    )


def not_found(dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn) -> EventList:
    """No entry that is likely enough, or one that is no longer served."""
    turn.report(dispatcher, Outcome.NOT_FOUND)
    return changed_slots(tracker, reply="not_found", choices=None)


def _choices(turn: Turn) -> list[str]:
    """The likeliest candidates: two at least, and a third that is not hopeless."""
    likely = [candidate for candidate in turn.candidates if candidate["score"] >= OFFERED_AT]
    return [candidate["id"] for candidate in (likely if len(likely) > 1 else turn.candidates[:2])[:CHOICES]]
