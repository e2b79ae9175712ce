"""``faq eval``: measures the search on the held-apart questions; prints figures and never a question."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from babel.numbers import format_decimal, format_percent
from tqdm import tqdm

from bot.cli.errors import CommandError
from bot.cli.faq import finder_in_use, served_index
from bot.cli.terminal import Tell
from bot.cli.texts import named, say
from bot.config import environment
from bot.config.trained import ENCODER
from bot.faq.encoder import Encoder
from bot.faq.evaluation import (
    Confusion,
    Figure,
    Result,
    confusions,
    figures,
    grouped,
    measure,
    read_questions,
    reliability,
    threshold,
)
from bot.faq.index import Index
from bot.faq.search import Calibration
from bot.faq.vectors import fingerprint
from bot.reports.journal import JournalError, append_run, commit_of
from bot.reports.page import Plot, Report, Table, write_report
from bot.reports.plots import Line, Mark, plot_shares

PAIRS_SHOWN = 15
"""Confusion pairs on the terminal; the report has them all."""

LEVELS = 100
"""Steps of the curve over thresholds."""

GROUP_FIGURES = ("success_at_1", "success_at_3", "wrong_answer", "unknown")
"""What is told of each theme and style."""


def evaluate(journal: Path | None, folder: Path | None, tell: Tell) -> None:
    """Measures, tells the figures, and writes the report and the journal's line where they are asked for.

    Raises:
        EmptyFaqError: no entry can be served.
        CommandError: the journal's file is something else.
        OSError: a file cannot be written.
    """
    index = served_index()
    questions = read_questions(environment.path("CAF_FAQ_QUESTIONS"))
    encode = Encoder(ENCODER, threads=2).encode_queries
    measured = measure([index], encode, finder_in_use(), questions)
    unit = " " + say("faq_eval.unit")
    bar = tqdm(measured, total=len(questions), unit=unit, file=sys.stderr, disable=None, leave=False)
    results = [result for (result,) in bar]
    total = figures(results)
    for name, figure in total.items():
        tell(f"{_interval(figure):34} n = {figure.count:4}  {say(f'faq.figures.{name}')}")
    for style, some in grouped(results, _style).items():
        figure = figures(some)["success_at_1"]
        if figure.count:
            tell(f"{_interval(figure):34} n = {figure.count:4}  {style}")
    pairs = confusions(results)
    tell(say("faq_eval.pairs", count=sum(pair.count for pair in pairs), different=len(pairs)))
    for pair in pairs[:PAIRS_SHOWN]:
        tell(say("faq_eval.pair", count=pair.count, asked=_asked(pair), given=pair.given))
    if folder:
        tell(say("faq_eval.report_written", file=write_report(_report(index, results, pairs), folder)))
    if journal:
        try:
            append_run(journal, _run(index, results, total))
        except JournalError as error:
            raise CommandError(say("faq_eval.bad_journal", file=journal)) from error
        tell(say("faq_eval.journal_written", file=journal))


def _report(index: Index, results: Sequence[Result], pairs: Sequence[Confusion]) -> Report:
    def theme(result: Result) -> str:
        entry = index.entries.get(next(iter(result.question.accepted), ""))
        return entry.theme if entry else say("faq_eval.outside")

    rows = [
        (say(f"faq.figures.{name}"), _percent(figure.value), _bounds(figure), str(figure.count))
        for name, figure in figures(results).items()
    ]
    confused = [(_asked(pair), pair.given, str(pair.count), str(pair.answered)) for pair in pairs]
    return Report(
        say("faq_eval.title"),
        [
            say(
                "faq_eval.introduction",
                day=datetime.now().astimezone(),
                commit=commit_of(environment.ROOT) or "–",
                entries=len(index.entries),
                questions=len(results),
            ),
            say("faq_eval.held_apart"),
        ],
        [
            _table("figures", rows),
            _calibration_plot(results),
            _threshold_plot(results),
            _groups("themes", grouped(results, theme)),
            _groups("styles", grouped(results, _style)),
            _table("confusions", confused),
        ],
    )


def _table(name: str, rows: Sequence[Sequence[str]]) -> Table:
    texts = f"faq_eval.{name}"
    return Table(say(f"{texts}.title"), say(f"{texts}.columns").split(" | "), rows, say(f"{texts}.note"))


def _groups(name: str, groups: Mapping[str, Sequence[Result]]) -> Table:
    rows = []
    for group, some in groups.items():
        found = figures(some)
        shown = [found[figure] for figure in GROUP_FIGURES]
        if shown[0].count:
            rows.append((group, str(shown[0].count), *(_interval(figure) for figure in shown)))
    return _table(name, rows)


def _calibration_plot(results: Sequence[Result]) -> Plot:
    found = reliability(results)
    line = Line(
        say("faq_eval.calibration.line"),
        [each.announced for each in found],
        [each.right.value for each in found],
        [each.right.low for each in found],
        [each.right.high for each in found],
    )
    png = plot_shares(
        say("faq_eval.calibration.x"), say("faq_eval.calibration.y"), [line],
        diagonal=say("faq_eval.calibration.diagonal"),
    )  # fmt: skip
    gap = sum(abs(each.announced - each.right.value) * each.right.count for each in found) / len(results)
    words = say("faq_eval.calibration.description", gap=_percent(gap))
    return Plot("calibration", say("faq_eval.calibration.title"), words, png)


def _threshold_plot(results: Sequence[Result]) -> Plot:
    chosen = Calibration.default().answer_at
    levels = [level / LEVELS for level in range(LEVELS + 1)]
    found = [threshold(results, level) for level in levels]
    lines = [
        Line(say(f"faq_eval.thresholds.{kind}"), levels, [getattr(each, kind) for each in found])
        for kind in ("right", "wrong", "outside")
    ]
    png = plot_shares(
        say("faq_eval.thresholds.x"), say("faq_eval.thresholds.y"), lines,
        marks=[Mark(say("faq_eval.thresholds.chosen"), chosen)],
    )  # fmt: skip
    here = threshold(results, chosen)
    words = say(
        "faq_eval.thresholds.description",
        chosen=_percent(chosen),
        right=_percent(here.right),
        wrong=_percent(here.wrong),
        outside=_percent(here.outside),
    )
    return Plot("thresholds", say("faq_eval.thresholds.title"), words, png)


def _run(index: Index, results: Sequence[Result], total: Mapping[str, Figure]) -> dict[str, object]:
    """The journal's line: when, on what code, on what data, the figures, the settings."""
    return {
        "date": datetime.now().astimezone().isoformat(timespec="seconds"),
        "commit": commit_of(environment.ROOT),
        "entries": len(index.entries),
        "phrasings": sum(len(entry.phrasings) for entry in index.entries.values()),
        "questions": sum(bool(result.question.accepted) for result in results),
        "out_of_scope": sum(not result.question.accepted for result in results),
        **dict(_figures(total)),
        "encoder": fingerprint(ENCODER),
        **{name: _number(value) for name, value in Calibration.default().as_mapping().items()},
    }


def _figures(total: Mapping[str, Figure]) -> Iterator[tuple[str, str]]:
    for name, figure in total.items():
        yield name, _number(figure.value)
        yield f"{name}_low", _number(figure.low)
        yield f"{name}_high", _number(figure.high)


def _style(result: Result) -> str:
    return named("faq_eval.style_names", result.question.style)


def _asked(pair: Confusion) -> str:
    return pair.asked or say("faq_eval.outside")


def _interval(figure: Figure) -> str:
    return f"{_percent(figure.value)}  {_bounds(figure)}" if figure.count else "–"


def _bounds(figure: Figure) -> str:
    return f"[{_percent(figure.low)}\u00a0–\u00a0{_percent(figure.high)}]" if figure.count else "–"


def _percent(value: float) -> str:
    return format_percent(value, format="#,##0.0\u202f%", locale="fr") if value == value else "–"  # noqa: PLR0124 (NaN)


def _number(value: float) -> str:
    """A number as French spreadsheets read it."""
    return format_decimal(value, format="0.####", locale="fr") if value == value else ""  # noqa: PLR0124 (NaN)
