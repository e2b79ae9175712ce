"""While the database cannot be written to, nothing is lost: whoever writes is asked to deliver again (CH10).

A platform that gets a 503 delivers its event again for hours (Meta, up to a day), and the web chat's page tries on and
says so; an acknowledgement of what is written nowhere would lose it, and a 500 looks like a fault of the event itself.
"""

import logging
from collections.abc import Callable
from typing import Final

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 5

OUTAGES: Final = (DatabaseError, InterfaceError)
"""What Django raises where the database is down, read only, or its disk full."""


def come_again() -> HttpResponse:
    """503 with « Retry-After »."""
    return HttpResponse(status=503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})


def outage(error: Exception) -> HttpResponse:
    """The same, where the database fails: said in the journal, without what the error quotes."""
    logger.error("the database fails (%s): asked to come again", type(error).__name__)
    return come_again()


class OutageMiddleware:
    """Asks whoever calls a view to come again where the database fails."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Called by Django."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Called by Django with what a view raised."""
        return outage(error) if isinstance(error, OUTAGES) else None
