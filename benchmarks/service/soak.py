"""A steady pace for an hour while parts die at random: does anything grow in the processes that live on?

The second machine's processes are never killed, so that what is read of them is one life. Memory and handles are those
that Linux shows in ``/proc``.
"""

import contextlib
import itertools
import json
import os
import random
import re
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.service.harm import kill
from bot.config import environment
from bot.faq.entries import read_entries
from tests.service.installation import Service, lost_and_doubled

MORTAL = ("web1", "worker1", "rasa1", "actions1", "redis", "postgresql")
KILL_SECONDS = 60.0
"""Mean time between two kills."""

SAMPLE_SECONDS = 10.0
PAUSE_SECONDS = 10.0
"""Between two messages of a citizen; so as many citizens write at once as messages come in ten seconds."""

MESSAGES = 12
"""Of each citizen; then another one sits down."""

COLUMNS = ("kills", "MB, first", "MB, last", "files, first", "files, last", "errors")


@dataclass(frozen=True, slots=True)
class Sample:
    """What a process holds at a moment.

    Attributes:
        at: seconds since the beginning.
        memory: resident, in MB (10⁶ bytes).
        handles: open files, sockets and pipes.
    """

    at: float
    process: str
    memory: float
    handles: int


def soak(service: Service, minutes: float, rate: float, file: Path | None) -> None:
    """Citizens write ``rate`` messages a second; prints what became of them and what the processes held.

    ``file`` is a CSV file for the samples, each written as it is taken.
    """
    over = threading.Event()
    killed: Counter[str] = Counter()
    citizens = itertools.count(1)
    began = time.monotonic()
    writers = [
        threading.Thread(target=_write, args=(service, citizens, began + 60 * minutes))
        for _ in range(round(rate * PAUSE_SECONDS))
    ]
    killer = threading.Thread(target=_kill_at_random, args=(service, over, killed))
    for thread in (*writers, killer):
        thread.start()
    samples = []
    said = {name: len(service.processes.lines(name)) for name in service.processes.names}
    with (file or Path(os.devnull)).open("w", encoding="utf-8") as kept:
        while any(writer.is_alive() for writer in writers):
            taken = list(_samples(service, began))
            kept.writelines(f"{one.at:.0f},{one.process},{one.memory:.1f},{one.handles}\n" for one in taken)
            kept.flush()
            samples += taken
            time.sleep(SAMPLE_SECONDS)
    over.set()
    killer.join()
    service.wait_until_answered()
    _tell_fate(service, next(citizens) - 1, killed)
    _tell_growth(samples, killed, {name: _errors(service, name, lines) for name, lines in said.items()})


def _write(service: Service, citizens: Iterator[int], end: float) -> None:
    entries, _ = read_entries(environment.ROOT / "data" / "faq")
    questions = [phrasing for entry in entries.values() for phrasing in entry.phrasings]
    while time.monotonic() < end:
        citizen = next(citizens)
        chosen = random.Random(citizen).sample(questions, MESSAGES)  # noqa: S311 (no secret)
        for number, question in enumerate(chosen):
            service.write(citizen, question, f"m_soak-{citizen}-{number}")
            time.sleep(PAUSE_SECONDS)


def _kill_at_random(service: Service, over: threading.Event, killed: Counter[str]) -> None:
    chance = random.Random(9)  # noqa: S311 (no secret)
    while not over.wait(chance.expovariate(1 / KILL_SECONDS)):
        part = chance.choice(MORTAL)
        kill(service, part)
        killed[part] += 1


def _samples(service: Service, began: float) -> Iterator[Sample]:
    for name in service.processes.names:
        process = Path("/proc") / str(service.processes.pid(name))
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it has just died
            status = (process / "status").read_text(encoding="ascii")
            handles = len(list((process / "fd").iterdir()))
            if resident := re.search(r"VmRSS:\s+(\d+) kB", status):
                yield Sample(time.monotonic() - began, name, int(resident[1]) * 1024 / 1e6, handles)


def _tell_fate(service: Service, citizens: int, killed: Counter[str]) -> None:
    lost, twice, disorder = lost_and_doubled(service, citizens, MESSAGES)
    apologies = service.count("outboxmessage WHERE outcome = 'failed'")
    unsent = service.count("outboxmessage WHERE state = 'failed'")
    print(f"{citizens} citizens, {citizens * MESSAGES} messages, {killed.total()} kills: {dict(killed)}")
    print(f"apologies {apologies}, unsent {unsent}, lost {lost}, twice {twice}, out of order {disorder}")


def _tell_growth(samples: Sequence[Sample], killed: Mapping[str, int], errors: Mapping[str, Counter[str]]) -> None:
    """Medians of the first and of the last quarter of the time, a process a line; then what was said as an error."""
    last = max(sample.at for sample in samples)
    print(f"{'process':10}", *(f"{column:>12}" for column in COLUMNS))
    for name, own_errors in errors.items():
        own = [sample for sample in samples if sample.process == name]
        quarters = [one for one in own if one.at < last / 4], [one for one in own if one.at > last * 3 / 4]
        memory = [statistics.median(sample.memory for sample in quarter) for quarter in quarters]
        handles = [statistics.median(sample.handles for sample in quarter) for quarter in quarters]
        print(f"{name:10}", *(f"{figure:12.0f}" for figure in (killed[name], *memory, *handles, own_errors.total())))
    for line, count in sum(errors.values(), Counter()).most_common(20):
        print(f"{count:6} {line}")


def _errors(service: Service, name: str, first: int) -> Counter[str]:
    """What a process has written as errors from its line ``first`` on, without numbers, and how often."""
    lines = [json.loads(line) for line in service.processes.lines(name)[first:] if line.startswith("{")]
    return Counter(
        re.sub(r"\d+", "…", f"{line['logger']}: {line['message']}")[:150]
        for line in lines
        if line["level"] in ("ERROR", "CRITICAL")
    )
