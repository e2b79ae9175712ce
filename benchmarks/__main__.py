"""Every benchmark, one after the other, and one report of them all.

    python -m benchmarks                               # `make bench`: two hours, half of them the peer's training
    python -m benchmarks --quick                       # small sizes, some minutes: does everything run?
    python -m benchmarks --only chain --only growth    # these parts; the report keeps the last figures of the others

The report is benchmarks/report/index.html, with its plots as PNG beside it.
"""

import argparse
import sys
from pathlib import Path

from benchmarks import machine, reporting
from benchmarks.parts import PARTS
from benchmarks.runs import Kept
from bot.config import environment

FOLDER = Path(__file__).with_name("report")


def main() -> int:
    """Runs the parts and writes the report, whatever fails; the exit status is 1 if one did."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", action="append", choices=[part.name for part in PARTS], help="this part; repeatable")
    parser.add_argument("--quick", action="store_true", help="small sizes: the figures are worth little")
    parser.add_argument("--report", type=Path, default=FOLDER, help="folder of the report")
    options = parser.parse_args()
    kept = Kept(environment.path("CAF_DATA_DIR") / "benchmarks" / "results")
    wanted = [part for part in PARTS if (part.name in options.only if options.only else not part.apart)]
    failed = []
    try:
        for number, part in enumerate(wanted, start=1):
            print(f"[{number}/{len(wanted)}] {part.name}, load {machine.load()}", file=sys.stderr, flush=True)
            run = kept.run(part, quick=options.quick)
            failed += [part.name] if run.status else []
            print(f"    {run.seconds:.0f} s{', FAILED' if run.status else ''}", file=sys.stderr, flush=True)
    finally:
        print(f"report: {reporting.write(PARTS, kept, options.report)}", file=sys.stderr)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
