"""The present moment; in development it may be played (``CAF_CLOCK``), to see the page open or closed."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings

from bot.config import environment


def now() -> datetime:
    """The present moment, aware. With a played clock, time runs on from the moment it names."""
    return datetime.now(UTC) + _shift()


@cache
def _shift() -> timedelta:
    played = environment.value("CAF_CLOCK")
    if not played:
        return timedelta(0)
    if not environment.is_development():
        raise environment.ConfigurationError("CAF_CLOCK ne sert qu’en développement : retirez ce réglage.")
    try:
        moment = datetime.fromisoformat(played)
    except ValueError as error:
        raise environment.ConfigurationError(
            f"CAF_CLOCK illisible : « {played} ». Écrivez par exemple 2026-11-24T10:00."
        ) from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
    return moment - datetime.now(UTC)
