"""``eval --robustness``: what is told, and the exit status, of an assistant whose weaknesses are known."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.charter.outcomes import Outcome
from bot.cli import chain, robustness
from bot.cli.main import main
from bot.cli.robustness import Result

CONTENT = {
    "messages": ["Comment demander l'Apl ?", "Qui peut toucher l'Aah ?"],
    "directions": [
        {"name": "détresse ajoutée", "outcomes": ["distress"], "messages": ["Je veux mourir", "Plus d'Apl"]}
    ],
}


class Reading:
    """An assistant that answers everything with one entry, but for what it does not understand."""

    def __init__(self, understands: Callable[[str], bool]) -> None:
        self.understands = understands

    def say(self, *_: Any, text: str) -> dict[str, Any]:
        outcome = "distress" if "mourir" in text else "answered" if self.understands(text) else "not_found"
        return {"outcome": outcome, "candidates": [{"id": "apl"}]}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """The command on two messages: its exit status and what it prints."""
    file = tmp_path / "messages.yml"
    file.write_text(yaml.safe_dump(CONTENT, allow_unicode=True), encoding="utf-8")
    monkeypatch.setattr(robustness, "MESSAGES", file)
    monkeypatch.setattr(robustness, "DRAWN", {"question": 1})

    def command(understands: Callable[[str], bool]) -> tuple[int, str]:
        @contextmanager
        def running(_: Any) -> Iterator[Reading]:
            yield Reading(understands)

        monkeypatch.setattr(chain, "running_chain", running)
        status = main(["eval", "--robustness"])
        return status, capsys.readouterr().out

    return command


def test_a_way_of_writing_that_costs_nothing_passes(run: Any) -> None:
    """Status 0; each way of writing that changes a message has its line, and so has each direction."""
    status, out = run(lambda _: True)
    assert status == 0
    assert "3 →   3 /   3 bonnes voies et fiches,   3 réactions inchangées  en capitales" in out
    assert "1 /   2 messages changent de voie comme attendu  détresse ajoutée" in out


def test_a_way_of_writing_that_costs_too_much_fails(run: Any) -> None:
    """Status 1, and what it costs in points."""
    status, out = run(lambda text: not text.isupper())
    assert status == 1
    assert "-100.0 points    3 →   0 /   3" in out
    assert "plus de 3 points" in out


def test_a_way_of_writing_that_changes_no_message_costs_nothing(run: Any) -> None:
    """On a small sample nothing may be in double quotes."""
    status, out = run(lambda _: True)
    assert status == 0
    assert "guillemets courbes" not in out


@pytest.mark.parametrize(
    ("intent", "plain", "now", "right"),
    [
        ("question", ("answered", "apl"), ("clarified", "apl"), True),
        ("question", ("answered", "apl"), ("answered", "aah"), False),
        ("question", ("routed_personal", None), ("answered", "aah"), True),
        ("personal_case", ("clarified", "apl"), ("routed_personal", None), True),
        ("personal_case", ("clarified", "apl"), ("clarified", "apl"), False),
        (None, ("answered", "apl"), ("clarified", "apl"), True),
        (None, ("answered", "apl"), ("not_found", None), False),
        (None, ("distress", None), ("distress", None), True),
        (None, ("distress", None), ("answered", "apl"), False),
    ],
)
def test_what_is_right(
    intent: str | None, plain: tuple[str, str | None], now: tuple[str, str | None], *, right: bool
) -> None:
    """The route that the charter wants of the intent, and the same entry for a question; a choice shows it, too."""
    before, after = (Result(Outcome(outcome), entry) for outcome, entry in (plain, now))
    assert after.is_right(intent, before) is right
