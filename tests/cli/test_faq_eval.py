"""``faq eval`` on a handful of questions of its own: never on the set that is held apart."""

import csv
import json
from pathlib import Path

import pytest

from bot.cli.main import main

QUESTIONS = [
    {"text": "aide au logement pour un étudiant", "faq_id": "logement-etudiant", "style": "court"},
    {"text": "financer le bafa zibeline", "faq_id": "aide-bafa", "also": ["aide-vacances"], "style": "court"},
    {"text": "je cherche le bafa", "faq_id": "rsa-conditions", "style": "sms"},
    {"text": "recette de la tarte aux pommes", "faq_id": None, "style": "long"},
]


@pytest.fixture(autouse=True)
def questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four questions, of which the third has a wrong label on purpose."""
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in QUESTIONS), encoding="utf-8")
    monkeypatch.setenv("CAF_FAQ_QUESTIONS", str(file))


def test_figures_pairs_report_and_journal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything is told and written; no question's words are, anywhere."""
    folder, journal = tmp_path / "rapport", tmp_path / "journal.csv"
    assert main(["faq", "eval", "--report", str(folder), "--journal", str(journal)]) == 0
    shown = capsys.readouterr().out
    assert "66,7\u202f%" in shown
    assert "1 × rsa-conditions → aide-bafa" in shown
    page = (folder / "index.html").read_text(encoding="utf-8")
    for words in ("bonne fiche en premier", "logement", "court", "langage SMS", "rsa-conditions"):
        assert words in page
    assert {file.name for file in folder.iterdir()} == {"index.html", "calibration.png", "thresholds.png"}
    with journal.open(encoding="utf-8-sig", newline="") as stream:
        (run,) = csv.DictReader(stream, delimiter=";")
    assert (run["questions"], run["out_of_scope"], run["success_at_1"]) == ("3", "1", "0,6667")
    assert run["answer_at"]
    for text in (shown, page, journal.read_text(encoding="utf-8-sig")):
        assert "zibeline" not in text
        assert "tarte" not in text


def test_a_file_that_is_no_journal_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its name, and what to do; the file stays."""
    file = tmp_path / "lettre.csv"
    file.write_text("Bonjour", encoding="utf-8")
    assert main(["faq", "eval", "--journal", str(file)]) == 1
    assert "n’est pas un journal" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "Bonjour"
