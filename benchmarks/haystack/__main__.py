"""The search beside Haystack 3 (InMemory embedding and BM25 retrievers, DocumentJoiner), on the same encoder.

    python -m benchmarks.haystack [--questions 2405]

Both get the same phrasings and the same vectors; questions are those of the writer whom nothing was tuned on. The
topic model is learnt without that writer. Times are those of the search alone, without encoding, which is the same.
Haystack's environment is made at the first run, in var/benchmarks/haystack (115 MB, from ``peer.lock``).
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import results
from benchmarks.environments import make_environment
from benchmarks.in_turn import percentile
from benchmarks.questions import Asked, kept_apart, search_without_them
from bot.cli.faq import served_index
from bot.cli.model import vector_store
from bot.config import environment
from bot.config.trained import ENCODER
from bot.faq.encoder import Encoder
from bot.faq.vectors import Vectors

LOCK = Path(__file__).with_name("peer.lock")
Found = Sequence[tuple[Sequence[str], float]]
"""For each question the entries, the likeliest first, and the milliseconds that it took."""


def main() -> None:
    """Measures and prints the table."""
    parser = results.parser("haystack", __doc__)
    parser.add_argument("--questions", type=int, help="so many only")
    options = parser.parse_args()
    index = served_index()
    asked = kept_apart(index.entries)[: options.questions]
    vectors = Encoder(ENCODER, threads=2).encode_queries([question.text for question in asked])
    theirs = {f"Haystack: {name}": found for name, found in _theirs(asked, vectors).items()}
    ways = {"this search": _ours(asked, vectors), **theirs}
    with results.kept_in(options.results) as kept:
        kept.table(
            "Search beside Haystack, on the same encoder",
            ("search", "questions", "first", "in three", "p50 ms", "p95 ms"),
            [_row(name, asked, found) for name, found in ways.items()],
            "Times without encoding.",
        )


def _ours(asked: Sequence[Asked], vectors: Vectors) -> Found:
    index, search = served_index(), search_without_them()
    found = []
    for question, vector in zip(asked, vectors, strict=True):
        started = time.perf_counter()
        candidates = search.candidates(index, question.text, vector)
        milliseconds = (time.perf_counter() - started) * 1000
        found.append(([candidate.entry_id for candidate in candidates], milliseconds))
    return found


def _theirs(asked: Sequence[Asked], vectors: Vectors) -> dict[str, Found]:
    uv = Path(sys.executable).with_name("uv")
    python = make_environment(environment.path("CAF_DATA_DIR") / "benchmarks" / "haystack", LOCK, uv)
    pairs = [(phrasing, entry.id) for entry in served_index().entries.values() for phrasing in entry.phrasings]
    phrasings, entries = zip(*pairs, strict=True)
    told = {
        "phrasings": phrasings,
        "entries": entries,
        "vectors": np.asarray(vector_store().passages(phrasings)).tolist(),
        "questions": [question.text for question in asked],
        "question_vectors": vectors.tolist(),
    }
    answer = subprocess.run(
        (python, "-W", "ignore", "-m", "benchmarks.haystack.peer"),
        input=json.dumps(told),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=environment.ROOT,
        env={"HAYSTACK_TELEMETRY_ENABLED": "False"},
    )
    return dict(json.loads(answer.stdout))


def _row(name: str, asked: Sequence[Asked], found: Found) -> Sequence[str]:
    first, three = (
        statistics.mean(question.topic in entries[:most] for question, (entries, _) in zip(asked, found, strict=True))
        for most in (1, 3)
    )
    took = [milliseconds for _, milliseconds in found]
    times = (f"{percentile(took, share):.1f}" for share in (0.5, 0.95))
    return (name, str(len(asked)), f"{first:.1%}", f"{three:.1%}", *times)


if __name__ == "__main__":
    main()
