"""``messenger setup``, ``telegram setup`` and ``telegram poll``, against the played platforms."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.messenger import profile
from bot.cli.main import main
from bot.config import environment
from tests.conversations.conftest import Platforms, platforms
from tests.platforms import telegram as tg
from tests.platforms.graph import error
from tests.platforms.server import until

__all__ = ["platforms"]

CONTACT = "https://www.caf.fr"


@pytest.fixture(autouse=True)
def connected(platforms: Platforms) -> Platforms:
    """Every test has both platforms."""
    return platforms


def test_setup_shows_the_difference_and_changes_nothing_unless_told(
    connected: Platforms, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """« non », or nobody at the keyboard: the page stays as it was."""
    connected.graph.profile["greeting"] = [{"locale": "default", "text": "Ancien accueil"}]
    monkeypatch.setattr("sys.stdin", io.StringIO("non\n"))
    assert main(["messenger", "setup", "--page", "demo"]) == 0
    shown = capsys.readouterr().out
    assert "-  text: Ancien accueil" in shown
    assert "assistant automatique" in shown
    assert "message_echoes" in shown
    assert "Rien n’a été changé" in shown
    assert connected.graph.profile == {"greeting": [{"locale": "default", "text": "Ancien accueil"}]}
    assert connected.graph.subscribed == []


def test_setup_applies_and_then_has_nothing_to_do(
    connected: Platforms, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """« o » applies; the second time nothing is asked."""
    monkeypatch.setattr("sys.stdin", io.StringIO("o\n"))
    assert main(["messenger", "setup"]) == 0
    assert connected.graph.profile == profile.wanted(CONTACT)
    assert set(connected.graph.subscribed) == set(profile.SUBSCRIBED_FIELDS)
    assert main(["messenger", "setup"]) == 0
    assert "Rien à changer" in capsys.readouterr().out.splitlines()[-1]


def test_setup_without_a_question(connected: Platforms) -> None:
    """``--yes``, for scripts."""
    assert main(["messenger", "setup", "--yes"]) == 0
    assert connected.graph.profile


@pytest.mark.parametrize("arguments", [["messenger", "setup"], ["telegram", "setup", "--url", "https://caf.example"]])
def test_an_unknown_page_is_named(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1, with the pages that there are."""
    assert main([*arguments, "--page", "inconnue"]) == 1
    shown = capsys.readouterr().err
    assert "inconnue" in shown
    assert "demo" in shown


def test_a_refusal_of_meta_is_told(
    connected: Platforms, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Status 1, the code, what to check; no token."""
    monkeypatch.setattr(connected.graph, "answer", lambda _: error(200, 403))
    assert main(["messenger", "setup", "--yes"]) == 1
    assert "Meta a refusé (200)" in capsys.readouterr().err


def test_telegram_is_told_where_to_deliver(connected: Platforms, capsys: pytest.CaptureFixture[str]) -> None:
    """The page's own address and the secret."""
    assert main(["telegram", "setup", "--url", "https://assistant.example/"]) == 0
    assert connected.telegram.settings["setWebhook"]["url"] == "https://assistant.example/telegram/demo"
    assert connected.telegram.settings["setWebhook"]["secret_token"] == tg.SECRET
    assert tg.SECRET not in capsys.readouterr().out
    assert main(["telegram", "setup", "--url", "http://assistant.example"]) == 1
    assert "https" in capsys.readouterr().err


@pytest.fixture
def polling(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """``telegram poll`` in a process and a database of its own."""
    settings = os.environ | {"CAF_DATA_DIR": str(tmp_path), "PYTHONWARNINGS": "ignore"}
    subprocess.run((sys.executable, "-m", "django", "migrate", "-v0"), env=settings, cwd=environment.ROOT, check=True)
    process = subprocess.Popen((sys.executable, "-m", "bot", "telegram", "poll"), env=settings, cwd=environment.ROOT)
    yield process
    process.terminate()
    process.wait(10)


def test_polling_fills_the_inbox(connected: Platforms, polling: subprocess.Popen[bytes], tmp_path: Path) -> None:
    """Each update is taken in once and confirmed to Telegram by the next look."""
    connected.telegram.pending = [connected.telegram.update(200000001, f"question {number}") for number in range(3)]
    until(lambda: connected.telegram.calls("getUpdates") and not connected.telegram.pending, 60)
    assert polling.poll() is None
    assert connected.telegram.calls("deleteWebhook")
    assert b"question 2" in (tmp_path / "assistant.sqlite3-wal").read_bytes()
