"""Is the installation alive, and ready to answer?"""

from functools import cache
from pathlib import Path

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from bot.config import environment
from bot.conversations import rasa
from bot.faq.live import LiveSnapshot
from bot.faq.problems import Problem


@require_GET
def live(request: HttpRequest) -> JsonResponse:
    """The web process runs."""
    return JsonResponse({"live": True})


@require_GET
def ready(request: HttpRequest) -> JsonResponse:
    """Each part that an answer needs; 503 when one is down.

    Beside them, files of the FAQ that cannot be served: what was served before them still is, so they are no reason
    to take the installation down, but an editor is waiting for their text to appear.
    """
    faq = _live_faq().get()
    parts = {
        "database": _database(),
        "rasa": rasa.is_ready(),
        "actions": rasa.actions_are_ready(),
        "faq": bool(faq.served),
    }
    told = [
        {"file": str(_below(problem)), "line": problem.line, "message": problem.message, "remedy": problem.remedy}
        for problem in faq.problems
    ]
    return JsonResponse(parts | {"faq_problems": told}, status=200 if all(parts.values()) else 503)


@cache
def _live_faq() -> LiveSnapshot:
    return LiveSnapshot(environment.path("CAF_FAQ_DIR"))


def _below(problem: Problem) -> Path:
    """The file's place in the FAQ: where the installation lies on the disk is nobody's business."""
    return problem.file.relative_to(environment.path("CAF_FAQ_DIR"))


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM conversations_conversation LIMIT 1")
    except DatabaseError:
        return False
    return True
