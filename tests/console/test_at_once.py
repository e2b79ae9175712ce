"""Several people at once, for real: processes of their own on one database, of either kind."""

from collections.abc import Mapping, Sequence

import pytest

from tests.at_once import all_at_once, output, start

PREPARE = """
from django.core.management import call_command
from tests.console.at_once import prepare
call_command("migrate", verbosity=0)
print(prepare())
"""
TAKE = """
import sys
from tests.console.at_once import take_when_told
take_when_told(sys.argv[1], sys.argv[2])
"""
REPORT = """
import sys
from tests.console.at_once import report
report(sys.argv[1])
"""


@pytest.fixture
def names() -> Sequence[str]:
    """Three people."""
    return ["anémone", "bleuet", "coquelicot"]


def test_one_of_three_gets_the_conversation_and_the_trail_stays_one_chain(
    either_database: Mapping[str, str], names: Sequence[str]
) -> None:
    number = output(start(either_database, PREPARE))
    results = all_at_once([start(either_database, TAKE, name, number) for name in names])
    assert sorted(results) == ["refused", "refused", "taken"]
    assert output(start(either_database, REPORT, number)) == "claims 1, trail 31, faults 0"
