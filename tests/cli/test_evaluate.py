"""``eval``: what is told of messages whose outcomes are known."""

import json
from pathlib import Path
from typing import Any, cast

import pytest

from bot.cli import evaluate
from bot.cli.chain import Chain

PLAYED = [
    ("question", "aides/apl", "answered", "aides/apl"),
    ("question", "aides/apl", "clarified", "aides/rsa"),
    ("question", "aides/apl", "routed_personal", "aides/apl"),
    ("personal_case", None, "routed_personal", None),
    ("personal_case", None, "answered", "aides/apl"),
]


class Recorded:
    """An assistant whose outcomes were written down."""

    def say(self, *_: Any, text: str) -> dict[str, Any]:
        outcome, first = PLAYED[int(text)][2:]
        return {"outcome": outcome, "candidates": [{"id": first}] if first else []}


@pytest.fixture(autouse=True)
def messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many messages as there are outcomes."""
    rows = [{"text": str(n), "route": route, "faq_id": entry} for n, (route, entry, _, _) in enumerate(PLAYED)]
    file = tmp_path / "triage.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    monkeypatch.setattr(evaluate, "MESSAGES", file)


def test_recall_precision_and_f2_are_told_by_route(tmp_path: Path) -> None:
    """And how general questions end; the report holds the same, and the matrix."""
    told: list[str] = []
    evaluate.evaluate(cast(Chain, Recorded()), told.append, tmp_path / "report")
    question = next(line for line in told if line.endswith(" question"))
    assert "66.7%" in question  # two of three
    assert "précision  66.7%" in question  # of three taken for questions, two are
    personal = next(line for line in told if line.endswith(" personal_case"))
    assert "50.0%" in personal
    assert "F2 0.500" in personal
    assert any("33.3%" in line and "envoyées ailleurs" in line for line in told)
    assert any("66.7%" in line and "bonne fiche en premier" in line for line in told)
    assert any("33.3%" in line and "bonne voie et bonne fiche" in line for line in told)
    assert (tmp_path / "report" / "routes.png").stat().st_size > 1000
    assert "personal_case" in (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
