"""``eval``: the whole assistant on held-apart messages; figures only, never messages."""

import json
import sys
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from bot.charter.outcomes import Outcome
from bot.cli.chain import Chain, Conversation, working_moment
from bot.cli.terminal import Tell
from bot.cli.texts import say
from bot.config import environment
from bot.config.pages import first_page
from bot.faq.choice import PAYLOAD_PREFIX
from bot.faq.evaluation import Figure, of_means, share
from bot.reports.page import Plot, Report, Table, write_report
from bot.reports.plots import plot_confusions

MESSAGES = environment.ROOT / "tests" / "evaluation" / "triage.jsonl"
"""Of three writers, who named the entry of each question; ``second.jsonl`` and ``third.jsonl`` beside it are others',
who named none."""

FROM_THE_FAQ = frozenset({Outcome.ANSWERED, Outcome.CLARIFIED})
EXPECTED: dict[str, frozenset[Outcome]] = {
    "question": FROM_THE_FAQ,
    "personal_case": frozenset({Outcome.ROUTED_PERSONAL}),
    "complaint": frozenset({Outcome.ROUTED_COMPLAINT}),
    "human_request": frozenset({Outcome.ROUTED_HUMAN}),
    "distress": frozenset({Outcome.DISTRESS}),
    "forbidden": frozenset({Outcome.FORBIDDEN}),
    "out_of_scope": frozenset({Outcome.NOT_FOUND}),
    "other_language": frozenset({Outcome.OTHER_LANGUAGE}),
} | dict.fromkeys(("greeting", "thanks", "goodbye", "who_are_you", "small_talk"), frozenset({Outcome.SMALL_TALK}))
"""What the charter wants of each route of the set."""

CONFUSIONS = 12


@dataclass(frozen=True, slots=True)
class Seen:
    """What the assistant did with a message.

    Attributes:
        route: the right one.
        wanted: the right entry; None where no entry is.
        outcome: what was done.
        given: the entry that was answered, if any.
        offered: the entries among the choices.
        first: the likeliest entry, whatever was done with it.
    """

    route: str
    wanted: str | None
    outcome: Outcome
    given: str | None
    offered: Sequence[str]
    first: str | None

    @property
    def as_expected(self) -> bool:
        """Whether the outcome is one that the charter wants of the route."""
        return self.outcome in EXPECTED[self.route]

    @property
    def right_end(self) -> bool:
        """Whether the person has the right entry before them: answered, or among the choices."""
        answered = self.outcome is Outcome.ANSWERED and self.given == self.wanted
        return answered or (self.outcome is Outcome.CLARIFIED and self.wanted in self.offered)

    @property
    def wrong_answer(self) -> bool:
        """Whether another entry was answered, with confidence."""
        return self.outcome is Outcome.ANSWERED and self.given != self.wanted


@dataclass(frozen=True, slots=True)
class Measured:
    """A route's figures; ``f2`` weighs recall four times as much as precision: a missed case costs more."""

    recall: Figure
    precision: Figure
    f2: Figure


def evaluate(chain: Chain, messages: Path, tell: Tell, folder: Path | None) -> None:
    """Plays every message as a conversation of its own and tells the figures of each route, with intervals.

    Args:
        chain: the running assistant.
        messages: one JSON object a line: ``text``, ``route``, and ``faq_id`` or null.
        tell: says a line.
        folder: where a report goes, with the confusion matrix drawn.
    """
    seen = _play(chain, messages)
    measured = {route: _measured(seen, route) for route in EXPECTED if any(one.route == route for one in seen)}
    for route, found in measured.items():
        tell(
            say(
                "eval.route", share=_shown(found.recall), count=found.recall.count, route=route,
                precision=_shown(found.precision), f2=found.f2.value, low=found.f2.low, high=found.f2.high,
            )
        )  # fmt: skip
    for name, figure in _ends(seen).items():
        tell(say(f"eval.{name}", share=_shown(figure), count=figure.count))
    confused = Counter((one.route, one.outcome) for one in seen if not one.as_expected)
    for (route, outcome), number in confused.most_common(CONFUSIONS):
        tell(say("eval.confused", number=number, expected=route, outcome=outcome))
    if folder:
        tell(say("eval.report_written", file=write_report(_report(seen, measured), folder)))


