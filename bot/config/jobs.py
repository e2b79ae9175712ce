"""Heavy work that the worker does one after the other, each in a process of its own (:mod:`bot.config.apart`).

Citizens' messages must find the worker's other hands free: whatever waits, one hand of it is taken at the most by each
kind of job.
"""

from datetime import datetime, timedelta
from typing import Self

from django.db import models, transaction

from bot.config.apart import LIMIT_SECONDS

GIVEN_UP = timedelta(seconds=2 * LIMIT_SECONDS)
"""A job that runs longer lost its worker."""


class Job(models.Model):
    """One piece of such work.

    Attributes:
        state: how far it is.
        started_at: when the worker took it up.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    UNDER_WAY = (State.WAITING, State.RUNNING)

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    started_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    @transaction.atomic
    def take(cls, now: datetime) -> Self | None:
        """Takes up the job that waits and is last in the model's order; None where none waits, or one is running."""
        rows = cls._default_manager
        rows.filter(state=cls.State.RUNNING, started_at__lt=now - GIVEN_UP).update(state=cls.State.FAILED)
        under_way = list(rows.select_for_update().filter(state__in=cls.UNDER_WAY))
        if not under_way or any(job.state == cls.State.RUNNING for job in under_way):
            return None
        first = under_way[-1]
        first.state, first.started_at = cls.State.RUNNING, now
        first.save(update_fields=["state", "started_at"])
        return first
