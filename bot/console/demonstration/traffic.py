"""Contact records and records of what people handled, drawn by the weights of the script; always the same."""

import math
from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from bot.charter.escalations import Reason, reason_of
from bot.charter.hours import is_open
from bot.charter.outcomes import Outcome
from bot.config.pages import pages
from bot.console.closing import motive_of
from bot.console.models import HandlingRecord
from bot.conversations.handover import SAID_BESIDE_A_PERSON
from bot.conversations.models import ContactRecord

_SEED = 20261122
_ANSWERED_WITHIN = timedelta(milliseconds=90)
_RATED_AFTER = timedelta(minutes=1)
_WAITING_MINUTES, _REPLY_MINUTES, _HANDLING_MINUTES = 25, 6, 12
"""Medians of what people need, at work."""
_SPREAD = 0.8
"""Of the logarithm: some wait much longer than most."""


def draw(weights: Mapping[str, Any], now: datetime) -> None:
    """Writes the records of the days before a moment."""
    random = Random(_SEED)  # noqa: S311 (no secret)
    moments = list(_moments(weights, now, weights["contacts_a_day"], random))
    ContactRecord.objects.bulk_create(record for at in moments for record in _contacts(weights, at, random))
    moments = list(_moments(weights, now, weights["handlings_a_day"], random))
    HandlingRecord.objects.bulk_create(_handling(weights, at, random) for at in moments)


def _moments(weights: Mapping[str, Any], now: datetime, a_day: int, random: Random) -> Iterator[datetime]:
    zone = ZoneInfo(settings.TIME_ZONE)
    for back in range(weights["days"], -1, -1):
        day = (now - timedelta(days=back)).astimezone(zone).date()
        for _ in range(round(a_day * weights["weekdays"][day.weekday()] * random.uniform(0.85, 1.15))):
            at = time(int(_one(weights["hours"], random)), random.randrange(60), random.randrange(60))
            moment = datetime.combine(day, at, zone)
            if moment <= now:
                yield moment


def _contacts(weights: Mapping[str, Any], at: datetime, random: Random) -> Iterator[ContactRecord]:
    """A contact; and where it was an answer, sometimes what the citizen thought of it."""
    page, channel = _one(weights["pages"], random), _one(weights["channels"], random)
    outcome = Outcome(_one(weights["outcomes"], random))
    if outcome not in SAID_BESIDE_A_PERSON and not is_open(pages()[page], at):
        outcome = Outcome.CLOSED
    asked: Mapping[str, Any] = random.choices(weights["motives"], [row["weight"] for row in weights["motives"]])[0]
    answered = outcome is Outcome.ANSWERED
    motive, benefit = (asked["entry"], asked["benefit"]) if answered else (_MOTIVES.get(outcome, outcome.value), "")
    common = {"channel": channel, "page": page, "motive": motive, "benefit": benefit}
    yield _contact(at, outcome, **common)
    if answered and random.random() < weights["rated"]:
        helpful = random.random() < weights["helpful"]
        judged = Outcome.HELPED if helpful else Outcome.NOT_HELPED
        yield _contact(at + _RATED_AFTER, judged, helpful=helpful, **common)


_MOTIVES = {
    Outcome.CLARIFIED: "question", Outcome.NOT_FOUND: "question", Outcome.CLOSED: "page_closed",
    Outcome.ROUTED_HUMAN: "human_request", Outcome.ROUTED_COMPLAINT: "complaint",
    Outcome.ROUTED_PERSONAL: "personal_case", Outcome.REFUSED_PERSONAL_DATA: "personal_data",
    Outcome.REFUSED_ATTACHMENT: "attachment", Outcome.SMALL_TALK: "greeting",
}  # fmt: skip
"""The intents behind the outcomes: what a record says where no entry was served."""


def _contact(at: datetime, outcome: Outcome, **fields: Any) -> ContactRecord:
    milliseconds = round(_ANSWERED_WITHIN / timedelta(milliseconds=1))
    involved = outcome is Outcome.HUMAN_IN_CHARGE or reason_of(outcome) is not None
    return ContactRecord(
        started_at=at, ended_at=at + _ANSWERED_WITHIN, duration_ms=milliseconds, outcome=outcome.value,
        human_involved=involved, **fields,
    )  # fmt: skip


def _handling(weights: Mapping[str, Any], at: datetime, random: Random) -> HandlingRecord:
    waiting, reply, handling = (
        round(60 * random.lognormvariate(math.log(minutes), _SPREAD))
        for minutes in (_WAITING_MINUTES, _REPLY_MINUTES, _HANDLING_MINUTES)
    )
    reason = _one(weights["reasons"], random)
    return HandlingRecord(
        channel=_one(weights["channels"], random),
        page=_one(weights["pages"], random),
        reason=reason,
        motive=motive_of(Reason(reason)),
        benefit=random.choice(weights["motives"])["benefit"],
        escalated_at=at - timedelta(seconds=waiting + handling),
        closed_at=at,
        waiting_seconds=waiting,
        handling_seconds=handling,
        first_reply_seconds=waiting + min(reply, handling),
        result=_one(weights["results"], random),
    )


def _one(choices: Mapping[Any, float], random: Random) -> str:
    return str(random.choices(list(choices), list(choices.values()))[0])
