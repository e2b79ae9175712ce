"""People: how long citizens wait for one, what is waiting now, who is there (AR5)."""

from collections.abc import Sequence

from babel.numbers import format_decimal
from django.db.models import Count

from bot.console import duty
from bot.console.statistics.handlings import REPLY_BOUNDS, Handlings, duty_hours
from bot.console.statistics.hiding import column
from bot.console.statistics.period import Period
from bot.console.statistics.table import Row, Table, columns, compared
from bot.console.texts import say
from bot.conversations.models import Escalation


def queue(served: Sequence[str]) -> Table:
    """What is open at this moment, by state, and how many people are on duty."""
    rows = Escalation.objects.filter(conversation__page__in=served, state__in=Escalation.OPEN)
    counts = {state.value: 0 for state in Escalation.OPEN} | dict(
        rows.order_by().values_list("state").annotate(Count("id"))
    )
    lines = [Row(say(f"states.{state}"), (count,)) for state, count in column(counts).items()]
    present = Row(say("statistics.on_duty"), (duty.present().count(),))
    return Table("queue", columns("label", "present"), [*lines, present])


def times(now: Handlings, before: Handlings, periods: tuple[Period, Period]) -> Table:
    """Medians of waiting, of the first reply and of handling; the team's hours of duty."""
    measures = (Handlings.waiting_minutes, Handlings.first_reply_minutes, Handlings.handling_minutes)
    rows = [
        Row(say(f"statistics.times.{measure.__name__}"), (_words(measure(now)), _words(measure(before))))
        for measure in measures
    ]
    hours = tuple(say("statistics.hours", count=_number(duty_hours(period))) for period in periods)
    return Table("times", columns("label", "count", "earlier"), [*rows, Row(say("statistics.times.duty"), hours)])


def first_replies(now: Handlings, before: Handlings) -> Table:
    """How soon a person answered."""
    order = [*REPLY_BOUNDS, "later", "none"]
    labels = {name: say(f"statistics.first_reply.{name}") for name in order}
    return compared("first_reply", now.by_first_reply(), before.by_first_reply(), labels, order)


def _words(minutes: float | None) -> str:
    return say("statistics.too_few") if minutes is None else say("statistics.minutes", count=_number(minutes))


def _number(value: float) -> str:
    return format_decimal(round(value), locale="fr_FR")
