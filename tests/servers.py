"""PostgreSQL and Redis of the tests' own: on loopback, in temporary folders, gone when the tests end."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
import redis
from psycopg import sql

PASSWORD = "0123456789abcdef" * 2
USER = "caf"
PATIENCE_SECONDS = 60.0


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Postgresql:
    """A cluster of PostgreSQL, empty at first, run by its own user where the tests are root's."""

    def __init__(self) -> None:
        self.port = free_port()
        self._folder = Path(tempfile.mkdtemp(prefix="caf-postgresql-"))
        self._data = self._folder / "data"
        secret = self._folder / "password"
        secret.write_text(PASSWORD, encoding="ascii")
        if os.getuid() == 0:
            for path in (self._folder, secret):
                shutil.chown(path, "postgres", "postgres")
        self._run("initdb", "-D", self._data, "-U", USER, "--pwfile", secret, "-A", "scram-sha-256", "--no-sync")

    @property
    def settings(self) -> Mapping[str, str]:
        """The settings of an installation that keeps its things here."""
        return {"CAF_DATABASE_PORT": str(self.port), "CAF_DATABASE_PASSWORD": PASSWORD}

    def start(self) -> None:
        """Starts it; returns once it answers."""
        # No wait for the disk: a process that dies loses nothing by that, only the whole machine would.
        options = f"-p {self.port} -h 127.0.0.1 -k '' -c fsync=off -c max_connections=300"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", self._folder / "log", "-o", options, "start")

    def kill(self) -> None:
        """Ends it as a power cut does: it mends itself from its journal at the next start."""
        self._run("pg_ctl", "-D", self._data, "-w", "-m", "immediate", "stop")

    def create_database(self, name: str = "caf") -> None:
        """Makes an empty database."""
        with self.connect("postgres") as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def connect(self, name: str = "caf") -> psycopg.Connection[tuple[object, ...]]:
        """A connection of the superuser; it commits by itself."""
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user=USER, password=PASSWORD, dbname=name, autocommit=True
        )

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()
        shutil.rmtree(self._folder)

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [str(_folder_of_postgresql() / program), *map(str, arguments)]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(
            command, cwd=self._folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


class Redis:
    """A Redis with a password, which keeps what it was told on disk."""

    def __init__(self) -> None:
        self.port = free_port()
        self._folder = Path(tempfile.mkdtemp(prefix="caf-redis-"))
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def settings(self) -> Mapping[str, str]:
        """The settings of an installation that queues here."""
        return {"CAF_REDIS_PORT": str(self.port), "CAF_REDIS_PASSWORD": PASSWORD}

    def start(self) -> None:
        """Starts it; returns once it answers."""
        # Its settings by standard input: a password among the arguments would be everybody's to read.
        given = f"port {self.port}\nbind 127.0.0.1\nrequirepass {PASSWORD}\nappendonly yes\ndir {self._folder}\n"
        self._process = subprocess.Popen(
            ["redis-server", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        assert self._process.stdin is not None
        self._process.stdin.write(given.encode())
        self._process.stdin.close()
        deadline = time.monotonic() + PATIENCE_SECONDS
        with self.connect() as client:
            while time.monotonic() < deadline:
                try:
                    client.ping()
                except redis.ConnectionError:
                    time.sleep(0.05)
                else:
                    return
        raise AssertionError("Redis did not start")

    def kill(self) -> None:
        """Ends it as a power cut does."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(30)

    def connect(self) -> "redis.Redis[str]":
        """A client."""
        return redis.Redis(port=self.port, password=PASSWORD, decode_responses=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.kill()
        shutil.rmtree(self._folder)


def _folder_of_postgresql() -> Path:
    """Where PostgreSQL's programs are: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    assert installed, "PostgreSQL is not installed"
    return installed[-1]
