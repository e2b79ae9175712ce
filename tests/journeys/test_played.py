"""``journeys.jsonl``: whole conversations played through the running processes, with what must come of each turn.

The file is what ``replay`` reads; each turn says beside it what is ``expect``ed:

- ``outcome``, ``faq_id``: as ``replay`` writes them; ``not_outcome``: anything else
- ``says``, ``unsaid``: words that the replies hold, or do not; ``silent``: whether nothing was said
- ``buttons``: the titles of the quick replies; ``choices``: how many entries are offered; ``chosen``: which of those
  just offered is answered, from 1
- ``first``: the likeliest entry; ``messages``: how many replies came, those to earlier messages included
- ``new_sentences``: nothing of the reply before is said again, its addresses and numbers apart
- ``plain``: an ordinary reply, whatever it is
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.config import environment
from tests.journeys.conftest import Assistant

pytestmark = pytest.mark.system

HERE = Path(__file__).parent
JOURNEYS = HERE / "journeys.jsonl"
FEWEST = 60

Row = Mapping[str, Any]


def journeys() -> list[dict[str, Any]]:
    """What is played."""
    return [json.loads(line) for line in JOURNEYS.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def rows(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Row]]:
    """What happened, turn by turn, by journey: all are played in one run."""
    out = tmp_path_factory.mktemp("played") / "out.jsonl"
    done = subprocess.run(
        (sys.executable, "-W", "ignore", "-m", "bot", "replay", str(JOURNEYS), "--out", str(out)),
        cwd=environment.ROOT,
        env=assistant.environment | {"CAF_PAGES_FILE": str(HERE / "pages.yml")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    by_journey: dict[str, list[Row]] = {}
    for line in out.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_journey.setdefault(row["id"], []).append(row)
    return by_journey


def test_there_are_enough() -> None:
    """Sixty at least, each with its own name."""
    names = [journey["id"] for journey in journeys()]
    assert len(set(names)) == len(names) >= FEWEST


@pytest.mark.parametrize("journey", journeys(), ids=lambda journey: journey["id"])
def test_a_journey(journey: dict[str, Any], rows: dict[str, list[Row]]) -> None:
    """Every turn brings what it must."""
    played = rows[journey["id"]]
    assert len(played) == len(journey["turns"])
    before: Row = {"replies": []}
    for number, (turn, row) in enumerate(zip(journey["turns"], played, strict=True), start=1):
        assert "error" not in row, (number, row)
        wrong = list(differences(turn["expect"], row, before))
        assert not wrong, (number, wrong, row)
        before = row


def differences(expected: Mapping[str, Any], row: Row, before: Row) -> Iterator[str]:
    """What is not as expected, by the key that says so."""
    text = "\n".join(row["replies"])
    choices = [button for button in row["buttons"] if button["payload"].startswith("faq:")]
    holds: dict[str, Callable[[Any], bool]] = {
        "outcome": lambda value: row["outcome"] == value,
        "not_outcome": lambda value: row["outcome"] != value,
        "faq_id": lambda value: row["faq_id"] == value,
        "says": lambda value: all(words in text for words in value),
        "unsaid": lambda value: not any(words in text for words in value),
        "silent": lambda value: (text == "") == value,
        "buttons": lambda value: [button["title"] for button in row["buttons"]] == value,
        "choices": lambda value: len(choices) == value,
        "chosen": lambda value: before["buttons"][value - 1]["payload"] == f"faq:{row['faq_id']}",
        "first": lambda value: row["candidates"][0]["id"] == value,
        "messages": lambda value: len(row["replies"]) == value,
        "new_sentences": lambda value: not said_again(text, "\n".join(before["replies"])),
        "plain": lambda value: text != "" and row["outcome"] not in ("failed", "helped", "not_helped"),
    }
    return (key for key, value in expected.items() if not holds[key](value))


def said_again(text: str, before: str) -> set[str]:
    """The lines that two replies share, links, listed choices and the numbers that help apart."""
    lines = (set(text.splitlines()), set(before.splitlines()))
    shared = {line for line in lines[0] & lines[1] if line.endswith(("?", ".", "!"))}
    return {line for line in shared if not line.startswith("- ") and " 112" not in line}
