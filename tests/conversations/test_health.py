"""The health page tells editors which files of the FAQ cannot be served."""

import json
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bot.channels.event import Event
from bot.config import environment
from bot.conversations import clock, health, served
from bot.conversations.inbox import receive
from bot.conversations.models import InboxMessage, OutboxMessage
from bot.faq import live
from tests.conversations.faults import read_only
from tests.faq.samples import entry_text, line_of, write_entry
from tests.servers import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The installation's FAQ: one entry; it is looked at when a test says so."""
    write_entry(tmp_path / "faq")
    monkeypatch.setenv("CAF_FAQ_DIR", str(tmp_path / "faq"))
    monkeypatch.setattr(live, "CHECK_EVERY", 3600)
    served.faq.cache_clear()
    yield tmp_path / "faq"
    served.faq.cache_clear()


def ready(client: Client) -> dict[str, Any]:
    """What the page says, after a look at the folder."""
    served.faq().look()
    content: dict[str, Any] = json.loads(client.get("/health/ready").content)
    return content


def test_a_good_faq_is_ready_and_without_problems(client: Client, folder: Path) -> None:
    """Nothing is told where nothing is wrong."""
    said = ready(client)
    assert said["faq"] is True
    assert said["faq_problems"] == []


def test_a_broken_entry_is_told_with_its_line(client: Client, folder: Path) -> None:
    """File, line, message and remedy; what was served stays, so the FAQ is ready; mended, it is told no more."""
    assert ready(client)["faq_problems"] == []
    text = entry_text(label="Un libellé de bouton trop long")
    (folder / "essai" / "essai-un.yml").write_text(text, encoding="utf-8")
    said = ready(client)
    (problem,) = said["faq_problems"]
    assert (problem["file"], problem["line"]) == ("essai/essai-un.yml", line_of(text, "label:"))
    assert "trop long" in problem["message"]
    assert problem["remedy"]
    assert said["faq"] is True
    write_entry(folder)
    assert ready(client)["faq_problems"] == []


def test_broken_amounts_are_told_with_their_line(client: Client, folder: Path) -> None:
    """montants.yml is read like the entries."""
    (folder / "montants.yml").write_text("- name: prime\n  value: beaucoup\n", encoding="utf-8")
    problems = ready(client)["faq_problems"]
    assert {problem["file"] for problem in problems} == {"montants.yml"}
    assert 2 in {problem["line"] for problem in problems}


def test_without_any_entry_the_installation_is_not_ready(client: Client, folder: Path) -> None:
    """Nothing to answer with, from the start, is a part that is down."""
    shutil.rmtree(folder)
    served.faq.cache_clear()
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert json.loads(response.content)["faq"] is False


def alarms(client: Client) -> dict[str, str]:
    """What is wrong, by part: the message that the page shows, each with a remedy."""
    problems = ready(client)["problems"]
    assert all(problem["remedy"] for problem in problems)
    return {problem["part"]: problem["message"] for problem in problems}


def from_citizen(at: datetime) -> InboxMessage:
    """A message received at that moment."""
    message = receive(Event("web", "demo", "person-1", uuid.uuid4().hex, at, text="Bonjour"), at)
    assert message is not None
    return message


def test_what_is_down_is_said_with_its_remedy(
    client: Client, folder: Path, no_rasa: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In French, for whoever is woken at night; the parts that are well are not mentioned."""
    monkeypatch.setenv("CAF_ACTIONS_PORT", "9")
    told = alarms(client)
    assert {"rasa", "actions"} <= told.keys()
    assert all("message d’excuse" in told[part] for part in ("rasa", "actions"))
    assert "doctor" in health.remedy("rasa")
    assert not told.keys() & {"database", "queue", "sending", "clock"}


def test_a_database_that_can_only_be_read_is_down(client: Client, folder: Path) -> None:
    """It answers, and nobody is answered."""
    assert "database" not in alarms(client)
    with read_only():
        assert client.get("/health/ready").status_code == 503
        assert "refuse ce qu’on y écrit" in alarms(client)["database"]


def test_a_message_that_waits_for_long_is_an_alert(client: Client, folder: Path) -> None:
    """No worker does its work: told, though the installation takes messages all the same."""
    from_citizen(clock.now() - timedelta(seconds=health.WAITING_TOO_LONG + 1))
    assert "deux minutes" in alarms(client)["queue"]


def test_a_platform_that_takes_nothing_is_an_alert(client: Client, folder: Path) -> None:
    """A reply that waits for ten minutes."""
    asked = from_citizen(clock.now())
    reply = OutboxMessage.objects.create(
        conversation=asked.conversation, in_reply_to=asked, text="Oui.", outcome="answered", created_at=clock.now()
    )
    assert "sending" not in alarms(client)
    OutboxMessage.objects.update(created_at=clock.now() - timedelta(seconds=health.UNSENT_TOO_LONG + 1))
    assert "dix minutes" in alarms(client)["sending"]
    reply.state = OutboxMessage.State.SENT
    reply.save()
    assert "sending" not in alarms(client)


def test_apologies_in_the_place_of_answers_are_an_alert(client: Client, folder: Path) -> None:
    """A Rasa that has no model, or a broken one, runs all the same; one answer more, and all is well."""
    for outcome in ("failed",) * health.APOLOGIES:
        assert "apologies" not in alarms(client)
        say(outcome)
    assert "modèle" in health.remedy("apologies")
    assert "excuses" in alarms(client)["apologies"]
    say("answered")
    assert "apologies" not in alarms(client)


def say(outcome: str) -> None:
    """Replies to a message."""
    asked = from_citizen(clock.now())
    OutboxMessage.objects.create(
        conversation=asked.conversation, in_reply_to=asked, text="Oui.", outcome=outcome, created_at=clock.now(),
        state=OutboxMessage.State.SENT,
    )  # fmt: skip


def test_a_clock_that_was_set_back_is_an_alert(client: Client, folder: Path) -> None:
    """A message of an hour that is still to come."""
    from_citizen(clock.now() + timedelta(hours=1))
    assert "horloge" in alarms(client)["clock"]
    from_citizen(clock.now())
    assert "clock" not in alarms(client)


def test_a_disk_that_fills_up_is_an_alert(client: Client, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is full: then nothing could be written."""
    assert "disk" not in alarms(client)
    monkeypatch.setattr(health, "LEAST_FREE_BYTES", shutil.disk_usage(folder).total)
    assert "disque" in alarms(client)["disk"]


def test_with_the_servers_down_platforms_are_asked_again_and_operators_are_told(tmp_path: Path) -> None:
    """PostgreSQL and Redis away, in a process of its own: 503 to the platform and to the web chat, and why."""
    settings = {
        "CAF_PROFILE": "service", "CAF_DATABASE_PORT": "9", "CAF_DATABASE_PASSWORD": PASSWORD, "CAF_REDIS_PORT": "9",
        "CAF_REDIS_PASSWORD": PASSWORD, "DJANGO_SETTINGS_MODULE": "bot.config.settings", "CAF_DATA_DIR": str(tmp_path),
    }  # fmt: skip
    done = subprocess.run(
        (sys.executable, "-W", "ignore", "-m", "tests.conversations.nothing_there"),
        env=os.environ | settings, cwd=environment.ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert (told["messenger"], told["chat"], told["ready"]) == (503, 503, 503)
    assert told["problems"]["database"].startswith("La base de données ne répond pas")
    assert told["problems"]["redis"].startswith("Redis ne répond pas")
