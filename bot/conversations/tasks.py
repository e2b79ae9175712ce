"""Background work, on Huey: « drain conversation X », and a look for what was left behind."""

import logging
import uuid

from huey import crontab
from huey.api import Task
from huey.contrib.djhuey import HUEY, db_periodic_task, db_task

from bot.config.queue import QUEUE_ERRORS
from bot.conversations import clock, handover, metrics, outbox, reopening, windows, worker
from bot.conversations.models import Conversation

logger = logging.getLogger(__name__)

RETRIES = 4
PATIENT_TRIES = 2
"""How many tries pass, some five seconds, before a citizen is told that Rasa does not answer."""


def ask_for_answers(conversation_id: str) -> None:
    """Has a conversation drained. Where the queue is down the row waits for the sweep: the message is not lost."""
    try:
        drain(conversation_id)
    except QUEUE_ERRORS as error:
        logger.error("the queue is down (%s): the sweep will ask again", type(error).__name__)


@db_task(name="drain", retries=RETRIES, retry_delay=1, retry_backoff=4, context=True)
def drain(conversation_id: str, task: Task) -> None:
    """Answers what is pending in a conversation and sends it; the queue holds its identifier alone.

    What fails is tried again after 1, 4, 16 and 64 seconds: a database restarts in less. Where it is Rasa that fails,
    the citizen is told at the third try.
    """
    conversation = uuid.UUID(conversation_id)
    worker.drain(conversation, patient=task.retries > RETRIES - PATIENT_TRIES, last_try=task.retries == 0)
    looks = [look for look in (worker.held_until(conversation), outbox.deliver(conversation)) if look]
    if looks:
        drain.schedule((conversation_id,), delay=max(1.0, (min(looks) - clock.now()).total_seconds()))


@db_task(name="take_back")
def take_back(conversation_id: str) -> None:
    """Has the assistant own a thread again that a person gave back."""
    for conversation in Conversation.objects.filter(id=conversation_id):
        handover.take_back(conversation)


@db_periodic_task(crontab(minute="*"), name="sweep")
def sweep() -> None:
    """Asks again for what nobody answers or sends: a task lost with its worker, a lease run out, an opening."""
    windows.escalate_closing(clock.now())
    reopening.put_back(clock.now())
    outbox.forget_other_clocks()
    for conversation_id in {*worker.waiting_conversations(), *outbox.unsent_conversations()}:
        drain(str(conversation_id))


@HUEY.on_startup(name="sweep at start")
def _sweep_at_start() -> None:
    metrics.listen()
    sweep()
