"""One search finds a message's way through all processes of all machines."""

import json
from collections.abc import Iterator

import pytest

from tests.service.installation import Service

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

CITIZEN = 1000
MID = "m_trace"


def traced(service: Service, trace: str) -> Iterator[str]:
    """The kinds of process whose lines name that message."""
    for name in service.processes.names:
        lines = [json.loads(line) for line in service.processes.lines(name) if line.startswith("{")]
        if any(line.get("trace") == trace for line in lines):
            yield name.rstrip("0123456789")


def test_a_message_is_followed_through_every_process(service: Service) -> None:
    """Its number in the inbox is in the lines of web, worker, Rasa and actions; one of each has had it."""
    service.write(CITIZEN, "comment demander le rsa ?", MID)
    service.wait_until_answered()
    (reply, _), *_ = service.references(CITIZEN)
    number = service.question(reply)
    assert sorted(traced(service, f"m{number}")) == ["actions", "rasa", "web", "worker"]
