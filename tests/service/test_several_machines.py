"""Two machines, one PostgreSQL, one Redis: whatever dies under load, nothing is lost, doubled or out of order."""

import time

import pytest

from tests.service.installation import Service, lost_and_doubled, storm

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

CITIZENS = 6
TEXTS = ("bonjour", "comment demander l’apl ?", "et le rsa ?", "la prime d’activité", "qui es-tu ?", "merci")


def test_nothing_is_lost_when_any_part_dies_under_load(service: Service) -> None:
    """One process of each kind, PostgreSQL and Redis get a SIGKILL, one after the other, while citizens write."""
    writing = storm(service, CITIZENS, TEXTS)
    for name in ("worker1", "rasa1", "web1", "actions2"):
        time.sleep(1)
        service.processes.kill(name)
    for server in (service.redis, service.postgresql):
        time.sleep(1)
        server.kill()
        time.sleep(1)
        server.start()
    writing.join()
    service.wait_until_answered()
    assert service.count("inboxmessage") == CITIZENS * len(TEXTS)
    assert lost_and_doubled(service, CITIZENS, len(TEXTS)) == (0, 0, 0)
