"""What the service is measured by (AR2): one number a measure, comparable between periods, pages and objectives."""

from collections.abc import Mapping
from enum import StrEnum

from babel.numbers import format_decimal, format_percent

from bot.charter.outcomes import Outcome
from bot.console.statistics.contacts import QUESTIONS, Contacts
from bot.console.statistics.handlings import Handlings
from bot.console.statistics.hiding import share
from bot.console.statistics.repeats import Repeats
from bot.console.texts import say


class Measure(StrEnum):
    """A closed list; shares are in per cent, times in minutes (medians)."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    SATISFACTION = "satisfaction"
    REPEATED = "repeated"
    WAITING = "waiting"
    FIRST_REPLY = "first_reply"

    @property
    def label(self) -> str:
        """What is measured, in French."""
        return say(f"statistics.measures.{self.value}")

    @property
    def is_time(self) -> bool:
        """Whether it is in minutes."""
        return self in (Measure.WAITING, Measure.FIRST_REPLY)

    def is_reached(self, value: float, target: float) -> bool:
        """Whether a value meets its objective: shares of what is good from below, everything else from above."""
        return value >= target if self in (Measure.ANSWERED, Measure.SATISFACTION) else value <= target

    def words(self, value: float | None) -> str:
        """The value as French prints it; that there are too few where it is None."""
        if value is None:
            return say("statistics.too_few")
        if self.is_time:
            return say("statistics.minutes", count=format_decimal(round(value), locale="fr_FR"))
        return format_percent(value / 100, "#,##0.#\u00a0%", locale="fr_FR")


Values = Mapping[Measure, float | None]


def measured(contacts: Contacts, handlings: Handlings, repeats: Repeats, page: str = "") -> Values:
    """Every measure, of the pages counted or of one of them; None where too few contacts stand behind it."""
    outcomes, ratings = contacts.by_outcome(page), contacts.by_rating(page)
    questions = sum(outcomes[outcome.value] for outcome in QUESTIONS)
    return {
        Measure.ANSWERED: share(outcomes[Outcome.ANSWERED.value], questions),
        Measure.NOT_FOUND: share(outcomes[Outcome.NOT_FOUND.value], questions),
        Measure.SATISFACTION: share(ratings[True], ratings.total()),
        Measure.REPEATED: share(repeats.repeated(page), repeats.answered(page)),
        Measure.WAITING: handlings.waiting_minutes(page),
        Measure.FIRST_REPLY: handlings.first_reply_minutes(page),
    }
