"""What people closed in a period, and how long it took them (AR5)."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from statistics import median

from django.db.models import Q

from bot.console.models import Duty, HandlingRecord
from bot.console.statistics.hiding import LEAST
from bot.console.statistics.period import Period
from bot.conversations import clock

REPLY_BOUNDS = {"quarter": 15 * 60, "hour": 3600, "half_day": 4 * 3600, "day": 24 * 3600}
"""Seconds up to which a first reply counts as given within that time; ``later`` is what is left."""

DESCRIBED_BY = ("reason", "motive", "benefit", "result")
"""Fields of a record that say what it was."""


class Handlings:
    """Conversations that people closed: a few thousand a month at most, so they are read once."""

    def __init__(self, served: Sequence[str], period: Period) -> None:
        start, end = period.moments()
        rows = HandlingRecord.objects.filter(page__in=served, closed_at__gte=start, closed_at__lt=end)
        self._rows = list(
            rows.values_list("page", "waiting_seconds", "first_reply_seconds", "handling_seconds", *DESCRIBED_BY)
        )

    def by(self, name: str) -> Counter[str]:
        """By one of :data:`DESCRIBED_BY`."""
        place = DESCRIBED_BY.index(name) - len(DESCRIBED_BY)
        return Counter(str(row[place]) for row in self._rows)

    def by_first_reply(self) -> Counter[str]:
        """By the time to a person's first reply: keys of :data:`REPLY_BOUNDS`, ``later``, ``none``."""
        return Counter(_within(seconds) for _, _, seconds, *_ in self._rows)

    def waiting_minutes(self, page: str = "") -> float | None:
        """The median wait before somebody took the conversation; None where too few waited."""
        return _minutes([waiting for of, waiting, *_ in self._rows if page in ("", of)])

    def first_reply_minutes(self, page: str = "") -> float | None:
        """The median time from the escalation to a person's first reply; None where too few were answered."""
        return _minutes([reply for of, _, reply, *_ in self._rows if page in ("", of) and reply is not None])

    def handling_minutes(self) -> float | None:
        """The median time from taking to closing; None where too few were closed."""
        return _minutes([handling for _, _, _, handling, *_ in self._rows])


def duty_hours(period: Period) -> float:
    """Hours of duty of the whole team; what goes on counts until now."""
    start, end = period.moments()
    now = clock.now()
    rows = Duty.objects.filter(Q(ended_at=None) | Q(ended_at__gt=start), started_at__lt=end)
    spans = ((max(began, start), min(ended or now, end)) for began, ended in rows.values_list("started_at", "ended_at"))
    return sum((ended - began) / timedelta(hours=1) for began, ended in spans if ended > began)


def _within(seconds: int | None) -> str:
    if seconds is None:
        return "none"
    return next((name for name, bound in REPLY_BOUNDS.items() if seconds <= bound), "later")


def _minutes(seconds: Sequence[int]) -> float | None:
    return median(seconds) / 60 if len(seconds) >= LEAST else None
