"""The kill switch as people use it: each act is one transaction, and leaves an entry in the audit trail (CN1)."""

from collections.abc import Callable, Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from bot.console import audit
from bot.console.models import Account
from bot.console.texts import say
from bot.conversations import clock
from bot.stops import reach, stopping
from bot.stops.models import Stop


@transaction.atomic
def stop(scope: Stop.Scope, target: str, reason: str, actor: Account | None) -> Stop:
    """Stops something; ``actor`` is None on the command line.

    Raises:
        StopRefusedError: as :func:`bot.stops.stopping.stop`.
    """
    made = stopping.stop(scope, target, reason, by=_name(actor), at=clock.now())
    audit.record(actor, "stopped", made)
    return made


@transaction.atomic
def resume(scope: Stop.Scope, target: str, actor: Account | None) -> None:
    """Lifts a stop; ``actor`` is None on the command line.

    Raises:
        StopRefusedError: as :func:`bot.stops.stopping.resume`.
    """
    lifted = stopping.resume(scope, target, by=_name(actor), at=clock.now())
    audit.record(actor, "resumed", lifted)


def shown(request: HttpRequest) -> Mapping[str, Callable[[], QuerySet[Stop]]]:
    """Context processor: the stops in force, for every page of the console, so that nobody works on unaware of them.

    The table is read where a template asks, so never for a citizen's page.
    """
    return {"stops_in_force": reach.in_force}


def _name(actor: Account | None) -> str:
    return str(actor) if actor else say("stops.command_line")
