"""Recall and false alarms on messages that may be looked at, by several writers: the floors that the product promises.

Every file from the fourth on was kept apart at first, and is a development set since its errors were read; but
the eleventh was written by whoever mends the rules, each part of it before it was tried. What is kept
apart now is ``held_apart``, where there is one, which nobody reads and no test runs:
``python -m benchmarks.privacy --held-apart`` prints its aggregates.
"""

import pytest

from benchmarks.privacy.__main__ import ours
from benchmarks.privacy.scoring import MESSAGES, Score, load, score

FILES = (
    "dev",
    "second_dev",
    "third_dev",
    "fourth_dev",
    "fifth_dev",
    "sixth_dev",
    "seventh_dev",
    "eighth_dev",
    "ninth_dev",
    "tenth_dev",
    "eleventh_dev",
    "twelfth_dev",
    "thirteenth_dev",
    "fourteenth_dev",
    "fifteenth_dev",
)
FLOORS = {
    "NIR": 0.99,
    "ALLOC": 0.97,
    "BIRTHDATE": 0.97,
    "PHONE": 0.97,
    "EMAIL": 0.96,
    "IBAN": 0.96,
    "ADDRESS": 0.93,
    "SECRET": 0.92,
    "IDDOC": 0.95,
    "NAME": 0.88,
    "CARD": 0.95,
    "FISCAL": 0.95,
    "FT_ID": 0.95,
    "MDPH": 0.95,
}


@pytest.fixture(scope="module", params=FILES)
def dev(request: pytest.FixtureRequest) -> Score:
    return score(load(MESSAGES / f"{request.param}.jsonl"), ours)


def test_personal_messages_are_found(dev: Score) -> None:
    assert dev.flagged / dev.positive >= 0.99


def test_legitimate_messages_pass(dev: Score) -> None:
    assert dev.alarms / dev.legitimate <= 0.005


def test_hidden_data_is_found(dev: Score) -> None:
    assert dev.evasions_flagged / dev.evasions >= 0.90


@pytest.mark.parametrize(("kind", "floor"), FLOORS.items())
def test_each_kind_is_recognised(dev: Score, kind: str, floor: float) -> None:
    assert dev.found[kind] / dev.held[kind] >= floor
