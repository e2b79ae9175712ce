"""Where the processor's time goes: web, worker, Rasa and actions sampled while citizens write.

    python -m benchmarks.profile [--messages 200] [--at-once 4]

A table a process: its milliseconds of processor a message as Linux counts them, divided among the steps of
``steps.yml`` by the samples that py-spy took in each. py-spy gets an environment of its own (``profiler.lock``); it has
to be allowed to trace (root, or ``kernel.yama.ptrace_scope=0``).
"""

import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks import results
from benchmarks.chain.conversations import Stopwatch, talk
from benchmarks.channels.installation import running
from benchmarks.processes import cost
from benchmarks.profile.sampling import Sampling
from benchmarks.questions import kept_apart

WARMING = 12


def main() -> None:
    """Measures and prints the tables."""
    parser = results.parser("profile", __doc__)
    parser.add_argument("--messages", type=int, default=200)
    parser.add_argument("--at-once", type=int, default=4, help="conversations")
    options = parser.parse_args()
    texts = [asked.text for asked in kept_apart()]
    with (
        tempfile.TemporaryDirectory(prefix="caf-profile-") as folder,
        Stopwatch() as graph,
        running(Path(folder), graph) as supervisor,
        results.kept_in(options.results) as kept,
    ):
        talk(graph, 1, texts[-WARMING:])
        pids = supervisor.pids
        before = {name: cost(pid).processor for name, pid in pids.items()}
        with Sampling(pids, Path(folder)) as sampling:
            talk(graph, options.at_once, texts[: options.messages])
        spent = {name: cost(pid).processor - before[name] for name, pid in pids.items()}
        rows = [
            row
            for name, seconds in spent.items()
            for row in _rows(name, seconds * 1000 / options.messages, sampling.steps(name))
        ]
        kept.table("Where the processor's time goes", ("process", "step", "ms a message", "of the process"), rows)


def _rows(name: str, milliseconds: float, steps: Counter[str]) -> list[Sequence[str]]:
    total = [(name, "all", f"{milliseconds:.1f}", "100 %")]
    shares = [(step, count / steps.total()) for step, count in steps.most_common()]
    return [*total, *((name, step, f"{milliseconds * share:.1f}", f"{share:.0%}") for step, share in shares)]


if __name__ == "__main__":
    main()
