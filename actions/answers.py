"""Answers out of the FAQ (CH3), the clarifying question, and « I do not know »."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.installation import default_envelope, faq
from actions.turn import Button, EventList, Turn, changed_slots, page_slots
from bot.charter.outcomes import Outcome
from bot.faq.choice import NO, PAYLOAD_PREFIX, SIMPLE_PREFIX, YES, feedback_labels, simple_label
from bot.faq.entries import Entry, where_next
from bot.faq.live import EmptyFaqError
from bot.faq.search import CHOICES, Decision

OFFERED_AT = 0.03
"""Probability below which a third choice only lengthens the list."""

BOTH = 2
"""How many questions of one message are answered at once; with more the first is, and the others are offered."""

FEEDBACK = tuple(Button(*button) for button in zip(feedback_labels(), (YES, NO), strict=True))
"""Quick replies to « Cela répond-il à votre question ? »."""


class ActionAnswer(Action):
    """Answers with one entry or two, or offers two or three, as the FAQ's decision says."""

    def __init__(self) -> None:
        with suppress(EmptyFaqError):
            faq().get("")  # the entries are read when the server starts, not while the first citizen waits

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> EventList:
        """Sets ``reply``, which chooses the utterance."""
        turn = Turn.read(tracker, default_envelope())
        return page_slots(tracker, turn.envelope) + self._reply(dispatcher, tracker, turn)

    def _reply(self, dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn) -> EventList:
        if turn.chosen:
            wanted = served(turn, turn.chosen)
            if wanted and turn.simple:
                return answer_simply(dispatcher, tracker, turn, wanted[0])
            return answer_all(dispatcher, tracker, turn, wanted) if wanted else not_found(dispatcher, tracker, turn)
        if turn.several and (sure := served(turn, turn.several["answered"])):
            return answer_all(dispatcher, tracker, turn, sure, served(turn, turn.several["offered"]))
        if turn.decision == Decision.ANSWER:
            return self._answer_likeliest(dispatcher, tracker, turn)
        offered = served(turn, _choices(turn))
        return clarify(dispatcher, tracker, turn, offered) if offered else not_found(dispatcher, tracker, turn)

    def _answer_likeliest(self, dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn) -> EventList:
        entry = next(iter(served(turn, [turn.candidates[0]["id"]])), None)
        if entry is None:
            return not_found(dispatcher, tracker, turn)
        just_given = tracker.get_slot("reply") == "answer" and tracker.get_slot("subject") == entry.id
        return (again if just_given else answer)(dispatcher, tracker, turn, entry)


class ActionNotFound(Action):
    """Says plainly that no answer was found (CH10): never a wrong one."""

    def name(self) -> str:
        """The name in ``data/rules``."""
        return "action_not_found"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> EventList:
        """Reports the outcome; the way to a human is in the utterance."""
        turn = Turn.read(tracker, default_envelope())
        return page_slots(tracker, turn.envelope) + not_found(dispatcher, tracker, turn)


def served(turn: Turn, entry_ids: Iterable[str]) -> list[Entry]:
    """The entries of these identifiers that are served now, and that the referent has not stopped."""
    found = (entry for entry in map(faq().get, entry_ids) if entry)
    return [entry for entry in found if not turn.envelope.withholds(entry.id, entry.theme)]


def answer_all(
    dispatcher: CollectingDispatcher,
    tracker: Tracker,
    turn: Turn,
    wanted: Sequence[Entry],
    offered: Sequence[Entry] = (),
) -> EventList:
    """One entry, two in one message, or the first one with the others offered."""
    first, *others = wanted
    if offered or len(wanted) > BOTH:
        return answer(dispatcher, tracker, turn, first, offered=[*others, *offered][:CHOICES])
    if not others:
        return answer(dispatcher, tracker, turn, first)
    return answer_both(dispatcher, tracker, turn, first, others[0])


def answer_both(
    dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, first: Entry, second: Entry
) -> EventList:
    """Two entries in one message, in order; the first is the motive of the contact."""
    turn.report(
        dispatcher, Outcome.ANSWERED, faq_id=first.id, given=(first, second), benefit=first.benefit, buttons=FEEDBACK
    )
    return _given(tracker, turn, first) + changed_slots(
        tracker,
        reply="both",
        title=first.title,
        other_title=second.title,
        other_answer=second.answer,
        other_links=where_next(second.links),
    )


