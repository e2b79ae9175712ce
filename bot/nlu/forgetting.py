"""What was typed leaves Rasa's tracker when it turns out later to have been a piece of personal data (CH2).

A number sent over several messages is known by the last of them; by then the tracker store holds the earlier ones.
Rasa 3.6 can append to a conversation, and not erase from it: hence the statement on its table of events.
"""

import sqlite3
from contextlib import closing

_WAIT_SECONDS = 5.0


def forget_words(tracker_db: str, sender: str) -> None:
    """Erases all that a citizen typed in a conversation; what the assistant said and noted (slots) stays.

    Call it while no message of that conversation is being answered, as the worker sees to.

    Args:
        tracker_db: the file of Rasa's tracker store.
        sender: the conversation's identifier.

    Raises:
        sqlite3.Error: the file cannot be written, or is no tracker store.
    """
    with closing(sqlite3.connect(tracker_db, timeout=_WAIT_SECONDS)) as database, database:
        database.execute("PRAGMA secure_delete = ON")  # SQLite leaves the bytes of deleted rows in the file otherwise
        database.execute("DELETE FROM events WHERE sender_id = ? AND type_name = 'user'", (sender,))
