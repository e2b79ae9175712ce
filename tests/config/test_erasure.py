"""What is deleted from our own SQLite files is gone from their bytes, not only from their rows (CH2)."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db.backends.sqlite3.base import DatabaseWrapper

from bot.config.queue import QueueStorage

VALUE = "ce que quelqu'un a écrit et que l'on efface"


def held(file: Path) -> bool:
    """Whether the value is anywhere in the file or in those that SQLite keeps beside it."""
    return any(VALUE.encode() in beside.read_bytes() for beside in file.parent.glob(f"{file.name}*"))


def test_a_row_erased_from_the_database_leaves_no_byte(tmp_path: Path) -> None:
    """On a connection that is opened as those of the assistant are."""
    file = tmp_path / "assistant.sqlite3"
    wrapper = DatabaseWrapper({**settings.DATABASES["default"], "NAME": str(file), "TIME_ZONE": None})
    with closing(wrapper.get_new_connection(wrapper.get_connection_params())) as database:
        database.isolation_level = None  # each statement is a transaction of its own, as with Django
        database.execute("CREATE TABLE messages (id INTEGER PRIMARY KEY, text TEXT)")
        database.execute("INSERT INTO messages (text) VALUES (?)", [VALUE])
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert held(file)
        database.execute("DELETE FROM messages")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert not held(file)


def test_a_task_that_was_taken_leaves_no_byte(tmp_path: Path) -> None:
    file = tmp_path / "queue.sqlite3"
    storage = QueueStorage(filename=str(file))
    try:
        storage.enqueue(VALUE.encode())
        storage.sql("PRAGMA wal_checkpoint(TRUNCATE)", results=True)
        assert held(file)
        assert storage.dequeue() == VALUE.encode()
        storage.sql("PRAGMA wal_checkpoint(TRUNCATE)", results=True)
        assert not held(file)
    finally:
        storage.close()


def test_without_it_the_bytes_stay(tmp_path: Path) -> None:
    """The search can fail: SQLite by itself leaves what is deleted in a free page."""
    file = tmp_path / "plain.sqlite3"
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA secure_delete=OFF")
        database.execute("CREATE TABLE messages (id INTEGER PRIMARY KEY, text TEXT)")
        database.execute("INSERT INTO messages (text) VALUES (?)", [VALUE])
        database.commit()
        database.execute("DELETE FROM messages")
        database.commit()
    assert held(file)
