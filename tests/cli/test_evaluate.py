"""``eval``: what is told of messages whose outcomes are known."""

import json
from pathlib import Path
from typing import Any, cast

import pytest

from bot.cli import evaluate
from bot.cli.chain import Chain

PLAYED: list[tuple[str, str | None, dict[str, Any]]] = [
    ("question", "apl", {"outcome": "answered", "faq_id": "apl", "candidates": ["apl"]}),
    ("question", "apl", {"outcome": "clarified", "buttons": ["faq:rsa", "faq:apl"], "candidates": ["rsa", "apl"]}),
    ("question", "apl", {"outcome": "clarified", "buttons": ["faq:rsa", "faq:ars"], "candidates": ["rsa"]}),
    ("question", "apl", {"outcome": "answered", "faq_id": "rsa", "candidates": ["rsa"]}),
    ("question", "apl", {"outcome": "not_found", "candidates": ["apl"]}),
    ("question", "apl", {"outcome": "routed_personal", "candidates": ["apl"]}),
    ("question", "apl", {"outcome": "distress"}),
    ("question", "apl", {"outcome": "answered", "faq_id": "apl", "candidates": ["apl"]}),
    ("personal_case", None, {"outcome": "routed_personal"}),
    ("personal_case", None, {"outcome": "answered", "faq_id": "apl", "candidates": ["apl"]}),
    ("other_language", None, {"outcome": "not_found"}),
]


class Recorded:
    """An assistant whose outcomes were written down."""

    def say(self, *_: Any, text: str) -> dict[str, Any]:
        played = {"faq_id": None, "buttons": [], "candidates": []} | PLAYED[int(text)][2]
        return played | {
            "buttons": [{"title": "…", "payload": payload} for payload in played["buttons"]],
            "candidates": [{"id": entry, "score": 0.5} for entry in played["candidates"]],
        }


@pytest.fixture
def told(tmp_path: Path) -> list[str]:
    """What is told of as many messages as there are outcomes; the report is beside it."""
    rows = [{"text": str(n), "route": route, "faq_id": entry} for n, (route, entry, _) in enumerate(PLAYED)]
    file = tmp_path / "triage.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    lines: list[str] = []
    evaluate.evaluate(cast(Chain, Recorded()), file, lines.append, tmp_path / "report")
    return lines


@pytest.mark.parametrize(
    ("share", "of_what"),
    [
        ("25.0%", "envoyées ailleurs"),  # to a person, and to helplines
        ("12.5%", "dit qu’il ne sait pas"),
        ("50.0%", "bonne fiche en premier"),  # nobody has it before them when the assistant says that it does not know
        ("37.5%", "bonne fiche donnée, ou parmi les choix"),
        ("12.5%", "mauvaise fiche donnée"),
        ("9.1%", "pris pour de la détresse"),
        ("0.0%", "other_language"),  # « I do not know » in French helps nobody who reads none
    ],
)
def test_how_messages_end(told: list[str], share: str, of_what: str) -> None:
    """Only what the person has before them counts as right; each way of failing has its row."""
    assert next(line for line in told if of_what in line).strip().startswith(share)


def test_recall_precision_and_f2_are_told_by_route(told: list[str]) -> None:
    """With intervals that hold the figure."""
    question = next(line for line in told if line.endswith(" question"))
    assert question.strip().startswith("62.5%  [25.0% – ")  # five of eight
    assert "précision  83.3%  [" in question  # of six taken for questions, five are
    personal = next(line for line in told if line.endswith(" personal_case"))
    assert "F2 0.500 [0.000 – 1.000]" in personal


def test_a_report_holds_the_same_and_the_matrix(told: list[str], tmp_path: Path) -> None:
    """One page, one plot."""
    page = (tmp_path / "report" / "index.html").read_text(encoding="utf-8")
    assert "personal_case" in page
    assert "Autres messages pris pour de la détresse" in page
    assert (tmp_path / "report" / "routes.png").stat().st_size > 1000


def test_a_set_whose_writer_named_no_entries_is_measured_by_routes_alone(tmp_path: Path) -> None:
    """Nothing is told of entries."""
    file = tmp_path / "second.jsonl"
    file.write_text(json.dumps({"text": "0", "route": "question", "faq_id": None}), encoding="utf-8")
    lines: list[str] = []
    evaluate.evaluate(cast(Chain, Recorded()), file, lines.append, None)
    assert any("envoyées ailleurs" in line for line in lines)
    assert not any("bonne fiche" in line for line in lines)
