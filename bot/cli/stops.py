"""``stop`` and ``resume``: what the console's kill switch does, from a terminal; in the audit trail, too."""

import django

from bot.cli.errors import CommandError
from bot.cli.terminal import Tell
from bot.cli.texts import say


def switch(act: str, scope: str, target: str, tell: Tell, **details: str) -> None:
    """Stops or resumes an entry, a theme, a page or everything, and says what is stopped now.

    Args:
        act: ``stop`` or ``resume``.
        scope: a :class:`bot.stops.models.Stop.Scope`.
        target: what is meant; empty for everything.
        tell: says a line.
        details: the ``reason`` of a stop.

    Raises:
        CommandError: it was refused; the message says why.
    """
    django.setup()
    from bot.console import stops  # noqa: PLC0415 (after setup)
    from bot.stops import stopping  # noqa: PLC0415
    from bot.stops.models import Stop  # noqa: PLC0415
    from bot.stops.reach import in_force  # noqa: PLC0415

    try:
        getattr(stops, act)(Stop.Scope(scope), target, actor=None, **details)
    except stopping.StopRefusedError as error:
        raise CommandError(str(error)) from error
    tell(say(f"stops.done.{act}", what=stopping.name(Stop.Scope(scope), target)))
    for each in in_force():
        what = stopping.name(Stop.Scope(each.scope), each.target)
        tell(say("stops.in_force", what=what, reason=each.reason, by=each.stopped_by))
