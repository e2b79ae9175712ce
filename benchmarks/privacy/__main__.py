"""Speed, recall and false alarms of the detector, beside a naive regular expression and installable peers.

    python -m benchmarks.privacy                 # development sets, one a writer
    python -m benchmarks.privacy --peers         # the peers too; their environments are made at the first run
    python -m benchmarks.privacy --held-apart    # the messages kept apart: aggregates only, run it rarely

Times are CPU times of one core, so that a busy machine changes them little.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from benchmarks import results
from benchmarks.privacy.peers.running import PEERS
from benchmarks.privacy.scoring import MESSAGES, load, score
from bot.charter.privacy import Context, find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from benchmarks.privacy.scoring import Message, Score

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


def times(messages: Sequence[Message], call: Callable[[str], object], rounds: int = 5) -> list[float]:
    """Return the microseconds of CPU time of each call, after a first one of each."""
    for message in messages:
        call(message.text)
    taken = []
    for _ in range(rounds):
        for message in messages:
            start = time.process_time()
            call(message.text)
            taken.append((time.process_time() - start) * 1e6)
    return taken


def best_time(text: str, repeat: int = 5) -> float:
    """Return the best time of the detector on a text, in milliseconds."""
    taken = []
    for _ in range(repeat):
        start = time.process_time()
        find(text)
        taken.append((time.process_time() - start) * 1e3)
    return min(taken)


def row(name: str, result: Score, taken: Iterable[float]) -> Sequence[str]:
    """Return a line of the table that compares detectors."""
    ordered = sorted(taken)
    half, high = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    shares = (
        result.flagged / result.positive,
        result.alarms / result.legitimate,
        result.evasions_flagged / result.evasions,
    )
    return (name, *(f"{share:.1%}" for share in shares), f"{half:,.0f}", f"{high:,.0f}")


def report_growth() -> None:
    """Print how the time grows to a long text."""
    for label, piece in (("story", _STORY), ("dates", "12/03/1985 "), ("digits", "2 85 05 ")):
        short, long = (best_time((piece * LONG)[:size]) for size in (LONG // 2, LONG))
        print(f"  {LONG} characters of {label}: {long:.0f} ms, {long / short:.2f} times the half")


def peer_rows(messages: Sequence[Message]) -> Iterator[Sequence[str]]:
    """Yield the rows of the peers, each asked in its own environment."""
    for peer in PEERS:
        answers = dict(
            zip((message.text for message in messages), peer.answers([m.text for m in messages]), strict=True)
        )
        result = score(messages, lambda text, _turns, known=answers: frozenset({"?"} if known[text][0] else ()))
        yield row(peer.name, result, [taken for _, taken in answers.values()])


def main() -> None:
    """Print the report."""
    parser = results.parser("privacy", __doc__)
    parser.add_argument("--held-apart", action="store_true", help="measure on the messages kept apart")
    parser.add_argument("--peers", action="store_true", help="measure the peers too")
    arguments = parser.parse_args()
    messages = []
    files = sorted(MESSAGES.glob(f"*{'held_apart' if arguments.held_apart else 'dev'}.jsonl"))
    if not files:
        parser.exit(1, f"No messages are kept apart: those of a new writer go to {MESSAGES / 'held_apart.jsonl'}.\n")
    for file in files:
        of_writer = load(file)
        print(f"bot.charter.privacy on {file.name}: {len(of_writer)} messages")
        for line in score(of_writer, ours).lines():
            print(f"  {line}")
        messages += of_writer
    report_growth()
    rows = [
        row("bot.charter.privacy", score(messages, ours), times(messages, find)),
        row("naive regular expression", score(messages, naive), times(messages, _NAIVE.search)),
    ]
    with results.kept_in(arguments.results) as kept:
        if arguments.peers:
            rows += peer_rows(messages)
        columns = ("detector", "recall", "false alarms", "evasions", "p50 µs", "p95 µs")
        kept.table("Personal data: what is found", columns, rows, f"{len(messages)} messages, processor times.")


if __name__ == "__main__":
    main()
