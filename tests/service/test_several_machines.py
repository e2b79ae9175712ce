"""Two machines, one PostgreSQL, one Redis: whatever dies under load, nothing is lost, doubled or out of order."""

import threading
import time

import pytest

from tests.service.installation import Service, lost_and_doubled, storm

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

CITIZENS = 6
TEXTS = ("bonjour", "comment demander l’apl ?", "et le rsa ?", "la prime d’activité", "qui es-tu ?", "merci")


def check(service: Service, writing: threading.Thread, first: int) -> None:
    """Every message of the storm is answered, once, in order."""
    writing.join()
    service.wait_until_answered()
    assert lost_and_doubled(service, CITIZENS, len(TEXTS), first) == (0, 0, 0)


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
    check(service, writing, first=0)
    assert service.count("inboxmessage") == CITIZENS * len(TEXTS)


def test_a_new_version_loses_nothing(service: Service) -> None:
    """The database changes below the old one, then each process of a machine is started again, while citizens write.

    Of the other machine it is the same again: ``python -m benchmarks.service restart`` does both.
    """
    writing = storm(service, CITIZENS, TEXTS, first=CITIZENS, pause=8.0)
    with service.postgresql.connect() as connection:
        connection.execute("ALTER TABLE conversations_inboxmessage ADD COLUMN later integer")
        connection.execute("CREATE INDEX later ON conversations_inboxmessage (later)")
    for name in ("actions1", "rasa1", "worker1", "web1"):
        service.restart(name)
    check(service, writing, first=CITIZENS)
