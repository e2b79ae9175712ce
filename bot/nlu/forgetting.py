"""What Rasa keeps of conversations: shown, and erased (CH2, AR4).

Rasa 3.6 can append to a conversation, and not erase from it: hence the statements on its tracker store's table of
events. The driver is that of Rasa's own store, SQLAlchemy, for SQLite and PostgreSQL alike. Erase while no message of
the conversation is being answered. SQLite overwrites the bytes at once; PostgreSQL with its next vacuum, and in its
journal of changes with the next files of it.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection
from sqlalchemy.pool import NullPool


def forget_words(tracker_url: str, sender: str) -> None:
    """Erases all that a citizen typed in a conversation; what the assistant said and noted (slots) stays.

    A number sent over several messages is known by the last of them; by then the store holds the earlier ones.

    Args:
        tracker_url: the address of Rasa's tracker store, as SQLAlchemy writes it.
        sender: the conversation's identifier.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the store cannot be written, or is no tracker store.
    """
    _erase(tracker_url, "sender_id = :sender AND type_name = 'user'", sender=sender)


def forget(tracker_url: str, sender: str) -> int:
    """Erases a whole conversation; returns how many events that were. Arguments and errors: :func:`forget_words`."""
    return _erase(tracker_url, "sender_id = :sender", sender=sender)


def forget_since(tracker_url: str, sender: str, moment: datetime) -> int:
    """Erases what a conversation holds from an aware moment on; returns how many events that were.

    Arguments and errors: :func:`forget_words`.
    """
    where = "sender_id = :sender AND timestamp >= :moment"
    return _erase(tracker_url, where, sender=sender, moment=moment.timestamp())


def forget_before(tracker_url: str, moment: datetime) -> int:
    """Erases what every conversation held before an aware moment; returns how many events that were.

    Errors: :func:`forget_words`.
    """
    return _erase(tracker_url, "timestamp < :moment", moment=moment.timestamp())


def held(tracker_url: str, sender: str) -> list[dict[str, Any]]:
    """The events of a conversation as Rasa keeps them, oldest first. Arguments and errors: :func:`forget_words`."""
    with _store(tracker_url) as connection:
        rows = connection.execute(
            text("SELECT data FROM events WHERE sender_id = :sender ORDER BY id"), {"sender": sender}
        )
        return [json.loads(data) for (data,) in rows]


def _erase(tracker_url: str, where: str, **values: object) -> int:
    with _store(tracker_url) as connection:
        if connection.dialect.name == "sqlite":  # it leaves the bytes of deleted rows in the file otherwise
            connection.execute(text("PRAGMA secure_delete = ON"))
        statement = f"DELETE FROM events WHERE {where}"  # noqa: S608 (ours, above)  # nosec B608
        erased = connection.execute(text(statement), values)
        return int(erased.rowcount)


@contextmanager
def _store(tracker_url: str) -> Iterator[Connection]:
    with create_engine(tracker_url, poolclass=NullPool).begin() as connection:
        yield connection
