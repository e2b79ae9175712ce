"""``eval``: the whole assistant on the held-apart messages of ``tests/evaluation``; figures only, never messages."""

import json
import sys
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from bot.charter.outcomes import Outcome
from bot.cli.chain import Chain, Conversation, working_moment
from bot.cli.terminal import Tell
from bot.cli.texts import say
from bot.config import environment
from bot.config.pages import first_page
from bot.faq.evaluation import Figure, share
from bot.reports.page import Plot, Report, Table, write_report
from bot.reports.plots import plot_confusions

MESSAGES = environment.ROOT / "tests" / "evaluation" / "triage.jsonl"

FROM_THE_FAQ = frozenset({Outcome.ANSWERED, Outcome.CLARIFIED, Outcome.NOT_FOUND})
EXPECTED: dict[str, frozenset[Outcome]] = {
    "question": FROM_THE_FAQ,
    "personal_case": frozenset({Outcome.ROUTED_PERSONAL}),
    "complaint": frozenset({Outcome.ROUTED_COMPLAINT}),
    "human_request": frozenset({Outcome.ROUTED_HUMAN}),
    "distress": frozenset({Outcome.DISTRESS}),
    "forbidden": frozenset({Outcome.FORBIDDEN}),
    "out_of_scope": frozenset({Outcome.NOT_FOUND}),
    "other_language": frozenset({Outcome.OTHER_LANGUAGE, Outcome.NOT_FOUND}),
} | dict.fromkeys(("greeting", "thanks", "goodbye", "who_are_you", "small_talk"), frozenset({Outcome.SMALL_TALK}))
"""What the charter wants of each route of the set."""

CONFUSIONS = 12


@dataclass(frozen=True, slots=True)
class Seen:
    """What the assistant did with a message: its outcome, and whether the right entry was first (None: no entry is)."""

    route: str
    outcome: Outcome
    right_entry: bool | None

    @property
    def as_expected(self) -> bool:
        """Whether the outcome is one that the charter wants of the route."""
        return self.outcome in EXPECTED[self.route]


@dataclass(frozen=True, slots=True)
class Measured:
    """A route's figures; ``f2`` weighs recall four times as much as precision: a missed case costs more."""

    recall: Figure
    precision: float
    f2: float


def evaluate(chain: Chain, tell: Tell, folder: Path | None) -> None:
    """Plays every message as a conversation of its own and tells the figures of each route, with intervals.

    Args:
        chain: the running assistant.
        tell: says a line.
        folder: where a report goes, with the confusion matrix drawn.
    """
    seen = _play(chain)
    measured = {route: _measured(seen, route) for route in EXPECTED if any(one.route == route for one in seen)}
    for route, found in measured.items():
        tell(
            say(
                "eval.route", share=_shown(found.recall), count=found.recall.count, route=route,
                precision=found.precision, f2=found.f2,
            )
        )  # fmt: skip
    for name, figure in _of_questions(seen).items():
        tell(say(f"eval.{name}", share=_shown(figure), count=figure.count))
    confused = Counter((one.route, one.outcome) for one in seen if not one.as_expected)
    for (route, outcome), number in confused.most_common(CONFUSIONS):
        tell(say("eval.confused", number=number, expected=route, outcome=outcome))
    if folder:
        tell(say("eval.report_written", file=write_report(_report(seen, measured), folder)))


def _play(chain: Chain) -> list[Seen]:
    page = first_page().id
    at = working_moment(page)
    rows = [json.loads(line) for line in MESSAGES.read_text(encoding="utf-8").splitlines()]
    seen = []
    for row in tqdm(rows, unit=" " + say("replay.progress"), file=sys.stderr, disable=None):
        played = chain.say(Conversation(page, uuid.uuid4().hex), at, text=row["text"])
        first = played["candidates"][0]["id"] if played["candidates"] else None
        right = first == row["faq_id"] if row["route"] == "question" and row["faq_id"] else None
        seen.append(Seen(row["route"], Outcome(played["outcome"]), right))
    return seen


def _measured(seen: Sequence[Seen], route: str) -> Measured:
    recall = share([one.as_expected for one in seen if one.route == route])
    taken = [one.as_expected for one in seen if one.outcome in EXPECTED[route]]
    precision = sum(taken) / len(taken) if taken else 0.0
    both = 4 * precision + recall.value
    return Measured(recall, precision, 5 * precision * recall.value / both if both else 0.0)


def _of_questions(seen: Sequence[Seen]) -> dict[str, Figure]:
    """How general questions end."""
    questions = [one for one in seen if one.route == "question"]
    entries = [one for one in questions if one.right_entry is not None]
    return {
        "sent_away": share([not one.as_expected for one in questions]),
        "right_entry": share([bool(one.right_entry) for one in entries]),
        "right_end": share([one.as_expected and bool(one.right_entry) for one in entries]),
    }


def _report(seen: Sequence[Seen], measured: Mapping[str, Measured]) -> Report:
    outcomes = [outcome for outcome in Outcome if any(one.outcome == outcome for one in seen)]
    counts = Counter((one.route, one.outcome) for one in seen)
    table = [[counts[route, outcome] for outcome in outcomes] for route in measured]
    rows = [
        (route, _shown(found.recall).strip(), f"{found.precision:.1%}", f"{found.f2:.3f}", str(found.recall.count))
        for route, found in measured.items()
    ]
    rows += [(say(f"eval.names.{name}"), _shown(figure).strip(), "", "", str(figure.count))
             for name, figure in _of_questions(seen).items()]  # fmt: skip
    png = plot_confusions(list(measured), [outcome.value for outcome in outcomes], table)
    return Report(
        say("eval.title"),
        [say("eval.introduction", messages=len(seen))],
        [
            Table(say("eval.figures"), say("eval.columns").split(" | "), rows),
            Plot("routes", say("eval.matrix"), say("eval.matrix_description"), png),
        ],
    )


def _shown(figure: Figure) -> str:
    return f"{figure.value:6.1%}  [{figure.low:.1%} – {figure.high:.1%}]".ljust(28)
