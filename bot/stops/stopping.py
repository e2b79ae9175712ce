"""Stopping and resuming: what the console and the command line do (issue: the referent's kill switch)."""

from datetime import datetime

from django.db import IntegrityError, transaction

from bot.charter.privacy import WORDS, find
from bot.charter.typography import mend
from bot.config import environment
from bot.config.pages import pages
from bot.faq.entries import entry_files
from bot.stops.models import Stop
from bot.stops.reach import in_force
from bot.stops.texts import say

SEPARATOR = ":"
"""Between scope and target where both are one value, as in a form or on the command line."""


class StopRefusedError(Exception):
    """Nothing was stopped or resumed; the message says why, in French, to the person who tried."""


@transaction.atomic
def stop(scope: Stop.Scope, target: str, reason: str, *, by: str, at: datetime) -> Stop:
    """Stops an entry, a theme, a page or everything.

    Args:
        scope: how far it reaches.
        target: what is stopped; empty for everything.
        reason: why; mandatory, without personal data (CH2).
        by: who does it, by name.
        at: now.

    Raises:
        StopRefusedError: there is no such thing, no reason, personal data in it, or it is stopped already.
    """
    if target not in targets(scope):
        raise StopRefusedError(say("refused.unknown", target=target))
    why = mend(reason.strip())
    if not why:
        raise StopRefusedError(say("refused.no_reason"))
    if found := find(why):
        raise StopRefusedError(say("refused.personal", the=WORDS[found[0].kind].the))
    try:
        with transaction.atomic():
            return Stop.objects.create(scope=scope, target=target, reason=why, stopped_by=by, stopped_at=at)
    except IntegrityError:
        raise StopRefusedError(say("refused.already", what=name(scope, target))) from None


def resume(scope: Stop.Scope, target: str, *, by: str, at: datetime) -> Stop:
    """Lifts a stop.

    Raises:
        StopRefusedError: nothing of that name is stopped.
    """
    found = in_force().filter(scope=scope, target=target).first()
    if found is None or not in_force().filter(pk=found.pk).update(lifted_by=by, lifted_at=at):
        raise StopRefusedError(say("refused.not_stopped", what=name(scope, target)))
    found.refresh_from_db()
    return found


def targets(scope: Stop.Scope) -> list[str]:
    """What can be stopped: identifiers, sorted. Files are not opened: a broken one must not stand in the way."""
    if scope is Stop.Scope.EVERYTHING:
        return [""]
    if scope is Stop.Scope.PAGE:
        return sorted(pages())
    files = list(entry_files(environment.path("CAF_FAQ_DIR")))
    return sorted({file.stem if scope is Stop.Scope.ENTRY else file.parent.name for file in files})


def name(scope: Stop.Scope, target: str) -> str:
    """What is stopped, in French: « la page Caf de démonstration »."""
    page = pages().get(target) if scope is Stop.Scope.PAGE else None
    return say(f"names.{scope.value}", target=page.name if page else target)
