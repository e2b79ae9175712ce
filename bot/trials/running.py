"""Trials one after the other, in the worker's queue: citizens' messages must find its other hands free."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from bot.config.apart import LIMIT_SECONDS, ApartError, run_apart
from bot.conversations import clock
from bot.trials.models import Trial

logger = logging.getLogger(__name__)

GIVEN_UP = timedelta(seconds=2 * LIMIT_SECONDS)
"""A trial that runs longer lost its worker."""


def run_waiting() -> int:
    """Runs what waits, oldest first, unless another hand of the worker is at it; returns how many were run."""
    done = 0
    while (trial := _take(clock.now())) is not None:
        run(trial)
        done += 1
    return done


def run(trial: Trial) -> None:
    """Runs one; what comes of it is in the row, its progress while it runs."""
    job = {"entry": trial.entry, "question": trial.question, "whole": trial.whole}
    try:
        for row in run_apart("bot.trials", job):
            Trial.objects.filter(pk=trial.pk).update(**row)
    except ApartError as error:
        logger.error("a trial failed (%s)", error)
        Trial.objects.filter(pk=trial.pk).update(state=Trial.State.FAILED)
    else:
        Trial.objects.filter(pk=trial.pk).update(state=Trial.State.DONE, progress=1.0)


def purge(before: datetime) -> int:
    """Deletes the trials that were asked for before a moment; returns how many."""
    return Trial.objects.filter(created_at__lt=before).delete()[0]


@transaction.atomic
def _take(now: datetime) -> Trial | None:
    Trial.objects.filter(state=Trial.State.RUNNING, started_at__lt=now - GIVEN_UP).update(state=Trial.State.FAILED)
    under_way = list(Trial.objects.select_for_update().filter(state__in=Trial.UNDER_WAY))
    if not under_way or any(trial.state == Trial.State.RUNNING for trial in under_way):
        return None
    first = under_way[-1]
    first.state, first.started_at = Trial.State.RUNNING, now
    first.save(update_fields=["state", "started_at"])
    return first
