"""The queue of background work."""

import sqlite3
from typing import Final

from huey.storage import SqliteStorage
from redis.exceptions import RedisError

QUEUE = "conversations"
"""Its name."""

QUEUE_ERRORS: Final = (RedisError, sqlite3.Error)
"""What asking for background work raises when the queue is down or its disk full."""


class QueueStorage(SqliteStorage):
    """Huey's SQLite queue without a wait for the disk at each task, and without a trace of the tasks that are done.

    In WAL mode « NORMAL » cannot damage the file. Tasks that a power cut takes are only hints: the sweep asks again.
    « secure_delete » overwrites what is deleted.
    """

    def _create_connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = super()._create_connection()
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA secure_delete=ON")
        return connection
