"""What a service that loses a part loses, and how long it takes to be itself again.

    python -m benchmarks.service --citizens 20 --messages 12
    python -m benchmarks.service restart --messages 40 --pause 2
    python -m benchmarks.service freeze --seconds 20
    python -m benchmarks.service soak --minutes 60 --rate 2

Two web, worker, Rasa and action processes, one PostgreSQL, one Redis, started for the occasion. Citizens write at once,
and meanwhile something happens:

``kill`` (the default): each part in turn gets a SIGKILL; servers are started again after a second, processes by their
supervisor. The first line, without a kill, is what the same messages take when all is well.

``restart``: as at a new version, each process in turn is asked to end (SIGTERM) and started again; the next one
follows when it is ready.

``freeze``: one worker, then one Rasa, is stopped (SIGSTOP) and let go, as a machine that is cut off and comes back.

``soak``: messages at a steady pace while parts of the first machine are killed at random, and at the end what each
process held in the first and the last quarter of the time (``benchmarks.service.soak``).

Printed by the first three, a row each: seconds that the event took, and until the last message was answered; how many
messages there were, how many of them were answered by an apology; how many replies were given up unsent; what was lost,
said twice or out of order.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from benchmarks import results
from benchmarks.service.harm import freeze, kill, restart_each
from benchmarks.service.soak import soak
from tests.service.installation import Service, lost_and_doubled, running, storm

KILLED = ("web1", "worker1", "rasa1", "actions1", "redis", "postgresql")
FROZEN = ("worker1", "rasa1")
COLUMNS = ("event, s", "all, s", "messages", "apologies", "unsent", "lost", "twice", "disorder")

Event = tuple[str, Callable[[], None]]


def main() -> None:
    """Prints a line an event."""
    parser = results.parser("service", __doc__)
    parser.add_argument("what", nargs="?", choices=("kill", "restart", "freeze", "soak"), default="kill")
    parser.add_argument("--citizens", type=int, default=20)
    parser.add_argument("--messages", type=int, default=12, help="of each citizen")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds of each citizen after a message")
    parser.add_argument("--seconds", type=float, default=20.0, help="that a process is frozen")
    parser.add_argument("--minutes", type=float, default=60.0, help="of the soak")
    parser.add_argument("--rate", type=float, default=2.0, help="messages a second of the soak")
    parser.add_argument("--samples", type=Path, help="a CSV file for what the processes of the soak held over time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="caf-service-") as folder, running(Path(folder)) as service:
        if options.what == "soak":
            soak(service, options.minutes, options.rate, options.samples)
            return
        with results.kept_in(options.results) as kept:
            rows = []
            for turn, (part, happen) in enumerate(_events(service, options.what, options.seconds)):
                results.progress(part)
                figures = _measure(service, happen, turn * options.citizens, options)
                rows.append([part, *(f"{figure:.0f}" for figure in figures)])
            kept.table(f"Two of each process: {options.what}", [options.what, *COLUMNS], rows)


def _events(service: Service, what: str, seconds: float) -> Iterator[Event]:
    if what == "kill":
        yield "(nothing)", lambda: None
        for part in KILLED:
            yield part, partial(kill, service, part)
    elif what == "restart":
        yield "each in turn", partial(restart_each, service)
    else:
        for part in FROZEN:
            yield part, partial(freeze, service, part, seconds)


def _measure(service: Service, happen: Callable[[], None], first: int, options: argparse.Namespace) -> Sequence[float]:
    """The figures of :data:`COLUMNS`; the clock starts with the event."""
    texts = [f"question numéro {number} : comment demander l’apl ?" for number in range(options.messages)]
    counted = ("outboxmessage WHERE outcome = 'failed'", "outboxmessage WHERE state = 'failed'")
    before = [service.count(rows) for rows in counted]
    writing = storm(service, options.citizens, texts, first, options.pause)
    time.sleep(2)
    began = time.monotonic()
    happen()
    happened = time.monotonic() - began
    writing.join()
    service.wait_until_answered()
    answered = time.monotonic() - began
    failed = [service.count(rows) - earlier for rows, earlier in zip(counted, before, strict=True)]
    fate = lost_and_doubled(service, options.citizens, options.messages, first)
    return [happened, answered, options.citizens * options.messages, *failed, *fate]


if __name__ == "__main__":
    main()
