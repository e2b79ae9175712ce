"""Contenders measured in turn, so that a machine which is busier for a while is so for all of them."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

Measured = TypeVar("Measured")


def in_turn(contenders: Mapping[str, Callable[[], Measured]], rounds: int) -> dict[str, list[Measured]]:
    """What each contender measured: the first of each, then the second of each, and so on."""
    measured: dict[str, list[Measured]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, measure in contenders.items():
            measured[name].append(measure())
    return measured


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share (0 to 1) of the values lies; NaN where there are none."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else float("nan")


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """How many times the median of ours the median of theirs is."""
    return f"{statistics.median(theirs) / statistics.median(ours):.2f} ×"
