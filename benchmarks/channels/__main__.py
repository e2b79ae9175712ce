"""Messenger's webhook under load.

    python -m benchmarks.channels acknowledge               # 200 messages a second for 10 s: how soon is the 200?
    python -m benchmarks.channels storm --messages 5000     # redeliveries, processes killed: lost? doubled?
    python -m benchmarks.channels forge --messages 10000    # malformed and forged requests: errors? let in?

All run the real processes on ports and a data folder of their own. In the storm each message is delivered until it
gets its 200, as Meta does, and one in ten once more; every few seconds the web process, the worker or Rasa, in turn,
gets a SIGKILL and is started again. Each message of a citizen has to get exactly one reply.
"""

import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from benchmarks import results
from benchmarks.channels.forge import forge
from benchmarks.channels.installation import running
from benchmarks.in_turn import percentile
from tests.platforms.graph import PAGE_ID, Graph, from_citizen, now_ms, sign
from tests.supervisor import Supervisor

QUESTIONS = ("bonjour", "merci", "qui es-tu ?", "au revoir", "comment demander l'apl ?", "mon dossier en est où ?")
REDELIVERED = 0.1
CALM_SECONDS = 420
"""What an unknown fate, a look each minute and Rasa's start can take after the storm."""

STORMY_SHARE = 0.95
"""Processes are killed until this share of the messages has its reply."""

MESSAGES_EACH = 5
"""Of one citizen: who writes much more is asked to wait, then left without replies (bot/conversations/pace.py)."""

VICTIMS = ("web", "worker", "rasa")

DOUBLED_SECONDS = 10
"""How long to wait for replies that are one too many."""


def main() -> int:
    """Runs one of the measures and prints its figures; the exit status is 1 if a promise was broken."""
    parser = results.parser("channels", __doc__)
    parser.add_argument("measure", choices=("acknowledge", "storm", "forge"))
    parser.add_argument("--messages", type=int, default=5000, help="how many (storm, forge)")
    parser.add_argument("--rate", type=float, default=200.0, help="messages a second (acknowledge)")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long (acknowledge)")
    parser.add_argument("--kill-every", type=float, default=15.0, help="seconds between two kills (storm)")
    parser.add_argument("--kills", type=int, help="exactly so many, rather than until nearly all is answered")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="caf-storm-") as folder,
        Graph() as graph,
        running(Path(folder), graph) as supervisor,
        results.kept_in(options.results) as kept,
    ):
        if options.measure == "acknowledge":
            _acknowledge(kept, graph, options.rate, options.seconds)
            well = True
        elif options.measure == "forge":
            well = forge(kept, graph.webhook.removesuffix("/messenger"), options.messages)
        else:
            well = _storm(kept, graph, supervisor, options.messages, kill_every=options.kill_every, kills=options.kills)
    return 0 if well else 1


def _acknowledge(kept: results.Results, graph: Graph, rate: float, seconds: float) -> None:
    """Sends at a fixed rate, some of it twice, and prints how soon each request got its 200."""
    bodies = [_body(number % 500, number).decode() for number in range(int(rate * seconds))]
    for number in random.sample(range(len(bodies) - 1), int(REDELIVERED * len(bodies))):
        bodies[number + 1] = bodies[number]
    order = json.dumps({"url": graph.webhook, "rate": rate, "bodies": bodies})
    load = (sys.executable, "-m", "benchmarks.channels.load")
    took = sorted(json.loads(subprocess.run(load, input=order, stdout=subprocess.PIPE, text=True, check=True).stdout))
    times = (f"{percentile(took, share):.1f}" for share in (0.5, 0.95, 0.99, 1))
    columns = ("requests", "a second", "p50 ms", "p95 ms", "p99 ms", "longest ms", "load of the machine, by core")
    row = (str(len(took)), f"{rate:.0f}", *times, f"{_load():.1f}")
    kept.table("Messenger's webhook, until its 200", columns, [row])


def _load() -> float:
    return os.getloadavg()[0] / (os.cpu_count() or 1)


def _storm(
    kept: results.Results, graph: Graph, supervisor: Supervisor, messages: int, *, kill_every: float, kills: int | None
) -> bool:
    """Sends everything, kills meanwhile, waits for calm, prints what was lost or said twice; true if nothing."""
    sent: Counter[int] = Counter()
    ended = threading.Event()

    def kill() -> None:
        victims = itertools.cycle(random.sample(VICTIMS, len(VICTIMS)))
        for name in itertools.islice(victims, kills):
            if ended.wait(kill_every * random.uniform(0.5, 1.5)):  # noqa: S311 (no secret)
                return
            supervisor.kill(name)

    def deliver(number: int) -> int:
        citizen = number // MESSAGES_EACH
        body = _body(citizen, number)
        deliveries = 0
        for _ in range(2 if random.random() < REDELIVERED else 1):  # noqa: S311 (no secret)
            deliveries += _until_taken(graph.webhook, body)
        sent[citizen] += 1
        return deliveries

    killer = threading.Thread(target=kill)
    killer.start()
    started = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        deliveries = sum(pool.map(deliver, range(messages)))
    delivered = time.monotonic() - started
    _wait_for(graph, round(messages * STORMY_SHARE))
    if kills is None:
        ended.set()
    killer.join()
    _wait_for(graph, messages)
    answered = time.monotonic() - started
    time.sleep(DOUBLED_SECONDS)
    got = _replies(graph)
    lost = sum(max(0, count - got[citizen]) for citizen, count in sent.items())
    twice = sum(max(0, got[citizen] - count) for citizen, count in sent.items())
    killed = ", ".join(f"{name} {count}" for name, count in sorted(Counter(supervisor.killed).items()))
    columns = ("messages", "deliveries", "seconds", "killed", "lost", "answered twice", "all answered after s")
    row = (messages, deliveries, f"{delivered:.0f}", killed, lost, twice, f"{answered:.0f}")
    kept.table("Messages while processes are killed", columns, [tuple(map(str, row))])
    return not (lost or twice)


def _wait_for(graph: Graph, messages: int) -> None:
    """Waits for that many replies, or until nothing has moved for long."""
    seen, since = -1, time.monotonic()
    while (count := _replies(graph).total()) < messages and time.monotonic() - since < CALM_SECONDS:
        if count != seen:
            seen, since = count, time.monotonic()
        time.sleep(1)


def _until_taken(url: str, body: bytes) -> int:
    """Delivers until it is taken; returns how often that took."""
    headers = {"X-Hub-Signature-256": sign(body), "Content-Type": "application/json"}
    for attempt in itertools.count(1):
        try:
            if httpx.post(url, content=body, headers=headers, timeout=10, trust_env=False).is_success:
                return attempt
        except httpx.HTTPError:
            pass
        time.sleep(0.3)
    raise AssertionError


def _replies(graph: Graph) -> Counter[int]:
    return Counter(int(body["recipient"]["id"]) for body in list(graph.sent))


def _body(citizen: int, number: int) -> bytes:
    item = from_citizen(str(citizen), QUESTIONS[number % len(QUESTIONS)], f"m_storm-{number}")
    return json.dumps({"object": "page", "entry": [{"id": PAGE_ID, "time": now_ms(), "messaging": [item]}]}).encode()


if __name__ == "__main__":
    sys.exit(main())
