"""Background work of this room, on Huey."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from bot.learning import regrouping


@db_periodic_task(crontab(hour="4", minute="20"), name="regroup every night")
def regroup_every_night() -> None:
    """After the purge: what is erased is not grouped."""
    regrouping.regroup()


@db_task(name="regroup")
def regroup() -> None:
    """When an editor asks for it."""
    regrouping.regroup()
