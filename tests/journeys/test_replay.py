"""``replay`` and ``ask``: the measuring instrument itself, on the running Rasa."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Assistant

pytestmark = pytest.mark.system

KEYS = {
    "id", "turn", "outcome", "intent", "confidence", "faq_id", "candidates", "replies", "buttons", "kinds", "ms",
}  # fmt: skip


def play(assistant: Assistant, folder: Path, *lines: dict[str, Any]) -> list[dict[str, Any]]:
    """Plays the lines; one row a turn."""
    file, out = folder / "in.jsonl", folder / "out.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    done = assistant.command("replay", str(file), "--out", str(out))
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_single_messages_and_journeys(assistant: Assistant, tmp_path: Path) -> None:
    """Every turn has its row, with the documented keys; outcomes are those of the charter."""
    rows = play(
        assistant,
        tmp_path,
        {"id": "a", "text": "comment demander l'apl quand on est étudiant ?"},
        {"id": "b", "text": "comment demander l'apl quand on est étudiant ?", "at": "2026-11-24T22:00"},
        {"id": "c", "text": "mon n° allocataire 1234567", "at": "2026-11-24T22:00"},
        {
            "id": "d",
            "turns": [
                {"at": "2026-11-24T10:00"},
                {"user": "la prime d'activité"},
                {"button": 1},
                {"attachment": "image"},
                {"at": "2026-12-25T10:00", "user": "bonjour"},
            ],
        },
    )
    assert all(set(row) == KEYS for row in rows)
    seen = [(row["id"], row["turn"], row["outcome"]) for row in rows]
    assert seen == [
        ("a", 1, "answered"),
        ("b", 1, "closed"),
        ("c", 1, "refused_personal_data"),
        ("d", 1, "clarified"),
        ("d", 2, "answered"),
        ("d", 3, "refused_attachment"),
        ("d", 4, "closed"),
    ]
    assert rows[0]["faq_id"] == "logement-etudiant"
    assert rows[0]["candidates"][0]["id"] == "logement-etudiant"
    assert "mercredi 25 novembre à 9" in rows[1]["replies"][0]
    assert rows[2]["kinds"] == ["ALLOC"]
    assert rows[4]["faq_id"] == rows[3]["buttons"][0]["payload"].removeprefix("faq:")
    assert "lundi 28 décembre à 9" in rows[6]["replies"][0]
    assert rows[0]["ms"]["total"] >= rows[0]["ms"]["rasa"] > 0


def test_a_wrong_line_is_named_and_nothing_is_played(assistant: Assistant, tmp_path: Path) -> None:
    """The file, the line and the remedy are said, in French; no output is written."""
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": "a", "text": "bonjour"}\n{"id": "b"}\n', encoding="utf-8")
    done = assistant.command("replay", str(file), "--out", str(tmp_path / "out.jsonl"))
    assert done.returncode == 1
    assert f"{file}:2" in done.stderr
    assert "«\u00a0text\u00a0» ou «\u00a0turns\u00a0»" in done.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_a_button_that_was_not_offered_is_said_in_its_row(assistant: Assistant, tmp_path: Path) -> None:
    """The journey goes on; the row says what could not be pressed."""
    rows = play(assistant, tmp_path, {"id": "a", "turns": [{"button": 2}, {"user": "bonjour"}]})
    assert "aucun bouton" in rows[0]["error"]
    assert rows[1]["outcome"] == "small_talk"


def test_ask_shows_the_answer_and_why(assistant: Assistant) -> None:
    """An editor reads the reply, the outcome in words and the entry."""
    done = assistant.command("ask", "comment demander l'apl quand on est étudiant ?", "--at", "2026-11-24T10:00")
    assert done.returncode == 0, done.stderr
    assert "Réponse donnée" in done.stdout
    assert "fiche\u00a0: logement-etudiant" in done.stdout


def test_replay_leaves_nothing_in_the_installation(assistant: Assistant, tmp_path: Path) -> None:
    """Statistics count citizens, not measurements."""
    before = (assistant.data / "assistant.sqlite3").read_bytes()
    play(assistant, tmp_path, {"id": "a", "text": "bonjour"})
    assert (assistant.data / "assistant.sqlite3").read_bytes() == before
