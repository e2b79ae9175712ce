"""The one report: the machine, which part was run when and how, then what each measured."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks import machine
from benchmarks.parts import Part
from benchmarks.runs import Kept, Run
from bot.reports.page import Plot, Report, Table, write_report

INTRODUCTION = (
    "Made by « make bench ». Ratios of runs taken in turn say more than absolute times; the load of the machine is the "
    "number of processes that ran or waited to run, so that above the number of cores a time is the machine's rather "
    "than ours.",
    "A part that failed or was left out is said in the second table. A part keeps the figures of its last run, whose "
    "date is there too.",
)


def write(parts: Sequence[Part], kept: Kept, folder: Path) -> Path:
    """Writes the page and its plots from the last run of each part; returns the page.

    Raises:
        OSError: it cannot be written.
    """
    measured = [table for part in parts for table in _named(part, kept)]
    state = Table(
        "Parts",
        ("part", "state", "measured", "seconds", "load before, after", "command"),
        [_state(part, kept.runs().get(part.name)) for part in parts],
    )
    hardware = Table("Machine", ("", ""), list(machine.describe().items()))
    return write_report(Report("Benchmarks", INTRODUCTION, [hardware, state, *measured], language="en"), folder)


def _named(part: Part, kept: Kept) -> Iterator[Table | Plot]:
    for one in kept.measured(part):
        yield replace(one, title=f"{part.name}: {one.title}")


def _state(part: Part, run: Run | None) -> Sequence[str]:
    if run is None:
        command = " ".join(("python", *part.command(quick=False)))
        return (part.name, f"left out: {part.apart or 'not run'}", "–", "–", "–", command)
    state = f"failed (status {run.status})" if run.status else "quick run" if run.quick else "done"
    return (part.name, state, run.at, f"{run.seconds:.0f}", ", ".join(run.load), run.command)
