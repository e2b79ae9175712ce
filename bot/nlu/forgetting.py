"""What was typed leaves Rasa's tracker when it turns out later to have been a piece of personal data (CH2).

A number sent over several messages is known by the last of them; by then the tracker store holds the earlier ones.
Rasa 3.6 can append to a conversation, and not erase from it: hence the statement on its table of events. The driver is
that of Rasa's own store, SQLAlchemy, for SQLite and PostgreSQL alike.
"""

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool


def forget_words(tracker_url: str, sender: str) -> None:
    """Erases all that a citizen typed in a conversation; what the assistant said and noted (slots) stays.

    Call it while no message of that conversation is being answered, as the worker sees to. SQLite overwrites the bytes
    at once; PostgreSQL with its next vacuum, and in its journal of changes with the next files of it.

    Args:
        tracker_url: the address of Rasa's tracker store, as SQLAlchemy writes it.
        sender: the conversation's identifier.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the store cannot be written, or is no tracker store.
    """
    engine = create_engine(tracker_url, poolclass=NullPool)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":  # it leaves the bytes of deleted rows in the file otherwise
            connection.execute(text("PRAGMA secure_delete = ON"))
        typed = text("DELETE FROM events WHERE sender_id = :sender AND type_name = 'user'")
        connection.execute(typed, {"sender": sender})
