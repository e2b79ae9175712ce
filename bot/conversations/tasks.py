"""Background work, on Huey: « drain conversation X », and a look for what was left behind."""

import uuid

from huey import crontab
from huey.contrib.djhuey import HUEY, db_periodic_task, db_task

from bot.conversations import clock, outbox, reopening, worker


@db_task(name="drain")
def drain(conversation_id: str) -> None:
    """Answers what is pending in a conversation and sends it; the queue holds its identifier alone."""
    worker.drain(uuid.UUID(conversation_id))
    again = outbox.deliver(uuid.UUID(conversation_id))
    if again:
        drain.schedule((conversation_id,), delay=max(1.0, (again - clock.now()).total_seconds()))


@db_periodic_task(crontab(minute="*"), name="sweep")
def sweep() -> None:
    """Asks again for what nobody answers or sends: a task lost with its worker, a lease run out, an opening."""
    reopening.put_back(clock.now())
    for conversation_id in {*worker.waiting_conversations(), *outbox.unsent_conversations()}:
        drain(str(conversation_id))


@HUEY.on_startup(name="sweep at start")
def _sweep_at_start() -> None:
    sweep()
