"""``doctor`` finds what is wrong and says how to mend it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import doctor
from bot.cli.doctor import examine
from bot.conversations import served
from tests.conversations.conftest import no_rasa as no_rasa  # noqa: PLC0414 (a fixture of this folder, too)
from tests.faq.samples import entry_text, write_entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_rasa: None) -> Iterator[Path]:
    """One good entry; nothing runs."""
    write_entry(tmp_path / "faq")
    monkeypatch.setenv("CAF_FAQ_DIR", str(tmp_path / "faq"))
    monkeypatch.setenv("CAF_ACTIONS_PORT", "9")
    served.faq.cache_clear()
    yield tmp_path
    served.faq.cache_clear()


def told() -> str:
    """All that is said."""
    lines: list[str] = []
    examine(lines.append)
    return "\n".join(lines)


def test_what_is_well_and_what_is_not_stand_apart() -> None:
    """The database of the tests is well; Rasa does not run, and the count says so."""
    said = told()
    assert "✓ Base de données" in said
    assert "✗ Rasa\n    → Redémarrez Rasa" in said
    assert "À corriger" in said


def test_a_wrong_setting_is_said_in_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing else is looked at: everything reads the settings."""
    monkeypatch.setenv("CAF_PROFILE", "srevice")
    monkeypatch.setattr("django.setup", lambda: None)
    said = told()
    assert "srevice" in said
    assert "Modèle" not in said


def test_a_missing_or_broken_model_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that makes it again."""
    model = tmp_path / "caf-0.tar.gz"
    monkeypatch.setattr(doctor, "current_model", lambda: model)
    assert "✗ Modèle Rasa : caf-0.tar.gz\n    → Il manque" in told().replace("\u00a0", " ")
    model.write_bytes(b"no archive")
    assert "abîmé" in told()


def test_a_secret_that_others_can_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that closes it."""
    file = tmp_path / "secret"
    file.write_text("0123456789abcdef" * 2, encoding="ascii")
    file.chmod(0o644)
    monkeypatch.setenv("CAF_SECRET_KEY_FILE", str(file))
    assert f"chmod 600 {file}" in told()
    file.chmod(0o600)
    assert "chmod" not in told()


def test_a_folder_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """/proc is a folder, and nobody's to write to, root's neither."""
    monkeypatch.setenv("CAF_RASA_TOKEN", "0123456789abcdef" * 2)
    monkeypatch.setenv("CAF_DATA_DIR", "/proc")
    assert "On ne peut pas y écrire" in told()


def test_a_broken_entry_is_told_with_its_place(installation: Path) -> None:
    """File and line, as ``faq check`` has them; without any entry the folder is named."""
    file = installation / "faq" / "essai" / "essai-un.yml"
    file.write_text(entry_text(label="Un libellé de bouton trop long"), encoding="utf-8")
    said = told()
    assert "essai-un.yml" in said
    file.unlink()
    assert "CAF_FAQ_DIR" in told()
