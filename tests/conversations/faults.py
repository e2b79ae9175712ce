"""Faults that are real: nothing of ours is replaced."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_STATEMENTS = {
    "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
    "postgresql": ("SET default_transaction_read_only = on", "SET default_transaction_read_only = off"),
}


@contextmanager
def read_only() -> Iterator[None]:
    """While it lasts, this connection to the database refuses what is written, as a standby or a full disk does."""
    on, off = _STATEMENTS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(on)
    yield
    with connection.cursor() as cursor:
        cursor.execute(off)
