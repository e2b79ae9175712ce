"""This assistant beside a plain Rasa 3.6.21 bot with DIETClassifier and ResponseSelector that holds the same FAQ.

    python -m benchmarks.plain_rasa [--epochs 100] [--questions 2405] [--timed 200]

Which entry: questions of a writer whom neither has read. « The same words » has the index alone, whose phrasings are
all that the peer was taught; the whole search also has the topic model, learnt without that writer. How fast: the same
questions to both over Rasa's REST channel, in turn, new people each. The processor's time is that of the peer's
process, and here of Rasa and the action server together (web and worker are in ``benchmarks.chain``).

The peer is trained once at the start, and once more for an edit. Rasa's own default is 100 epochs; fewer flatter its
training time, and may cost it some of its answers. Its environment is the one of ``benchmarks.faq_edit``.
"""

import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from benchmarks import results
from benchmarks.channels.installation import running
from benchmarks.environments import make_environment
from benchmarks.faq_edit.peer import LOCK, Peer
from benchmarks.in_turn import in_turn, percentile
from benchmarks.processes import cost
from benchmarks.questions import Asked, kept_apart, search_without_them
from bot.cli.faq import served_index
from bot.config import environment
from bot.config.trained import ENCODER
from bot.faq.encoder import Encoder
from bot.faq.entries import entry_files
from bot.faq.search import Calibration
from tests.platforms.graph import Graph

OURS, PEER = "assistant", "plain Rasa"
WARMING = 10


@dataclass(frozen=True, slots=True)
class Server:
    """How a message is put to it, and the processes that answer."""

    say: Callable[[str], object]
    pids: Sequence[int]


def main() -> None:
    """Measures and prints three tables."""
    parser = results.parser("plain_rasa", __doc__)
    parser.add_argument("--epochs", type=int, default=100, help="the peer's, for each of its two models")
    parser.add_argument("--questions", type=int, help="so many only, for which entry is found")
    parser.add_argument("--timed", type=int, default=200, help="questions to each, one after the other")
    options = parser.parse_args()
    uv = Path(sys.executable).with_name("uv")
    python = make_environment(environment.path("CAF_DATA_DIR") / "benchmarks" / "plain-rasa", LOCK, uv)
    files = entry_files(environment.path("CAF_FAQ_DIR"))
    entries = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}
    asked = kept_apart(served_index().entries)
    with tempfile.TemporaryDirectory(prefix="caf-plain-rasa-") as folder, results.kept_in(options.results) as kept:
        peer = Peer(Path(folder) / "peer", python, options.epochs)
        results.progress(f"the peer is trained, {options.epochs} epochs")
        trained = _seconds(partial(peer.serve, entries))
        try:
            _tell_found(kept, asked[: options.questions], peer, options.epochs)
            _tell_times(kept, Path(folder), [one.text for one in asked[: options.timed]], peer)
            results.progress("the peer is trained again, for an edit")
            edited = _seconds(partial(peer.publish, _edited(entries)))
        finally:
            peer.stop()
        note = f"{options.epochs} epochs; seconds. The assistant's edits: « faq-edit »."
        rows = [("train, start", f"{trained:.0f}"), ("edit → live (train, load)", f"{edited:.0f}")]
        kept.table("Training of the plain Rasa bot", ("", PEER), rows, note)


def _tell_found(kept: results.Results, asked: Sequence[Asked], peer: Peer, epochs: int) -> None:
    results.progress(f"{len(asked)} questions, what is found")
    index, encoder, calibration = served_index(), Encoder(ENCODER, threads=2), Calibration.default()
    vectors = encoder.encode_queries([one.text for one in asked])
    search = search_without_them()
    whole, words = [], []
    for one, vector in zip(asked, vectors, strict=True):
        found = search.candidates(index, one.text, vector)
        whole.append([candidate.entry_id for candidate in found])
        by_words = sorted(found, key=lambda each: -(each.match.dense + calibration.lexical_weight * each.match.lexical))
        words.append([candidate.entry_id for candidate in by_words])
    ways = {
        f"{OURS}, the whole search": whole,
        f"{OURS}, the same words": words,
        f"{PEER}, {epochs} epochs": [peer.ranking(one.text) for one in asked],
    }
    kept.table(
        "Which entry is found, beside a plain Rasa bot",
        ("", "questions", "first", "in three"),
        [(name, str(len(asked)), *_shares(asked, found)) for name, found in ways.items()],
    )


def _shares(asked: Sequence[Asked], found: Sequence[Sequence[str]]) -> Sequence[str]:
    pairs = list(zip(asked, found, strict=True))
    return [f"{np.mean([one.topic in entries[:most] for one, entries in pairs]):.1%}" for most in (1, 3)]


def _tell_times(kept: results.Results, folder: Path, texts: Sequence[str], peer: Peer) -> None:
    results.progress(f"{len(texts)} questions to each, how fast")
    with Graph() as graph, running(folder, graph) as supervisor:
        servers = {
            OURS: Server(_ask_ours(), [supervisor.pids[name] for name in ("rasa", "actions")]),
            PEER: Server(peer.ask, [peer.pid]),
        }
        for server in servers.values():
            for text in texts[-WARMING:]:
                server.say(text)
        before = {name: _processor(server) for name, server in servers.items()}
        took = in_turn({name: partial(_ask_next, server, iter(texts)) for name, server in servers.items()}, len(texts))
        rows = []
        for name, server in servers.items():
            processor = (_processor(server) - before[name]) * 1000 / len(texts)
            memory = sum(cost(pid).memory for pid in server.pids)
            times = (f"{percentile(took[name], share) * 1000:.1f}" for share in (0.5, 0.95))
            rows.append((name, *times, f"{processor:.1f}", f"{1000 / processor:.1f}", f"{memory:,.0f}"))
    columns = ("", "reply, p50 ms", "p95 ms", "processor ms a message", "messages a second and core", "MiB")
    median = {name: statistics.median(seconds) for name, seconds in took.items()}
    note = f"In turn; the peer takes {median[PEER] / median[OURS]:.2f} times as long."
    kept.table("A reply over Rasa's REST channel", columns, rows, note)


def _ask_ours() -> Callable[[str], object]:
    from bot.charter.envelope import Envelope  # noqa: PLC0415 (Django is set up by now)
    from bot.config.pages import first_page  # noqa: PLC0415
    from bot.conversations import rasa  # noqa: PLC0415

    page = first_page()
    envelope = Envelope(page.name, page.contact_url, page.appointment_url)
    return lambda text: rasa.ask(uuid.uuid4().hex, text, envelope)


def _processor(server: Server) -> float:
    return sum(cost(pid).processor for pid in server.pids)


def _ask_next(server: Server, texts: Iterator[str]) -> float:
    return _seconds(partial(server.say, next(texts)))


def _seconds(what: Callable[[], object]) -> float:
    started = time.perf_counter()
    what()
    return time.perf_counter() - started


def _edited(entries: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    """One answer with a sentence more."""
    name, entry = next(iter(entries.items()))
    return {**entries, name: {**entry, "answer": f"{entry['answer']} Une phrase de plus."}}


if __name__ == "__main__":
    main()
