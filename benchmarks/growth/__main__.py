"""How search, index and memory grow with the number of entries.

    python -m benchmarks.growth [--entries 100 1000 10000 100000]

Entries are made up: words of the FAQ's own phrasings in another order, five phrasings each, and vectors near those of
real ones, for encoding 500,000 phrasings would take hours and tell nothing of the search. The topic model knows the 166
real topics at every size. Each size is measured in a process of its own. A question's time is that of the search, with
its parts; encoding comes on top (``benchmarks.encoder``) and does not grow.
"""

import statistics
from collections.abc import Sequence

from benchmarks import results
from benchmarks.growth.measuring import PHRASINGS_EACH, Size, measure
from benchmarks.in_turn import percentile
from benchmarks.processes import apart
from bot.reports.plots import Line, plot_growth


def main() -> None:
    """Measures each size, prints the table, draws the curves."""
    parser = results.parser("growth", __doc__)
    parser.add_argument("--entries", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    options = parser.parse_args()
    with results.kept_in(options.results) as kept:
        sizes = [_measure(entries) for entries in options.entries]
        kept.table(
            "Growth of the search with the entries",
            ("entries", "phrasings", "index built in s", "MiB", "search, p50 ms", "p95 ms"),
            [_row(size) for size in sizes],
        )
        lines = [
            Line("search, p50 (ms)", options.entries, [statistics.median(size.search) for size in sizes]),
            Line("index built (s)", options.entries, [size.build for size in sizes]),
            Line("memory (MiB)", options.entries, [max(size.memory, 1) for size in sizes]),
        ]
        description = "A question's time, the time to build the index, and its memory, by number of entries."
        kept.plot("growth", "Growth with the entries", description, plot_growth("entries", "", lines))


def _measure(entries: int) -> Size:
    results.progress(f"{entries} entries")
    return apart(measure, entries)


def _row(size: Size) -> Sequence[str]:
    times = (f"{percentile(size.search, share):.1f}" for share in (0.5, 0.95))
    return (
        f"{size.entries:,}", f"{size.entries * PHRASINGS_EACH:,}", f"{size.build:.1f}", f"{size.memory:,.0f}", *times
    )  # fmt: skip


if __name__ == "__main__":
    main()
