"""A platform that delivers the same events to several web processes at once, on either database."""

from collections.abc import Mapping

from tests.at_once import all_at_once, output, start
from tests.conversations.at_once import EVENTS

PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
RECEIVE = """
from tests.conversations.at_once import receive_when_told
receive_when_told()
"""
REPORT = """
from tests.conversations.at_once import report
report()
"""


def test_an_event_is_taken_once_and_a_person_has_one_conversation(either_database: Mapping[str, str]) -> None:
    """Whoever is first writes the row; to the others it is a redelivery."""
    output(start(either_database, PREPARE))
    taken = all_at_once([start(either_database, RECEIVE) for _ in range(3)])
    assert sum(map(int, taken)) == EVENTS
    assert output(start(either_database, REPORT)) == f"conversations 1, messages {EVENTS}"
