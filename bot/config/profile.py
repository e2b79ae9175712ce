"""Where an installation keeps things: a desk's files, or a service's PostgreSQL and Redis (``CAF_PROFILE``)."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from huey.api import Huey
from huey.storage import RedisStorage

from bot.config import environment
from bot.config.queue import QUEUE, QueueStorage

REDIS_SECONDS = 2
"""How long one waits for Redis: what needs it can be done without it for a while."""

CUT_OFF_SECONDS = 5
"""When a connection that nothing comes through counts as dead: a machine that is cut off sends no goodbye."""


def database(data: Path) -> dict[str, Any]:
    """Django's default database.

    Args:
        data: the data folder.

    Raises:
        ConfigurationError: a setting is missing or wrong.
    """
    return _postgresql() if environment.is_service() else _sqlite(data / "assistant.sqlite3")


def cache() -> dict[str, Any]:
    """Django's default cache.

    Raises:
        ConfigurationError: a setting is missing or wrong.
    """
    if environment.is_service():
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_url()}
    return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}


def queue(data: Path) -> Huey:
    """The queue of background work.

    Args:
        data: the data folder.

    Raises:
        ConfigurationError: a setting is missing or wrong.
    """
    # results=False: nobody reads them, and that of a task that failed is its exception's message.
    if environment.is_service():
        waits = {"socket_timeout": CUT_OFF_SECONDS, "socket_connect_timeout": REDIS_SECONDS}
        return Huey(QUEUE, storage_class=RedisStorage, immediate=False, results=False, **_redis(), **waits)
    return Huey(QUEUE, storage_class=QueueStorage, immediate=False, results=False, filename=str(data / "queue.sqlite3"))


def redis_url() -> str:
    """Redis's address, its password included: not for a log."""
    redis = _redis()
    waits = f"socket_timeout={REDIS_SECONDS}&socket_connect_timeout={REDIS_SECONDS}"
    return f"redis://:{quote(redis['password'])}@{redis['host']}:{redis['port']}/0?{waits}"


def database_password() -> str:
    """The password of PostgreSQL's account.

    Raises:
        ConfigurationError: it is missing or too short.
    """
    return _given("CAF_DATABASE_PASSWORD")


def redis_password() -> str:
    """Redis's password.

    Raises:
        ConfigurationError: it is missing or too short.
    """
    return _given("CAF_REDIS_PASSWORD")


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            # WAL: readers never wait for a writer. IMMEDIATE: a transaction that will write asks for its turn at
            # once, so that two processes wait for each other instead of failing with « database is locked ».
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
    }


def _postgresql() -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": environment.value("CAF_DATABASE_HOST"),
        "PORT": environment.whole("CAF_DATABASE_PORT"),
        "NAME": environment.value("CAF_DATABASE_NAME"),
        "USER": environment.value("CAF_DATABASE_USER"),
        "PASSWORD": database_password(),
        # A pool, looked over at each loan: a restart of PostgreSQL costs nobody an error once it is back.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "pool": {
                "min_size": 1,
                "max_size": environment.whole("CAF_DATABASE_CONNECTIONS"),
                "timeout": CUT_OFF_SECONDS,
            },
            "connect_timeout": CUT_OFF_SECONDS,
            "tcp_user_timeout": CUT_OFF_SECONDS * 1000,
            "keepalives_idle": CUT_OFF_SECONDS,
        },
    }


def _redis() -> dict[str, Any]:
    return {
        "host": environment.value("CAF_REDIS_HOST"),
        "port": environment.whole("CAF_REDIS_PORT"),
        "password": redis_password(),
    }


def _given(name: str) -> str:
    return environment.issued_secret(name, environment.meaning(name))
