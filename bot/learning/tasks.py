"""Background work of this room, on Huey.

Grouping takes one of the worker's hands for as long as it lasts; the others are for citizens. So there is one at a
time, however often the button is pressed: what is asked for beside it is dropped. A worker that starts frees the lock
of one that was killed (``--flush-locks``).
"""

from huey import crontab
from huey.contrib.djhuey import HUEY, db_periodic_task, db_task

from bot.learning import regrouping

one_at_a_time = HUEY.lock_task("regroup")


@db_periodic_task(crontab(hour="4", minute="20"), name="regroup every night")
@one_at_a_time
def regroup_every_night() -> None:
    """After the purge: what is erased is not grouped."""
    regrouping.regroup()


@db_task(name="regroup")
@one_at_a_time
def regroup() -> None:
    """When an editor asks for it."""
    regrouping.regroup()
