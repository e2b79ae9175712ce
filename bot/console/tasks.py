"""Background work of the console, on Huey."""

from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from bot.console import retention
from bot.console.entries import publishing


@db_periodic_task(crontab(hour="3", minute="10"), name="purge")
def purge() -> None:
    """Every night."""
    retention.purge()


@db_periodic_task(crontab(minute="*"), name="entries")
def entries() -> None:
    """Every minute."""
    publishing.sweep()
