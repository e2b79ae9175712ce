"""The moment of a publication, as a form gives it."""

from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.timezone import get_current_timezone

from bot.console.texts import say
from bot.conversations import clock
from bot.editing.workflow import Refused


def moment(given: str) -> datetime | None:
    """The moment; None where none is given.

    Raises:
        Refused: it is none, or over.
    """
    if not given.strip():
        return None
    try:
        at = parse_datetime(given.strip())
    except ValueError:
        at = None
    if at is None:
        raise Refused(say("entries.bad_moment"))
    at = at if at.tzinfo else at.replace(tzinfo=get_current_timezone())
    if at <= clock.now():
        raise Refused(say("entries.past"))
    return at
