"""The health page tells editors which files of the FAQ cannot be served."""

import json
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bot.channels.event import Event
from bot.conversations import clock, health, served
from bot.conversations.inbox import receive
from bot.faq import live
from tests.faq.samples import entry_text, line_of, write_entry

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


def test_what_is_down_is_said_with_its_remedy(client: Client, folder: Path, no_rasa: None) -> None:
    """In French, for whoever is woken at night; the parts that are well are not mentioned."""
    said = ready(client)
    (rasa,) = [problem for problem in said["problems"] if problem["part"] == "rasa"]
    assert "Rasa" in rasa["message"]
    assert "doctor" in rasa["remedy"]
    assert "database" not in {problem["part"] for problem in said["problems"]}


def test_a_message_that_waits_for_long_is_an_alert(client: Client, folder: Path) -> None:
    """No worker does its work: told, though the installation takes messages all the same."""
    old = clock.now() - timedelta(seconds=health.WAITING_TOO_LONG + 1)
    assert receive(Event("web", "demo", "person-1", "1", old, text="Bonjour"), old)
    assert "queue" in {problem["part"] for problem in ready(client)["problems"]}
