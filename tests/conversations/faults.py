"""Faults that are real: nothing of ours is replaced."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from django.db import connection, transaction


@contextmanager
def read_only() -> Iterator[None]:
    """While it lasts, this connection to the database refuses what is written, as a standby does."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
            yield
            transaction.set_rollback(True)  # the way back to read and write
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        yield
        cursor.execute("PRAGMA query_only = OFF")


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
