"""What editors find: a change that waits for approval, a trial, questions that nobody could answer.

Groups of questions and trials need the encoder: the worker makes them, as soon as it runs.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from bot.conversations import clock
from bot.editing import workflow
from bot.learning import tasks as learning
from bot.trials import tasks as trials
from bot.trials.models import Trial


def play(content: Mapping[str, Any]) -> None:
    """Writes the drafts, which change no file, and asks for the rest."""
    for draft in content["drafts"]:
        current = workflow.current(draft["entry"])
        workflow.save(draft["entry"], current.mark, current.content | draft["changes"], draft["by"])
        workflow.submit(draft["entry"], draft["comment"])
    Trial.objects.bulk_create(Trial(**trial, created_at=clock.now()) for trial in content["trials"])
    for ask in (learning.regroup, trials.run_waiting):
        transaction.on_commit(ask)
