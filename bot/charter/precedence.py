"""Which rule speaks when several could: the order of precedence, fixed (DESIGN, decision 7).

Rules decide, statistics suggest: the intent and the FAQ's decision are suggestions, taken only where no rule above
them speaks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Route(StrEnum):
    """Who answers a message; the names are those of the intents that ``data/rules`` maps to actions."""

    PERSONAL_DATA = "personal_data"
    DISTRESS = "distress"
    ATTACHMENT = "attachment"
    BLOCKED = "blocked"
    FORBIDDEN = "forbidden"
    HUMAN_IN_CHARGE = "human_in_charge"
    TOO_MANY = "too_many_messages"
    STOPPED = "assistant_stopped"
    PAGE_CLOSED = "page_closed"
    OTHER_LANGUAGE = "other_language"
    TOO_LONG = "too_long"
    HUMAN_REQUEST = "human_request"
    COMPLAINT = "complaint"
    PERSONAL_CASE = "personal_case"
    CHOICE = "choice"
    NO_CHOICE = "no_choice"
    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"
    QUESTION = "question"
    SMALL_TALK = "small_talk"
    UNKNOWN = "nlu_fallback"  # Rasa's own name for it


SMALL_TALK_INTENTS = frozenset({"greeting", "thanks", "goodbye", "who_are_you", "small_talk", "affirm", "deny"})
"""Intents that need no knowledge; each has its own words, under one route."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a message when its route is chosen.

    Attributes:
        personal_data: it held personal data.
        attachment: it is a photo, a file, a voice message, …: a photo of a letter is personal data (CH2). A sticker
            is none: it says something, as words do.
        blocked: the team listens to this person no longer, for a time.
        human_in_charge: a community manager has taken the conversation over.
        page_closed: it came outside working hours (CH4).
        too_many: its author writes faster than anybody reads, or the same thing again and again.
        stopped: the referent has stopped the assistant (CH10).
        too_long: it is longer than a question can be.
        other_language: it is not in French.
        intent: what the classifier read in it.
        said: what it answers to what the assistant has just asked, and nothing else: CHOICE, NO_CHOICE, HELPFUL or
            NOT_HELPFUL; None where it says something of its own.
        entry_found: the FAQ holds something to answer or to offer.
    """

    personal_data: bool
    attachment: bool
    blocked: bool
    human_in_charge: bool
    page_closed: bool
    too_many: bool
    stopped: bool
    too_long: bool
    other_language: bool
    intent: str
    said: Route | None
    entry_found: bool


PRECEDENCE: tuple[tuple[Route, Callable[[Signals], bool]], ...] = (
    (Route.PERSONAL_DATA, lambda s: s.personal_data),  # CH2: at every hour, whatever else is said
    (Route.DISTRESS, lambda s: s.intent == Route.DISTRESS),  # CD5: a life comes before a rule
    (Route.ATTACHMENT, lambda s: s.attachment),  # CH2: said at every hour; a caption in distress is answered first
    (Route.BLOCKED, lambda s: s.blocked),  # for a time, by a person's decision (CN8)
    (Route.FORBIDDEN, lambda s: s.intent == Route.FORBIDDEN),  # CD1
    (Route.HUMAN_IN_CHARGE, lambda s: s.human_in_charge),  # the assistant is silent beside a person
    (Route.TOO_MANY, lambda s: s.too_many),
    (Route.STOPPED, lambda s: s.stopped),  # CH10: before the hours, whose notice promises an answer
    (Route.PAGE_CLOSED, lambda s: s.page_closed),  # CH4
    (Route.OTHER_LANGUAGE, lambda s: s.other_language),
    (Route.TOO_LONG, lambda s: s.too_long),
    (Route.HUMAN_REQUEST, lambda s: s.intent == Route.HUMAN_REQUEST),
    (Route.COMPLAINT, lambda s: s.intent == Route.COMPLAINT),  # CH6
    (Route.PERSONAL_CASE, lambda s: s.intent == Route.PERSONAL_CASE),  # CH5
    (Route.CHOICE, lambda s: s.said is Route.CHOICE),  # a clarification in progress
    (Route.NO_CHOICE, lambda s: s.said is Route.NO_CHOICE),
    (Route.HELPFUL, lambda s: s.said is Route.HELPFUL),
    (Route.NOT_HELPFUL, lambda s: s.said is Route.NOT_HELPFUL),
    (Route.QUESTION, lambda s: s.entry_found and s.intent not in SMALL_TALK_INTENTS),
    (Route.SMALL_TALK, lambda s: s.intent in SMALL_TALK_INTENTS),
    (Route.UNKNOWN, lambda s: True),  # CH10: never a wrong answer, never silence
)


def route(signals: Signals) -> Route:
    """The first rule of :data:`PRECEDENCE` that speaks."""
    return next(route for route, speaks in PRECEDENCE if speaks(signals))
