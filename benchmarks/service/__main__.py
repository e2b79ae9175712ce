"""What a service that loses a part loses, and how long it takes to be itself again.

    python -m benchmarks.service --citizens 20 --messages 12

Two web, worker, Rasa and action processes, one PostgreSQL, one Redis, started for the occasion. For each part in turn
citizens write at once; the part gets a SIGKILL in the middle (servers are started again after a second, processes by
their supervisor). Printed: how long after the kill the last message was answered, and what was lost, said twice or out
of order. The first line, without a kill, is what the same messages take when all is well.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.service.installation import Service, lost_and_doubled, running, storm

PARTS = ("", "web1", "worker1", "rasa1", "actions1", "redis", "postgresql")


def main() -> None:
    """Prints a line a part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--citizens", type=int, default=20)
    parser.add_argument("--messages", type=int, default=12, help="of each citizen")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="caf-service-") as folder, running(Path(folder)) as service:
        print(f"{'killed':12} {'seconds':>8} {'answered':>9} {'apologies':>9} {'lost':>5} {'twice':>6} {'disorder':>8}")
        for turn, part in enumerate(PARTS):
            _measure(service, part, turn * options.citizens, options.citizens, options.messages)


def _measure(service: Service, part: str, first: int, citizens: int, messages: int) -> None:
    texts = [f"question numéro {number} : comment demander l’apl ?" for number in range(messages)]
    apologies = "outboxmessage WHERE outcome = 'failed'"
    before = service.count(apologies)
    writing = storm(service, citizens, texts, first)
    time.sleep(2)
    killed = time.monotonic()
    _kill(service, part)
    writing.join()
    service.wait_until_answered()
    seconds = time.monotonic() - killed
    lost, twice, disorder = lost_and_doubled(service, citizens, messages, first)
    failed = service.count(apologies) - before
    count = citizens * messages
    print(f"{part or '(none)':12} {seconds:8.1f} {count:9} {failed:9} {lost:5} {twice:6} {disorder:8}", flush=True)


def _kill(service: Service, part: str) -> None:
    servers: dict[str, tuple[Callable[[], None], Callable[[], None]]] = {
        "redis": (service.redis.kill, service.redis.start),
        "postgresql": (service.postgresql.kill, service.postgresql.start),
    }
    if part in servers:
        kill, start = servers[part]
        kill()
        time.sleep(1)
        start()
    elif part:
        service.processes.kill(part)


if __name__ == "__main__":
    main()
