"""``rasa test core``: the rules predict every step of the stories in ``tests/stories``."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.config import environment

pytestmark = pytest.mark.system

FEWEST_STORIES = 60


def rasa(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs ``rasa …``; the values below only have to be there, no conversation is held."""
    needed = {"CAF_ACTIONS_URL": "http://127.0.0.1:1/webhook", "CAF_TRACKER_URL": "sqlite://", "CAF_RASA_TOKEN": "-"}
    return subprocess.run(
        (sys.executable, "-W", "ignore", "-m", "rasa", *arguments),
        cwd=environment.ROOT,
        env=os.environ | needed | {"RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_story_is_predicted(tmp_path: Path) -> None:
    """A model of the rules alone says every action of every story, in order."""
    trained = rasa("train", "core", "--stories", "data/rules", "--out", str(tmp_path), "--fixed-model-name", "rules")
    assert trained.returncode == 0, trained.stderr[-3000:]
    tested = rasa(
        *("test", "core", "--model", str(tmp_path / "rules.tar.gz"), "--stories", "tests/stories"),
        *("--out", str(tmp_path / "results"), "--no-plot", "--fail-on-prediction-errors"),
    )
    assert tested.returncode == 0, tested.stderr[-3000:]
    report = json.loads((tmp_path / "results" / "story_report.json").read_text(encoding="utf-8"))
    assert report["conversation_accuracy"]["total"] >= FEWEST_STORIES
    assert report["conversation_accuracy"]["correct"] == report["conversation_accuracy"]["total"]
