"""Faults that are real: nothing of ours is replaced."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

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


@contextmanager
def full() -> Iterator[None]:
    """While it lasts, SQLite's file may not grow: its error is that of a disk that is full."""
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")


def faults() -> Sequence[Callable[[], AbstractContextManager[None]]]:
    """Those that can be had of the database in use."""
    return (read_only, full) if connection.vendor == "sqlite" else (read_only,)
