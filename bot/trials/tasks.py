"""Background work of the trials, on Huey."""

from huey.contrib.djhuey import db_task

from bot.trials import running


@db_task(name="trials")
def run_waiting() -> None:
    """Runs the trials that wait."""
    running.run_waiting()
