"""Background work of this room, on Huey."""

import logging

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from bot.config.queue import QUEUE_ERRORS
from bot.editing import nearness

logger = logging.getLogger(__name__)


def ask_for_comparison() -> None:
    """Has what waits compared. Where the queue is down the look of every minute does it: an editor goes on writing."""
    try:
        compare_waiting()
    except QUEUE_ERRORS as error:
        logger.error("the queue is down (%s): phrasings are compared later", type(error).__name__)


@db_task(name="compare")
def compare_waiting() -> None:
    """Compares the phrasings that wait."""
    nearness.compare_waiting()


@db_periodic_task(crontab(minute="*"), name="compare what is left")
def compare_left() -> None:
    """What a lost task left; nothing, most of the time."""
    nearness.forget_ended()
    nearness.compare_waiting()
