"""Trials: one after the other, whole, and without their words in a log."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.config.apart import ApartError, Row
from bot.config.jobs import GIVEN_UP
from bot.conversations import clock
from bot.trials import running
from bot.trials.models import Trial
from tests.faq.conftest import HANDFUL, ROOT

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
State = Trial.State


def trial(**fields: object) -> Trial:
    """A trial that was asked for."""
    return Trial.objects.create(**{"question": "le bafa ?", "by": "redac", "created_at": NOW} | fields)


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> list[Row]:
    """Jobs are noted, and answered in this process."""
    jobs: list[Row] = []

    def run(module: str, job: Row) -> Iterator[Row]:
        jobs.append(job)
        yield {"asked": {"now": job["question"]}}
        if job["question"] == "échoue":
            raise ApartError("OSError")

    monkeypatch.setattr(running, "run_apart", run)
    return jobs


@pytest.mark.system
def test_a_trial_says_what_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real thing, in its own process: six entries, three questions, one entry withdrawn."""
    folder = tmp_path / "faq"
    for name in HANDFUL:
        file = folder / f"{name}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text((ROOT / "data" / "faq" / f"{name}.yml").read_text(encoding="utf-8"), encoding="utf-8")
    questions = [
        {"text": "comment financer le bafa ?", "faq_id": "aide-bafa"},
        {"text": "j'ai oublié mon mot de passe", "faq_id": "compte-mot-de-passe"},
        {"text": "la recette de la tarte aux pommes", "faq_id": None},
    ]
    (tmp_path / "questions.jsonl").write_text("\n".join(map(json.dumps, questions)), encoding="utf-8")
    monkeypatch.setenv("CAF_FAQ_DIR", str(folder))
    monkeypatch.setenv("CAF_FAQ_QUESTIONS", str(tmp_path / "questions.jsonl"))
    text = (folder / "action-sociale" / "aide-bafa.yml").read_text(encoding="utf-8")
    asked = trial(entry=text.replace("status: published", "status: disabled"), whole=True)
    assert running.run_waiting() == 1
    asked.refresh_from_db()
    assert (asked.state, asked.progress) == (State.DONE, 1.0)
    assert asked.asked is not None
    assert asked.measured is not None
    assert asked.asked["now"]["decision"] == "answer"
    assert asked.asked["now"]["candidates"][0]["id"] == "aide-bafa"
    assert asked.asked["now"]["candidates"][0]["nearest"]
    assert "aide-bafa" not in [row["id"] for row in asked.asked["then"]["candidates"]]
    (broken,) = asked.measured["broken"]
    assert (broken["question"], broken["right"]) == ("comment financer le bafa ?", "aide-bafa")
    assert (broken["now"]["grade"], broken["then"]["grade"]) == ("right", "missed")
    assert (asked.measured["questions"], asked.measured["mended"]) == (3, [])


def test_trials_run_in_the_order_in_which_they_were_asked_for(played: list[Row]) -> None:
    for number in range(3):
        trial(question=str(number), created_at=NOW + timedelta(seconds=number))
    assert running.run_waiting() == 3
    assert [job["question"] for job in played] == ["0", "1", "2"]
    assert set(Trial.objects.values_list("state", flat=True)) == {State.DONE}


def test_one_runs_at_a_time(played: list[Row]) -> None:
    """Another hand of the worker leaves; what waits is run by the one that is at it."""
    trial(state=State.RUNNING, started_at=clock.now())
    trial()
    assert running.run_waiting() == 0
    assert played == []


def test_a_trial_that_lost_its_worker_does_not_stand_in_the_way(played: list[Row]) -> None:
    lost = trial(state=State.RUNNING, started_at=clock.now() - GIVEN_UP - timedelta(seconds=1))
    trial()
    assert running.run_waiting() == 1
    lost.refresh_from_db()
    assert lost.state == State.FAILED


def test_a_trial_that_fails_is_told_and_the_next_one_runs(played: list[Row], caplog: pytest.LogCaptureFixture) -> None:
    failed, good = trial(question="échoue"), trial(created_at=NOW + timedelta(seconds=1))
    assert running.run_waiting() == 2
    failed.refresh_from_db()
    good.refresh_from_db()
    assert (failed.state, good.state) == (State.FAILED, State.DONE)
    assert "OSError" in caplog.text
    assert "échoue" not in caplog.text


def test_old_trials_are_deleted() -> None:
    trial(created_at=NOW - timedelta(days=8))
    kept = trial()
    assert running.purge(NOW - timedelta(days=7)) == 1
    assert list(Trial.objects.all()) == [kept]