def _play(chain: Chain, messages: Path) -> list[Seen]:
    page = first_page().id
    at = working_moment(page)
    rows = [json.loads(line) for line in messages.read_text(encoding="utf-8").splitlines()]
    seen = []
    for row in tqdm(rows, unit=" " + say("replay.progress"), file=sys.stderr, disable=None):
        played = chain.say(Conversation(page, uuid.uuid4().hex), at, text=row["text"])
        wanted = row["faq_id"] if row["route"] == "question" else None
        seen.append(_seen(row["route"], wanted, played))
    return seen


def _seen(route: str, wanted: str | None, played: Mapping[str, Any]) -> Seen:
    payloads = [button["payload"] for button in played["buttons"]]
    return Seen(
        route,
        wanted,
        Outcome(played["outcome"]),
        played["faq_id"],
        [payload.removeprefix(PAYLOAD_PREFIX) for payload in payloads if payload.startswith(PAYLOAD_PREFIX)],
        next((candidate["id"] for candidate in played["candidates"]), None),
    )


def _measured(seen: Sequence[Seen], route: str) -> Measured:
    recall = share([one.as_expected for one in seen if one.route == route])
    rows = [
        (ours and one.as_expected, ours, taken and one.as_expected, taken)
        for one in seen
        for ours, taken in [(one.route == route, one.outcome in EXPECTED[route])]
    ]
    return Measured(recall, of_means(rows, _precision), of_means(rows, _f2))


def _precision(means: NDArray[np.float64]) -> NDArray[np.float64]:
    return _ratio(means[..., 2], means[..., 3])


def _f2(means: NDArray[np.float64]) -> NDArray[np.float64]:
    precision, recall = _precision(means), _ratio(means[..., 0], means[..., 1])
    return _ratio(5 * precision * recall, 4 * precision + recall)


def _ratio(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """Their ratio; 0 where there is nothing to share."""
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0)


def _ends(seen: Sequence[Seen]) -> dict[str, Figure]:
    """How general questions end, and who is taken for a person in distress without being one."""
    questions = [one for one in seen if one.route == "question"]
    figures = {
        "sent_away": share([one.outcome not in FROM_THE_FAQ | {Outcome.NOT_FOUND} for one in questions]),
        "not_found": share([one.outcome is Outcome.NOT_FOUND for one in questions]),
        "false_distress": share([one.outcome is Outcome.DISTRESS for one in seen if one.route != "distress"]),
    }
    if entries := [one for one in questions if one.wanted is not None]:
        figures |= {
            "right_entry": share([one.first == one.wanted for one in entries]),
            "right_end": share([one.right_end for one in entries]),
            "wrong_answer": share([one.wrong_answer for one in entries]),
        }
    return figures


def _report(seen: Sequence[Seen], measured: Mapping[str, Measured]) -> Report:
    outcomes = [outcome for outcome in Outcome if any(one.outcome == outcome for one in seen)]
    counts = Counter((one.route, one.outcome) for one in seen)
    table = [[counts[route, outcome] for outcome in outcomes] for route in measured]
    rows = [
        (
            route,
            _shown(found.recall).strip(),
            _shown(found.precision).strip(),
            f"{found.f2.value:.3f} [{found.f2.low:.3f} – {found.f2.high:.3f}]",
            str(found.recall.count),
        )
        for route, found in measured.items()
    ]
    rows += [(say(f"eval.names.{name}"), _shown(figure).strip(), "", "", str(figure.count))
             for name, figure in _ends(seen).items()]  # fmt: skip
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
