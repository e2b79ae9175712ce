"""Every table of the dashboard, in the order in which it is read."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from bot.charter.escalations import Reason
from bot.charter.escalations import words as reasons
from bot.charter.outcomes import labels as outcome_labels
from bot.charter.page import WEEKDAYS
from bot.config.pages import pages
from bot.console.closing import benefits
from bot.console.statistics import waiting
from bot.console.statistics.contacts import Contacts
from bot.console.statistics.handlings import Handlings
from bot.console.statistics.hiding import column, shown
from bot.console.statistics.labels import benefit_labels, motive_labels
from bot.console.statistics.measures import Measure, Values, measured
from bot.console.statistics.objectives import attained, read_objectives, unusable
from bot.console.statistics.period import Period
from bot.console.statistics.repeats import Repeats
from bot.console.statistics.table import Row, Table, columns, compared
from bot.console.texts import choices, say
from bot.faq.problems import InvalidFileError


@dataclass(frozen=True)
class _Side:
    """One of the two periods; what is counted is counted once."""

    served: Sequence[str]
    period: Period

    @cached_property
    def contacts(self) -> Contacts:
        return Contacts(self.served, self.period)

    @cached_property
    def handlings(self) -> Handlings:
        return Handlings(self.served, self.period)

    @cached_property
    def hours(self) -> Mapping[datetime, int]:
        return self.contacts.by_local_hour()

    @cached_property
    def repeats(self) -> Repeats:
        return Repeats(self.served, self.period)

    @cached_property
    def values(self) -> Values:
        return measured(self.contacts, self.handlings, self.repeats)

    def values_of(self, page: str) -> Values:
        return measured(self.contacts, self.handlings, self.repeats, page)


def dashboard(served: Sequence[str], period: Period, other: Period) -> Iterator[Table]:
    """Every table.

    Args:
        served: identifiers of the pages to count.
        period: what is looked at.
        other: what it is compared with.
    """
    now, before = _Side(served, period), _Side(served, other)
    return (build(now, before) for build in _TABLES.values())


def one_table(key: str, served: Sequence[str], period: Period, other: Period) -> Table | None:
    """The table of that name alone; None where there is none."""
    build = _TABLES.get(key)
    return build(_Side(served, period), _Side(served, other)) if build else None


def _total(now: _Side, before: _Side) -> Table:
    counts = tuple(shown(side.contacts.total()) for side in (now, before))
    return Table("total", columns("label", "count", "earlier"), [Row(say("statistics.columns.contacts"), counts)])


def _objectives(now: _Side, before: _Side) -> Table:
    """The rest is shown while the file of the objectives is wrong."""
    try:
        return attained(read_objectives(), now.values, before.values)
    except InvalidFileError as error:
        return unusable(error)


def _outcomes(now: _Side, before: _Side) -> Table:
    return compared("outcome", now.contacts.by_outcome(), before.contacts.by_outcome(), outcome_labels())


def _compared_pages(now: _Side, before: _Side) -> Table:
    """The pages beside each other, by each measure."""
    counts = column({page: now.contacts.total(page) for page in now.served})
    rows = []
    for page in now.served:
        values = now.values_of(page)
        rows.append(Row(pages()[page].name, (counts[page], *(measure.words(values[measure]) for measure in Measure))))
    return Table("pages", [*columns("page", "contacts"), *(measure.label for measure in Measure)], rows)


def _pages(now: _Side, before: _Side) -> Table:
    names = {page.id: page.name for page in pages().values()}
    return compared("page", now.contacts.by_page(), before.contacts.by_page(), names)


def _benefits(now: _Side, before: _Side) -> Table:
    found, earlier = now.contacts.by_benefit(), before.contacts.by_benefit()
    return compared("benefit", found, earlier, benefit_labels(found.keys() | earlier.keys()))


def _motives(now: _Side, before: _Side) -> Table:
    found, earlier = now.contacts.by_motive(), before.contacts.by_motive()
    return compared("motive", found, earlier, motive_labels(found.keys() | earlier.keys()))


def _repeats(now: _Side, before: _Side) -> Table:
    found, earlier = now.repeats.by_entry(), before.repeats.by_entry()
    return compared("repeats", found, earlier, motive_labels(found.keys() | earlier.keys()))


def _ratings(now: _Side, before: _Side) -> Table:
    found, earlier = (
        {str(rating): count for rating, count in side.contacts.by_rating().items()} for side in (now, before)
    )
    labels = {str(rating): say(f"statistics.ratings.{'yes' if rating else 'no'}") for rating in (True, False)}
    return compared("rating", found, earlier, labels, list(labels))


def _involved(now: _Side, before: _Side) -> Table:
    found, earlier = (
        {str(involved): count for involved, count in side.contacts.by_human_involved().items()}
        for side in (now, before)
    )
    labels = {str(involved): say(f"statistics.human.{'yes' if involved else 'no'}") for involved in (False, True)}
    return compared("human", found, earlier, labels, list(labels))


def _weekdays(now: _Side, before: _Side) -> Table:
    return _by_time("weekday", now, before, lambda at: WEEKDAYS[at.weekday()], WEEKDAYS)


def _hours(now: _Side, before: _Side) -> Table:
    return _by_time("hour", now, before, lambda at: say("statistics.hour", hour=at.hour), _HOURS)


_HOURS = [say("statistics.hour", hour=hour) for hour in range(24)]


def _by_time(key: str, now: _Side, before: _Side, name: Callable[[datetime], str], order: Sequence[str]) -> Table:
    found, earlier = Counter[str](), Counter[str]()
    for counts, side in ((found, now), (earlier, before)):
        for at, count in side.hours.items():
            counts[name(at)] += count
    return compared(key, found, earlier, {}, order)


def _reasons(now: _Side, before: _Side) -> Table:
    labels = {reason.value: reasons()[reason].label for reason in Reason}
    return _handled("reason", "reason", now, before, labels)


def _handled_motives(now: _Side, before: _Side) -> Table:
    return _handled("handled_motive", "motive", now, before, choices("motives") | {"": say("statistics.no_motive")})


def _handled_benefits(now: _Side, before: _Side) -> Table:
    return _handled("handled_benefit", "benefit", now, before, benefits())


def _handled_results(now: _Side, before: _Side) -> Table:
    return _handled("handled_result", "result", now, before, choices("results"))


def _handled(key: str, field: str, now: _Side, before: _Side, labels: Mapping[str, str]) -> Table:
    return compared(key, now.handlings.by(field), before.handlings.by(field), labels)


_TABLES: Mapping[str, Callable[[_Side, _Side], Table]] = {
    "total": _total,
    "objectives": _objectives,
    "outcome": _outcomes,
    "pages": _compared_pages,
    "page": _pages,
    "motive": _motives,
    "benefit": _benefits,
    "repeats": _repeats,
    "rating": _ratings,
    "human": _involved,
    "weekday": _weekdays,
    "hour": _hours,
    "times": lambda now, before: waiting.times(now.handlings, before.handlings, (now.period, before.period)),
    "first_reply": lambda now, before: waiting.first_replies(now.handlings, before.handlings),
    "reason": _reasons,
    "handled_motive": _handled_motives,
    "handled_benefit": _handled_benefits,
    "handled_result": _handled_results,
    "queue": lambda now, before: waiting.queue(now.served),
}
"""What makes each table, in the order in which they are read."""
