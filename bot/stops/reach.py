"""How far the stops in force reach: read by the worker for every message, so that a stop is obeyed at once."""

from collections.abc import Mapping
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
    found = list(_reaching(page).values_list("scope", "target"))
    return Reach(
        assistant=any(scope in (Stop.Scope.PAGE, Stop.Scope.EVERYTHING) for scope, _ in found),
        entries=tuple(target for scope, target in found if scope == Stop.Scope.ENTRY),
        themes=tuple(target for scope, target in found if scope == Stop.Scope.THEME),
    )


def withholding(page: str, given: Mapping[str, str]) -> Stop | None:
    """The stop that keeps an answer from leaving, if one does.

    Args:
        page: which it would leave from.
        given: the entries in it, each with its theme.
    """
    whole = Q(scope__in=(Stop.Scope.PAGE, Stop.Scope.EVERYTHING))
    entries = Q(scope=Stop.Scope.ENTRY, target__in=list(given))
    themes = Q(scope=Stop.Scope.THEME, target__in=list(given.values()))
    return _reaching(page).filter(whole | entries | themes).first()


def _reaching(page: str) -> QuerySet[Stop]:
    return in_force().exclude(Q(scope=Stop.Scope.PAGE) & ~Q(target=page))


def in_force() -> QuerySet[Stop]:
    """The stops that are not lifted."""
    return Stop.objects.filter(lifted_at=None)
