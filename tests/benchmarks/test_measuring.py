"""What the rooms measure with."""

import math
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import machine
from benchmarks.in_turn import in_turn, percentile, ratio
from benchmarks.processes import cost
from benchmarks.profile.sampling import OTHER, STEPS, count_steps


def test_contenders_take_turns() -> None:
    """Ours, theirs, ours, theirs: not all of ours first."""
    order: list[str] = []

    def measure(name: str) -> int:
        order.append(name)
        return len(order)

    measured = in_turn({"ours": lambda: measure("ours"), "theirs": lambda: measure("theirs")}, rounds=3)
    assert order == ["ours", "theirs"] * 3
    assert measured == {"ours": [1, 3, 5], "theirs": [2, 4, 6]}


@settings(deadline=None)
@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1))
def test_a_percentile_is_one_of_the_values_with_that_share_below(values: list[float], share: float) -> None:
    """As many values as the share says are not above it."""
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values)


def test_no_values_have_no_percentile() -> None:
    """Rather than a figure that nobody measured."""
    assert math.isnan(percentile([], 0.5))


def test_a_ratio_compares_medians() -> None:
    """One slow run changes nothing."""
    assert ratio([1, 1, 50], [3, 3, 3]) == "3.00 ×"


def test_a_process_costs_memory_and_time() -> None:
    """This one: it holds some megabytes, and its clock does not run backwards."""
    before = cost(os.getpid())
    sum(range(100_000))
    after = cost(os.getpid())
    assert before.memory > 5
    assert after.processor >= before.processor > 0


def test_a_process_that_has_ended_has_no_cost() -> None:
    """It is said, not counted as nothing."""
    with pytest.raises(OSError, match="No such"):
        cost(2**22 + 1)


def test_the_machine_is_named() -> None:
    """Processor, cores, memory and the versions that figures depend on."""
    told = machine.describe()
    assert all(told[name] for name in ("processor", "cores", "memory", "rasa", "onnxruntime"))
    assert float(machine.load()) >= 0


def test_a_sample_counts_for_its_innermost_known_step() -> None:
    """What sqlalchemy does for the tracker store is the tracker store's; what nobody knows is said to be other."""
    samples = [
        "main (rasa/core/run.py:1);save (rasa/core/tracker_store.py:9);execute (somewhere/else.py:1) 7",
        "main (rasa/core/run.py:1);run (bot/faq/onnx_pack.py:75) 5",
        "start (threading.py:1) 2",
    ]
    counts = count_steps(samples, STEPS["rasa"])
    assert counts == {"tracker store": 7, "encoder (ONNX)": 5, OTHER: 2}
