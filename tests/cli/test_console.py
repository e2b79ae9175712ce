"""``create-admin``, ``audit verify`` and ``purge``: what an operator does for the console without a browser."""

import io

import pytest
from django.db import connection

from bot.cli.main import main
from bot.console import audit, passwords
from bot.console.models import Account, AuditEntry
from tests.console.test_audit import TRIGGERS_AWAY
from tests.conversations.conftest import FakeRasa
from tests.conversations.conftest import fake_rasa as fake_rasa  # noqa: PLC0414 (a fixture of this module, too)

pytestmark = pytest.mark.django_db

ADMIN = ("create-admin", "sureau", "--first-name", "Camille", "--last-name", "Arbre")


def typed(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    """The password comes from a pipe."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))


def test_the_first_account_is_an_administrators_and_its_password_is_changed_at_login(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, "Tilleul-Rouge=42")
    assert main(ADMIN) == 0
    account = Account.objects.get()
    assert (account.username, account.role, passwords.must_change(account)) == ("sureau", "administrator", True)
    assert "Tilleul" not in capsys.readouterr().out
    typed(monkeypatch, "Bruyère-Mauve=88")
    assert main(ADMIN) == 1
    assert "sureau" in capsys.readouterr().err
    assert Account.objects.get().check_password("Tilleul-Rouge=42")


@pytest.mark.parametrize("password", ["court", "Camille-Arbre=42!", ""])
def test_a_weak_password_opens_nothing(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    typed(monkeypatch, password)
    assert main(ADMIN) == 1
    assert not Account.objects.exists()


def test_the_trail_is_verified(capsys: pytest.CaptureFixture[str]) -> None:
    """Its last hash is shown, to be kept elsewhere; what was changed behind the application is named."""
    entries = [audit.record(None, "login", number) for number in range(3)]
    assert main(["audit", "verify"]) == 0
    assert entries[-1].hash in capsys.readouterr().out
    with connection.cursor() as cursor:
        for statement in TRIGGERS_AWAY[connection.vendor]:
            cursor.execute(statement)
    AuditEntry.objects.filter(pk=entries[1].pk).update(actor="x")
    assert main(["audit", "verify"]) == 1
    assert str(entries[1].pk) in capsys.readouterr().out


def test_the_purge_on_demand_says_what_went(fake_rasa: FakeRasa, capsys: pytest.CaptureFixture[str]) -> None:
    fake_rasa.kept = lambda method, path: 3
    assert main(["purge"]) == 0
    told = capsys.readouterr().out
    assert "Messages effacés" in told
    assert "mémoire de Rasa" in told


def test_the_purge_says_that_rasa_was_away(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["purge"]) == 0
    assert "Rasa ne répond pas" in capsys.readouterr().out
