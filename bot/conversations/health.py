"""Is the installation alive, and ready to answer?"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from bot.conversations import rasa


@require_GET
def live(request: HttpRequest) -> JsonResponse:
    """The web process runs."""
    return JsonResponse({"live": True})


@require_GET
def ready(request: HttpRequest) -> JsonResponse:
    """Each part that an answer needs; 503 when one is down."""
    parts = {"database": _database(), "rasa": rasa.is_ready(), "actions": rasa.actions_are_ready()}
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM conversations_conversation LIMIT 1")
    except DatabaseError:
        return False
    return True
