"""Trials one after the other, in the worker's queue: citizens' messages must find its other hands free."""

import logging
from datetime import datetime

from bot.config.apart import ApartError, run_apart
from bot.conversations import clock
from bot.trials.models import Trial

logger = logging.getLogger(__name__)


def run_waiting() -> int:
    """Runs what waits, oldest first, unless another hand of the worker is at it; returns how many were run."""
    done = 0
    while (trial := Trial.take(clock.now())) is not None:
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