def answer(
    dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, entry: Entry, *, offered: Sequence[Entry] = ()
) -> EventList:
    """One entry: its text, the pages to go on with, and once that it decides nothing (CH7).

    Then « Cela répond-il à votre question ? », or, where the message asked more, what else can be answered; beside
    them the button of the easy-to-read version, where there is one.
    """
    simpler = [Button(simple_label(), f"{SIMPLE_PREFIX}{entry.id}")] if entry.simple else []
    buttons = [*(to_buttons(offered) if offered else FEEDBACK), *simpler]
    turn.report(dispatcher, Outcome.ANSWERED, faq_id=entry.id, given=(entry,), benefit=entry.benefit, buttons=buttons)
    reply = changed_slots(tracker, reply="answer_first" if offered else "answer")
    return _given(tracker, turn, entry, offered) + reply


def answer_simply(dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, entry: Entry) -> EventList:
    """The easy-to-read version of an entry, unless there is none or it was given just before."""
    if not entry.simple or tracker.get_slot("answer") == entry.simple:
        return again(dispatcher, tracker, turn, entry)
    easy = replace(entry, answer=entry.simple)
    turn.report(dispatcher, Outcome.ANSWERED, faq_id=entry.id, given=(entry,), benefit=entry.benefit, buttons=FEEDBACK)
    return _given(tracker, turn, easy) + changed_slots(tracker, reply="answer")


def again(dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, entry: Entry) -> EventList:
    """The entry that was given just before: it is not said twice; what is near it is offered."""
    near = served(turn, alternatives(turn, entry))[:CHOICES]
    turn.report(dispatcher, Outcome.ANSWERED, faq_id=entry.id, benefit=entry.benefit, buttons=to_buttons(near))
    return offer_slots(tracker, near) + changed_slots(tracker, reply="again", title=entry.title, feedback_due=False)


def clarify(dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn, offered: Sequence[Entry]) -> EventList:
    """Two or three entries as numbered questions and as buttons; the next message may pick one."""
    turn.report(dispatcher, Outcome.CLARIFIED, buttons=to_buttons(offered))
    return offer_slots(tracker, offered) + changed_slots(tracker, reply="clarify", feedback_due=False, asked=turn.text)


def not_found(dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn) -> EventList:
    """No entry that is likely enough, or one that is no longer served."""
    turn.report(dispatcher, Outcome.NOT_FOUND)
    return changed_slots(tracker, reply="not_found", choices=None, feedback_due=False)


def to_buttons(offered: Iterable[Entry]) -> list[Button]:
    """One quick reply an entry."""
    return [Button(entry.label, f"{PAYLOAD_PREFIX}{entry.id}") for entry in offered]


def offer_slots(tracker: Tracker, offered: Sequence[Entry]) -> EventList:
    """What the utterances say of the choices, and what the next message may pick from; None where there are none."""
    listed = "\n".join(f"{number}. {entry.title}" for number, entry in enumerate(offered, start=1))
    choices = [{"id": entry.id, "label": entry.label, "title": entry.title} for entry in offered]
    return changed_slots(tracker, choices_text=listed or None, choices=choices or None)


def alternatives(turn: Turn, entry: Entry) -> list[str]:
    """What may be meant instead of an entry: the other candidates, likely ones first, then what it names as related."""
    likely = [candidate["id"] for candidate in turn.candidates if candidate["score"] >= OFFERED_AT]
    return [entry_id for entry_id in dict.fromkeys([*likely, *entry.related]) if entry_id != entry.id]


def _given(tracker: Tracker, turn: Turn, entry: Entry, offered: Sequence[Entry] = ()) -> EventList:
    """Slots of an answer. Whoever goes on without saying whether the last one helped has refused nothing."""
    chosen = bool(turn.chosen)
    refusals = 0 if tracker.get_slot("feedback_due") else tracker.get_slot("refusals") or 0
    return offer_slots(tracker, offered) + changed_slots(
        tracker,
        answer=entry.answer,
        links=where_next(entry.links),
        notice_due=not tracker.get_slot("notice_given"),
        notice_given=True,
        feedback_due=not offered,
        subject=entry.id,
        asked=tracker.get_slot("asked") if chosen else turn.text,
        alternatives=alternatives(turn, entry),
        refusals=refusals,
    )


def _choices(turn: Turn) -> list[str]:
    """The likeliest candidates: two at least, and a third that is not hopeless."""
    likely = [candidate for candidate in turn.candidates if candidate["score"] >= OFFERED_AT]
    return [candidate["id"] for candidate in (likely if len(likely) > 1 else turn.candidates[:2])[:CHOICES]]
