"""The encoder: one question at a time, and many at once; as it is served, and in torch.

    python -m benchmarks.encoder [--full-size NAME_OR_FOLDER]

« torch » is the very same pack, unpacked to 32 bits: the twelve layers of the model it came from. « Full size » has
that model's whole vocabulary, too, which the pack leaves out nine tenths of: those rows are drawn at random, for no
French question looks them up, and what they cost does not depend on what is in them. The model itself,
intfloat/multilingual-e5-small (470 MB), is measured where it is named. Runs are taken in turn.
"""

import os
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import torch

from benchmarks import results
from benchmarks.in_turn import in_turn, percentile, ratio
from benchmarks.processes import cost
from benchmarks.questions import kept_apart
from bot.config.trained import ENCODER
from bot.faq.encoder import Encoder

SERVED = "served: ONNX, 4 bits, 1 thread"
BATCH = 16

FULL_VOCABULARY = 250_037
"""Rows of the embedding table of multilingual-e5-small (its ``config.json``: ``vocab_size``)."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Milliseconds of each question alone; questions a second in batches."""

    alone: Sequence[float]
    a_second: float


def main() -> None:
    """Measures and prints the table."""
    parser = results.parser("encoder", __doc__)
    parser.add_argument("--full-size", default="", help="the full-size model itself, as a folder or a hub name")
    parser.add_argument("--questions", type=int, default=160)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    texts = [asked.text for asked in kept_apart()[: options.questions]]
    memory: dict[str, float] = {}
    contenders = {}
    for name, (load, threads) in _contenders(options.full_size).items():
        before = cost(os.getpid()).memory
        encoder = load()
        encoder.encode_queries(["bonjour"])
        memory[name] = cost(os.getpid()).memory - before
        contenders[name] = partial(_measure, encoder, threads, texts)
    measured = in_turn(contenders, options.rounds)
    with results.kept_in(options.results) as kept:
        kept.table(
            "Encoder",
            ("encoder", "one question, p50 ms", "p95 ms", "questions a second, by 16", "slower than served", "MiB"),
            [_row(name, speeds, measured[SERVED], memory[name]) for name, speeds in measured.items()],
            "Medians of the rounds.",
        )


def _contenders(named: str) -> Mapping[str, tuple[Callable[[], Encoder], int]]:
    """How each is loaded, and its threads."""
    made: dict[str, tuple[Callable[[], Encoder], int]] = {
        SERVED: (partial(Encoder, ENCODER, threads=1), 1),
        "ONNX, 4 bits, 2 threads": (partial(Encoder, ENCODER, threads=2), 2),
        "torch, 32 bits, 1 thread": (partial(Encoder, ENCODER, threads=1, tunable=True), 1),
        "torch, 32 bits, 2 threads": (partial(Encoder, ENCODER, threads=2, tunable=True), 2),
        "full size, torch, 32 bits, 1 thread": (partial(_full_size, 1), 1),
        "full size, torch, 32 bits, 2 threads": (partial(_full_size, 2), 2),
    }
    return made | ({f"{named}, 1 thread": (partial(Encoder, named, threads=1), 1)} if named else {})


def _full_size(threads: int) -> Encoder:
    encoder = Encoder(ENCODER, threads=threads, tunable=True)
    encoder.pack.bert.resize_token_embeddings(FULL_VOCABULARY, mean_resizing=False)
    return encoder


def _measure(encoder: Encoder, threads: int, texts: Sequence[str]) -> Speed:
    torch.set_num_threads(threads)
    alone = []
    for text in texts:
        started = time.perf_counter()
        encoder.encode_queries([text])
        alone.append((time.perf_counter() - started) * 1000)
    started = time.perf_counter()
    for first in range(0, len(texts), BATCH):
        encoder.encode_queries(texts[first : first + BATCH])
    return Speed(alone, len(texts) / (time.perf_counter() - started))


def _row(name: str, speeds: Sequence[Speed], served: Sequence[Speed], memory: float) -> Sequence[str]:
    halves = [statistics.median(speed.alone) for speed in speeds]
    high = statistics.median(percentile(speed.alone, 0.95) for speed in speeds)
    a_second = statistics.median(speed.a_second for speed in speeds)
    slower = ratio([statistics.median(speed.alone) for speed in served], halves)
    return (name, f"{statistics.median(halves):.1f}", f"{high:.1f}", f"{a_second:.0f}", slower, f"{memory:.0f}")


if __name__ == "__main__":
    main()
