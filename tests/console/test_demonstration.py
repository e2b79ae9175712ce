"""The demonstration: every state and outcome is there, people act by the rules, nothing personal gets in."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from bot.charter.escalations import Reason
from bot.charter.outcomes import Outcome
from bot.cli.demo import demo, prepare
from bot.cli.errors import CommandError
from bot.config import environment
from bot.config import pages as config_pages
from bot.console import audit, demonstration
from bot.console.demonstration import script
from bot.console.models import Account, HandlingRecord
from bot.console.roles import Role
from bot.conversations import clock
from bot.conversations.models import ContactRecord, Escalation, InboxMessage
from bot.editing.models import Draft
from bot.learning.anonymity import LEAST
from bot.learning.missed import missed
from bot.trials.models import Trial
from tests.console.conftest import as_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The demonstration's own pages."""
    monkeypatch.setenv("CAF_PAGES_FILE", str(script.PAGES))
    config_pages.pages.cache_clear()
    config_pages.content.cache_clear()
    yield
    config_pages.pages.cache_clear()
    config_pages.content.cache_clear()


@pytest.fixture
def passwords(demo_pages: None) -> Mapping[str, str]:
    """A filled demonstration."""
    return demonstration.fill()


def test_it_shows_everything(passwords: Mapping[str, str]) -> None:
    states = set(Escalation.objects.values_list("state", flat=True))
    assert states == {state.value for state in Escalation.State}
    assert set(Escalation.objects.values_list("reason", flat=True)) >= {Reason.DISTRESS.value, Reason.FORBIDDEN.value}
    outcomes = set(ContactRecord.objects.values_list("outcome", flat=True))
    assert outcomes == {outcome.value for outcome in Outcome} - {Outcome.HUMAN_IN_CHARGE.value}
    assert set(ContactRecord.objects.values_list("channel", flat=True)) == {"messenger", "web", "telegram"}
    assert set(ContactRecord.objects.values_list("page", flat=True)) == {"littoral", "vallees", "plaine"}
    assert set(ContactRecord.objects.values_list("helpful", flat=True)) == {True, False, None}
    assert HandlingRecord.objects.exclude(first_reply_seconds=None).exists()
    assert set(Account.objects.values_list("role", flat=True)) == {role.value for role in Role}


def test_editors_find_something_to_do(passwords: Mapping[str, str]) -> None:
    """A draft to approve, with both versions of its answer; a trial; enough people who asked for the same in vain."""
    draft = Draft.objects.get()
    assert (draft.state, draft.authors) == (Draft.State.REVIEW, ["ines"])
    assert draft.content["simple"]
    assert Trial.objects.get().state == Trial.State.WAITING
    lately = missed(clock.now() - timedelta(days=1))
    assert sum("carte de bus" in question.message.text for question in lately) >= LEAST
    assert as_account(Account.objects.get(username="paul")).get("/console/fiches/ensemble/").status_code == 200


def test_its_numbers_are_erased_and_its_trail_is_whole(passwords: Mapping[str, str]) -> None:
    """What citizens write passes the gate like anything else (CH2)."""
    assert "7654321" not in " ".join(InboxMessage.objects.values_list("text", flat=True))
    assert any(InboxMessage.objects.values_list("kinds", flat=True))
    assert list(audit.faults()) == []


def test_the_passwords_open_the_console(passwords: Mapping[str, str]) -> None:
    assert len(set(passwords.values())) == Account.objects.count()
    for username, password in passwords.items():
        request = RequestFactory().post("/")
        assert authenticate(request, username=username, password=password) is not None
    page = as_account(Account.objects.get(username="lea")).get("/console/escalades/").content.decode()
    assert "Caf du Littoral" in page
    assert demonstration.is_filled(), "a second run keeps it"


def test_it_is_refused_outside_development(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAF_MODE", "production")
    said: list[str] = []
    with pytest.raises(CommandError, match="qu’en développement"):
        demo(True, said.append)
    assert (said, environment.path("CAF_DATA_DIR").exists()) == ([], True)


def test_passwords_are_shown_once(demo_pages: None) -> None:
    first: list[str] = []
    prepare(first.append)
    shown = [line.split()[1] for line in first if line.startswith("  ")]
    assert len(shown) == Account.objects.count()
    assert authenticate(RequestFactory().post("/"), username="lea", password=shown[0]) is not None
    second: list[str] = []
    prepare(second.append)
    assert not any(password in "\n".join(second) for password in shown)
    assert "demo --reset" in second[0]


def test_a_reset_takes_the_demonstration_alone(
    demo_pages: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies beside it in the data folder stays; serving, which needs Rasa, is left out here."""
    monkeypatch.setenv("CAF_DATA_DIR", str(tmp_path))
    monkeypatch.setattr("bot.cli.serve.serve", lambda tell: 0)
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "old").touch()
    (tmp_path / "assistant.sqlite3").touch()
    said: list[str] = []
    assert demo(False, said.append) == 0
    assert (tmp_path / "demo" / "old").exists()
    monkeypatch.setenv("CAF_DATA_DIR", str(tmp_path))
    assert demo(True, said.append) == 0
    assert not (tmp_path / "demo" / "old").exists()
    assert (tmp_path / "assistant.sqlite3").exists()
    assert "/console/" in said[-1]
