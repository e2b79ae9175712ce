"""A room of the benchmarks, to be run: it measures how often it is told to fail."""

import sys

from benchmarks import results


def main() -> int:
    """Keeps a table and a plot; with ``--fail`` its exit status is 3, after the table."""
    parser = results.parser("room", __doc__)
    parser.add_argument("--fail", action="store_true")
    options = parser.parse_args()
    with results.kept_in(options.results) as kept:
        kept.table("A table", ("who", "ms"), [("ours", "1.5"), ("theirs", "<3>")], "Of a room.")
        if options.fail:
            return 3
        kept.plot("picture", "A picture", "What it shows.", b"\x89PNG-synthetic")
    return 0


if __name__ == "__main__":
    sys.exit(main())
