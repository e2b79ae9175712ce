"""Copies of what an installation keeps: its database and Rasa's conversations, of either profile.

SQLite is copied by its own backup, which waits for writers; PostgreSQL by ``pg_dump``, in one snapshot.
"""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from bot.cli.errors import CommandError
from bot.cli.texts import say
from bot.config import environment, profile

_DUMP = "postgresql.dump"
_FILES = ("assistant.sqlite3", "rasa-tracker.sqlite3")


def save(folder: Path) -> None:
    """Writes copies into an empty folder.

    Raises:
        CommandError: the database cannot be read, or a program is missing.
    """
    if environment.is_service():
        _postgresql("pg_dump", "--format=custom", "--no-owner", f"--file={folder / _DUMP}")
        return
    for name in _FILES:
        file = environment.path("CAF_DATA_DIR") / name
        if file.exists():
            _copy(file, folder / name)


def load(folder: Path) -> None:
    """Puts copies in the place of what is there; the installation must not run.

    Raises:
        CommandError: the copies are of the other profile, or the database cannot be written.
    """
    if not holds_copies(folder):
        raise CommandError(say("restore.other_profile", profile=environment.value("CAF_PROFILE")))
    if environment.is_service():
        _postgresql("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", str(folder / _DUMP))
        return
    for name in _FILES:
        if (folder / name).exists():
            _copy(folder / name, environment.path("CAF_DATA_DIR") / name)


def holds_copies(folder: Path) -> bool:
    """Whether copies of this installation's profile are there."""
    return (folder / (_DUMP if environment.is_service() else _FILES[0])).exists()


def _copy(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
            read.backup(written)
    except sqlite3.Error as error:
        raise CommandError(say("backup.database", reason=error)) from error


def _postgresql(program: str, *arguments: str) -> None:
    if shutil.which(program) is None:
        raise CommandError(say("backup.no_program", program=program))
    name = environment.value("CAF_DATABASE_NAME")
    done = subprocess.run(  # noqa: S603 (our own command)
        (program, *arguments, f"--dbname={name}"),
        env=dict(os.environ)
        | {
            "PGHOST": environment.value("CAF_DATABASE_HOST"),
            "PGPORT": environment.value("CAF_DATABASE_PORT"),
            "PGUSER": environment.value("CAF_DATABASE_USER"),
            "PGPASSWORD": profile.database_password(),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise CommandError(say("backup.database", reason=done.stderr.strip()))
