"""The whole chain: Messenger's signed webhook in, the reply out, through web, worker, Rasa and actions.

    python -m benchmarks.chain [--levels 1 8 32 128] [--rasas 1 2] [--messages 120] [--rounds 2]

So many conversations at once, each of which asks again as soon as it is answered (a closed loop: latency times
throughput is the number of conversations). Installations with one and with two Rasa processes are measured in turn,
each started afresh. Questions are those of a writer whom nothing was tuned on.
"""

import math
import statistics
from collections.abc import Mapping, Sequence
from functools import partial

from benchmarks import results
from benchmarks.chain.measuring import Level, measure
from benchmarks.in_turn import in_turn, percentile
from benchmarks.processes import apart
from bot.reports.plots import Line, plot_growth

Levels = Mapping[str, Sequence[Level]]
"""The levels of every round, by number of Rasa processes."""


def main() -> None:
    """Measures, prints three tables, and draws latency over load."""
    parser = results.parser("chain", __doc__)
    parser.add_argument("--levels", type=int, nargs="+", default=[1, 8, 32, 128], help="conversations at once")
    parser.add_argument("--rasas", type=int, nargs="+", default=[1, 2], help="Rasa processes")
    parser.add_argument("--messages", type=int, default=120, help="at each level, at least")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    contenders = {
        f"{rasas} Rasa": partial(apart, measure, rasas, options.levels, options.messages) for rasas in options.rasas
    }
    rounds = in_turn(contenders, options.rounds)
    measured = {name: [level for one in some for level in one.levels] for name, some in rounds.items()}
    tabs = [one.tab for some in rounds.values() for one in some]
    with results.kept_in(options.results) as kept:
        _tell_times(kept, measured, options.levels)
        _tell_costs(kept, measured)
        row = ("web", f"{statistics.median(tabs):.2f}")
        kept.table("An open tab of the web chat, nobody writing", ("process", "processor ms a second and tab"), [row])


def _tell_times(kept: results.Results, measured: Levels, levels: Sequence[int]) -> None:
    rows = [
        _times(name, level, [one for one in rounds if one.at_once == level])
        for level in levels
        for name, rounds in measured.items()
    ]
    columns = ("conversations at once", "processes", "messages", "a second", "p50 ms", "p95 ms", "p99 ms", "no reply")
    kept.table("Throughput and latency of the whole chain", columns, rows)
    lines = [
        Line(f"{name}, {words}", levels, [percentile(_latencies(rounds, level), share) * 1000 for level in levels])
        for name, rounds in measured.items()
        for share, words in ((0.5, "half"), (0.95, "95 %"))
    ]
    description = "Half and 95 % of the replies were there within so many milliseconds, by conversations at once."
    kept.plot("chain", "Latency of the whole chain", description, plot_growth("conversations at once", "ms", lines))


def _times(name: str, at_once: int, rounds: Sequence[Level]) -> Sequence[str]:
    a_second = statistics.median(len(one.latencies) / one.seconds for one in rounds)
    latencies = _latencies(rounds, at_once)
    shares = (f"{percentile(latencies, share) * 1000:,.0f}" for share in (0.5, 0.95, 0.99))
    missing = sum(map(math.isinf, latencies))
    return (str(at_once), name, str(len(latencies)), f"{a_second:.1f}", *shares, str(missing))


def _latencies(levels: Sequence[Level], at_once: int) -> list[float]:
    return [seconds for level in levels if level.at_once == at_once for seconds in level.latencies]


def _tell_costs(kept: results.Results, measured: Levels) -> None:
    rows = [
        (process, name, f"{statistics.median(_milliseconds(rounds, process)):.1f}", f"{_memory(rounds, process):,.0f}")
        for name, rounds in measured.items()
        for process in rounds[0].costs
    ]
    columns = ("process", "processes", "processor ms a message", "memory MiB, most")
    note = "Medians over the levels. Memory: pages shared with other processes are divided among them."
    kept.table("What a message costs each process", columns, rows, note)
    _, levels = next(iter(measured.items()))
    grown = {name: statistics.median(level.grown[name] for level in levels) for name in levels[0].grown}
    sizes = [(name, f"{size:,.0f}") for name, size in grown.items()]
    kept.table("What a message leaves on the disk (SQLite)", ("database", "bytes a message"), sizes)


def _milliseconds(levels: Sequence[Level], process: str) -> list[float]:
    return [level.costs[process].processor * 1000 / len(level.latencies) for level in levels]


def _memory(levels: Sequence[Level], process: str) -> float:
    return max(level.costs[process].memory for level in levels)


if __name__ == "__main__":
    main()
