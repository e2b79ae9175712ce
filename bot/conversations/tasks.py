"""Background work, on Huey: « drain conversation X », and a look for what was left behind."""

import uuid

from huey import crontab
from huey.api import Task
from huey.contrib.djhuey import HUEY, db_periodic_task, db_task

from bot.conversations import clock, handover, outbox, reopening, worker
from bot.conversations.models import Conversation


@db_task(name="drain", retries=4, retry_delay=1, retry_backoff=4, context=True)
def drain(conversation_id: str, task: Task) -> None:
    """Answers what is pending in a conversation and sends it; the queue holds its identifier alone.

    What fails is tried again after 1, 4, 16 and 64 seconds.
    """
    worker.drain(uuid.UUID(conversation_id), last_try=task.retries == 0)
    again = outbox.deliver(uuid.UUID(conversation_id))
    if again:
        drain.schedule((conversation_id,), delay=max(1.0, (again - clock.now()).total_seconds()))


@db_task(name="take_back")
def take_back(conversation_id: str) -> None:
    """Has the assistant own a thread again that a person gave back."""
    for conversation in Conversation.objects.filter(id=conversation_id):
        handover.take_back(conversation)


@db_periodic_task(crontab(minute="*"), name="sweep")
def sweep() -> None:
    """Asks again for what nobody answers or sends: a task lost with its worker, a lease run out, an opening."""
    reopening.put_back(clock.now())
    for conversation_id in {*worker.waiting_conversations(), *outbox.unsent_conversations()}:
        drain(str(conversation_id))


@HUEY.on_startup(name="sweep at start")
def _sweep_at_start() -> None:
    sweep()
    # What a worker held that died just now can be taken once its lease has run out.
    sweep.schedule(delay=worker.LEASE_SECONDS + 1)
