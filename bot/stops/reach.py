"""How far the stops in force reach: read by the worker for every message, so that a stop is obeyed at once."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from bot.stops.models import Stop


@dataclass(frozen=True, slots=True)
class Reach:
    """What is stopped for one page: the assistant altogether, or some entries and themes (identifiers)."""

    assistant: bool
    entries: tuple[str, ...]
    themes: tuple[str, ...]


def reach(page: str) -> Reach:
    """What is stopped now for a page."""
    found = list(in_force().exclude(Q(scope=Stop.Scope.PAGE) & ~Q(target=page)).values_list("scope", "target"))
    return Reach(
        assistant=any(scope in (Stop.Scope.PAGE, Stop.Scope.EVERYTHING) for scope, _ in found),
        entries=tuple(target for scope, target in found if scope == Stop.Scope.ENTRY),
        themes=tuple(target for scope, target in found if scope == Stop.Scope.THEME),
    )


def in_force() -> QuerySet[Stop]:
    """The stops that are not lifted."""
    return Stop.objects.filter(lifted_at=None)
