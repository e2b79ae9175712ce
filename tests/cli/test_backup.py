"""``backup`` and ``restore``: everything comes back as it was, or nothing is touched."""

import shutil
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import backup as module
from bot.cli.backup import backup, restore
from bot.cli.errors import CommandError
from bot.config import environment
from tests.faq.samples import write_entry
from tests.servers import Postgresql


def said(_: str) -> None:
    """Nobody listens."""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of the desk: two databases, a FAQ of one entry, a secret."""
    data, faq = tmp_path / "data", tmp_path / "faq"
    data.mkdir()
    write_entry(faq)
    pages = tmp_path / "pages.yml"
    shutil.copyfile(environment.ROOT / "bot/config/pages.yml", pages)
    for name, value in {"CAF_DATA_DIR": data, "CAF_FAQ_DIR": faq, "CAF_PAGES_FILE": pages}.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.setenv("CAF_PROFILE", "desk")
    for name in ("assistant.sqlite3", "rasa-tracker.sqlite3"):
        write(data / name, "avant")
    (data / "development-secrets.json").write_text('{"CAF_SENDER_KEY": "zebulon-anemone"}', encoding="ascii")
    return data


def write(file: Path, word: str) -> None:
    """Makes a word all that a database holds."""
    with closing(sqlite3.connect(file)) as database, database:
        database.executescript("PRAGMA journal_mode=WAL; CREATE TABLE IF NOT EXISTS t (word); DELETE FROM t;")
        database.execute("INSERT INTO t VALUES (?)", (word,))


def read(file: Path) -> str:
    """The word."""
    with closing(sqlite3.connect(file)) as database:
        (word,) = database.execute("SELECT word FROM t").fetchone()
    return str(word)


def test_everything_comes_back(data: Path, tmp_path: Path) -> None:
    """Databases, entries, pages; what was there meanwhile is in a backup of its own."""
    file, entry = tmp_path / "b.tar.gz", tmp_path / "faq" / "essai" / "essai-un.yml"
    before, pages = entry.read_text(encoding="utf-8"), (tmp_path / "pages.yml").read_text(encoding="utf-8")
    backup(file, said)
    for name in ("assistant.sqlite3", "rasa-tracker.sqlite3"):
        write(data / name, "après")
    entry.unlink()
    write_entry(tmp_path / "faq", id="essai-deux")
    (tmp_path / "pages.yml").write_text("pages: {}", encoding="utf-8")
    restore(file, True, False, said)
    assert [read(data / name) for name in ("assistant.sqlite3", "rasa-tracker.sqlite3")] == ["avant", "avant"]
    assert entry.read_text(encoding="utf-8") == before
    assert [found.name for found in (tmp_path / "faq" / "essai").iterdir()] == ["essai-un.yml"]
    assert (tmp_path / "pages.yml").read_text(encoding="utf-8") == pages
    (kept,) = (data / "backups").iterdir()
    restore(kept, True, False, said)
    assert read(data / "assistant.sqlite3") == "après"
    assert not entry.exists()


def test_a_backup_holds_no_secret_and_is_its_owners(data: Path, tmp_path: Path) -> None:
    """Neither the file of secrets nor its content."""
    file = tmp_path / "b.tar.gz"
    backup(file, said)
    assert file.stat().st_mode & 0o777 == 0o600
    with tarfile.open(file) as archive:
        for member in archive.getmembers():
            assert "secret" not in member.name
            content = archive.extractfile(member)
            assert content is None or b"zebulon-anemone" not in content.read()


def test_no_backup_replaces_another(data: Path, tmp_path: Path) -> None:
    """What was written stays."""
    file = tmp_path / "b.tar.gz"
    file.write_bytes(b"precious")
    with pytest.raises(CommandError, match="existe déjà"):
        backup(file, said)
    assert file.read_bytes() == b"precious"


def test_a_damaged_backup_changes_nothing(data: Path, tmp_path: Path) -> None:
    """Cut short, or with another content than it was written with."""
    file = tmp_path / "b.tar.gz"
    backup(file, said)
    write(data / "assistant.sqlite3", "après")
    whole = file.read_bytes()
    for content in (whole[: len(whole) // 2], b"", b"PK" + whole):
        file.write_bytes(content)
        with pytest.raises(CommandError, match="entière"):
            restore(file, True, False, said)
    changed = tmp_path / "changed"
    file.write_bytes(whole)
    with tarfile.open(file) as archive:
        archive.extractall(changed, filter="data")
    (changed / module._PAGES).write_text("pages: {}", encoding="utf-8")
    with tarfile.open(file, "w:gz") as archive:
        archive.add(changed, arcname=".")
    with pytest.raises(CommandError, match="entière"):
        restore(file, True, False, said)
    assert read(data / "assistant.sqlite3") == "après"


def test_nothing_is_restored_below_a_running_assistant(data: Path, tmp_path: Path) -> None:
    """It would go on writing to what it read before."""
    backup(tmp_path / "b.tar.gz", said)
    with pytest.raises(CommandError, match="arrêtez-le"):
        restore(tmp_path / "b.tar.gz", True, True, said)


def test_postgresql_comes_back(
    data: Path, tmp_path: Path, postgresql: Postgresql, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through its own programs; a backup of the desk is refused."""
    desk, service = tmp_path / "desk.tar.gz", tmp_path / "service.tar.gz"
    backup(desk, said)
    for name, value in {"CAF_PROFILE": "service", **postgresql.settings}.items():
        monkeypatch.setenv(name, value)
    with postgresql.connect() as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('avant')")
        backup(service, said)
        connection.execute("UPDATE kept SET word = 'après'")
        with pytest.raises(CommandError, match="autre profil"):
            restore(desk, True, False, said)
        restore(service, True, False, said)
        assert connection.execute("SELECT word FROM kept").fetchall() == [("avant",)]
        connection.execute("DROP TABLE kept")
