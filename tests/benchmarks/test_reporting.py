"""Parts are run apart, kept, and told of in one report: those that failed or were left out, too."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks import reporting, results
from benchmarks.parts import PARTS, Part
from benchmarks.runs import Kept
from bot.reports.page import Plot, Table
from tests.benchmarks import room

WELL = Part("well", room.__name__)
FAILING = Part("failing", room.__name__, ("--fail",))
LEFT_OUT = Part("left-out", "benchmarks.nothing", apart="needs a moon")


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Nothing run yet."""
    return Kept(tmp_path / "results")


def test_a_part_that_was_run_is_kept_with_what_it_measured(kept: Kept) -> None:
    """Its tables and plots come back as they were."""
    run = kept.run(WELL, quick=False)
    assert (run.status, run.quick) == (0, False)
    assert kept.runs() == {"well": run}
    assert kept.measured(WELL) == [
        Table("A table", ["who", "ms"], [["ours", "1.5"], ["theirs", "<3>"]], "Of a room."),
        Plot("picture", "A picture", "What it shows.", b"\x89PNG-synthetic"),
    ]


def test_a_part_that_fails_says_so_and_keeps_what_it_had_measured(kept: Kept, tmp_path: Path) -> None:
    """The report shows its table, its status, and the part that nobody ran."""
    kept.run(WELL, quick=True)
    kept.run(FAILING, quick=False)
    page = reporting.write([WELL, FAILING, LEFT_OUT], kept, tmp_path / "report").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "failed (status 3)" in page
    assert "quick run" in page
    assert "left out: needs a moon" in page
    assert page.count("A table") == 2
    assert "&lt;3&gt;" in page
    assert (tmp_path / "report" / "picture.png").read_bytes() == b"\x89PNG-synthetic"


def test_what_is_run_again_takes_the_place_of_what_was_there(kept: Kept) -> None:
    """A part that fails now no longer shows figures of a run that did not."""
    kept.run(WELL, quick=False)
    kept.run(Part("well", FAILING.module, FAILING.options), quick=False)
    assert kept.runs()["well"].status == 3
    assert len(kept.measured(WELL)) == 1


def test_a_table_is_printed_as_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    """For the terminal, and to be copied into a README."""
    results.Results().table("Title", ("a", "b"), [("1", "2")])
    assert capsys.readouterr().out.split("\n") == ["", "Title", "", "| a | b |", "| --- | --- |", "| 1 | 2 |", "", ""]


def test_every_part_names_a_room_that_is_there() -> None:
    """And has a name of its own."""
    assert [part.name for part in PARTS if find_spec(f"{part.module}.__main__") is None] == []
    assert len({part.name for part in PARTS}) == len(PARTS)


def test_a_quick_run_has_options_of_its_own() -> None:
    """Where there are any."""
    part = Part("one", "module", ("--much",), ("--little",))
    assert part.command(quick=True) == ("-m", "module", "--little")
    assert part.command(quick=False) == ("-m", "module", "--much")
