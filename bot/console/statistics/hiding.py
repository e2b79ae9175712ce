"""What is hidden: a small number may tell of one person (AR1, « naming nobody »)."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

LEAST = 5
"""Below this a number is hidden; none at all is no secret."""

Key = TypeVar("Key", bound=Hashable)


def shown(count: int) -> int | None:
    """The number, None where it is hidden."""
    return count if count >= LEAST or count == 0 else None


def column(counts: Mapping[Key, int]) -> dict[Key, int | None]:
    """The numbers of one column of a table whose total is known, None where one is hidden.

    A single hidden number, or a few that together are below the limit, would follow from the total by subtraction:
    then the smallest of the others is hidden with them.
    """
    hidden = {key for key, count in counts.items() if 0 < count < LEAST}
    others = [key for key, count in counts.items() if count >= LEAST]
    if hidden and others and (len(hidden) == 1 or sum(counts[key] for key in hidden) < LEAST):
        hidden.add(min(others, key=lambda key: counts[key]))
    return {key: None if key in hidden else count for key, count in counts.items()}


def share(part: int, whole: int) -> float | None:
    """The part in per cent; None where it, its whole or what is left of it is hidden, or where there is nothing."""
    if not whole or shown(part) is None or shown(whole - part) is None or shown(whole) is None:
        return None
    return 100 * part / whole
