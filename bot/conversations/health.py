"""Is the installation alive, and ready to answer? Where it is not, what is wrong and what to do about it."""

import shutil
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET
from redis import Redis
from redis.exceptions import RedisError

from bot.charter.outcomes import Outcome
from bot.config import environment, profile
from bot.config.texts import Texts
from bot.conversations import clock, metrics, rasa, served
from bot.conversations.models import InboxMessage, OutboxMessage
from bot.faq.problems import Problem

WAITING_TOO_LONG = 120.0
"""Seconds after which a message that waits means that no worker does its work: the sweep asks again each minute."""

UNSENT_TOO_LONG = 600.0
"""Seconds after which a reply that is not sent means that a platform is down, or slow for everybody."""

APOLOGIES = 3
APOLOGIES_WITHIN = timedelta(minutes=10)
"""So many replies that are apologies, so lately: Rasa runs and cannot answer, for want of its model or its actions."""

CLOCKS_APART = timedelta(seconds=60)
"""A message that comes from so far in the future shows a clock that was set back, or machines that disagree."""

LEAST_FREE_BYTES = 500 * 1024 * 1024
"""Free space in the data folder below which somebody should look, well before writing fails."""

_texts = Texts(Path(__file__).with_name("health.yml"))


@require_GET
def live(request: HttpRequest) -> JsonResponse:
    """The web process runs."""
    return JsonResponse({"live": True})


@require_GET
def ready(request: HttpRequest) -> JsonResponse:
    """Each part that an answer needs, 503 when one is down; ``problems`` says in French what is wrong and what to do.

    What does not stop answers is told there, too, without a 503: messages or replies that wait for long, clocks that
    disagree, apologies in the place of answers, a disk that fills up.
    Beside them, files of the FAQ that cannot be served: what was served before them still is, but an editor is waiting
    for their text to appear.
    """
    down = parts()
    alerts = _alerts() if down["database"] else {}
    alerts["disk"] = shutil.disk_usage(environment.path("CAF_DATA_DIR")).free > LEAST_FREE_BYTES
    problems = [
        {"part": part, "message": _texts.say(f"{part}.message"), "remedy": remedy(part)}
        for part, well in (down | alerts).items()
        if not well
    ]
    told = [
        {"file": str(_below(problem)), "line": problem.line, "message": problem.message, "remedy": problem.remedy}
        for problem in served.faq().get().problems
    ]
    status = 200 if all(down.values()) else 503
    return JsonResponse(down | {"problems": problems, "faq_problems": told}, status=status)


def parts() -> dict[str, bool]:
    """Each part that an answer needs, and whether it is there."""
    shared: Mapping[str, bool] = {"redis": _redis()} if environment.is_service() else {}
    return {
        "database": _database(),
        **shared,
        "rasa": rasa.is_ready(),
        "actions": rasa.actions_are_ready(),
        "faq": bool(served.faq().get().served),
    }


def remedy(part: str) -> str:
    """What to do about a part that is down, in French."""
    return _texts.say(f"{part}.remedy")


def _below(problem: Problem) -> Path:
    """The file's place in the FAQ: where the installation lies on the disk is nobody's business."""
    return problem.file.relative_to(environment.path("CAF_FAQ_DIR"))


def _alerts() -> dict[str, bool]:
    """What the database shows of the others, and whether it is well."""
    now = clock.now()
    newest = InboxMessage.objects.order_by("-id").values_list("received_at", flat=True).first()
    lately = OutboxMessage.objects.order_by("-id").values_list("outcome", "created_at")[:APOLOGIES]
    sorry = [at for outcome, at in lately if outcome == Outcome.FAILED and at > now - APOLOGIES_WITHIN]
    return {
        "queue": metrics.queue_age() < WAITING_TOO_LONG,
        "sending": metrics.unsent_age() < UNSENT_TOO_LONG,
        "clock": newest is None or newest < now + CLOCKS_APART,
        "apologies": len(sorry) < APOLOGIES,
    }


def _database() -> bool:
    """Whether it takes what is written: one that can only be read answers nobody."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE conversations_conversation SET page = page WHERE 1 = 0")
    except DatabaseError:
        return False
    return True


def _redis() -> bool:
    try:
        with Redis.from_url(profile.redis_url()) as client:
            return bool(client.ping())
    except RedisError:
        return False
