"""The processes of one installation: what each one is started with."""

import os
import resource
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL

from bot.cli.model import current_model
from bot.config import accounts, environment, profile, servers

LOOPBACK = "127.0.0.1"
STOP_SECONDS = 5.0
"""An answer takes some 50 ms, a slow one a second."""

LOGS = environment.ROOT / "bot" / "logs.yml"


@dataclass(frozen=True, slots=True)
class Process:
    """A command to run from the project's root, with what it needs in its environment."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]


def forbid_core_dumps() -> None:
    """Makes this process and those it starts leave no core when they crash: it would hold messages before the gate."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def rasa(tracker_db: Path | None = None) -> Process:
    """Rasa's server: one Sanic worker (more lose messages), no HTTP API, the worker's token.

    Args:
        tracker_db: the SQLite file of a tracker store of its own; None: the installation's.
    """
    listen = ("--interface", environment.value("CAF_RASA_HOST"), "--port", environment.value("CAF_RASA_PORT"))
    files = ("--model", str(current_model()), "--credentials", "credentials.yml", "--endpoints", "endpoints.yml")
    return Process(
        "rasa",
        (sys.executable, "-m", "rasa", "run", *listen, *files, "--logging-config-file", str(LOGS)),
        _shared()
        | {
            "CAF_ACTIONS_URL": f"{servers.actions()[0]}/webhook",
            "CAF_TRACKER_URL": f"sqlite:///{tracker_db}" if tracker_db else _tracker_url(),
            "RASA_TELEMETRY_ENABLED": "false",
            "SANIC_WORKERS": "1",
            # At a stop it answers what it has been asked; a worker's line that merely stays open is not waited for.
            "SANIC_GRACEFUL_SHUTDOWN_TIMEOUT": str(STOP_SECONDS),
            # One thread a process: on small matrices more of them mostly wait for one another.
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "LOG_LEVEL": environment.value("CAF_LOG_LEVEL"),
        },
    )


def actions() -> Process:
    """The action server (it binds every interface where it is not told otherwise)."""
    port = environment.value("CAF_ACTIONS_PORT")
    return Process(
        "actions",
        (sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", port, "--logging-config_file", str(LOGS)),
        _shared() | {"SANIC_HOST": environment.value("CAF_ACTIONS_HOST")},
    )


def web() -> Process:
    """What faces the internet, behind a proxy that speaks TLS; without an access log, which nobody would read."""
    options = ("--host", environment.value("CAF_WEB_HOST"), "--port", environment.value("CAF_WEB_PORT"))
    return Process(
        "web",
        (sys.executable, "-m", "uvicorn", "bot.config.asgi:application", *options, "--no-access-log", "--ws", "none"),
        _shared() | _django(),
    )


def worker() -> Process:
    """Huey's consumer.

    It looks into SQLite's queue every 10 ms: an answer does not wait for a slow look. Redis wakes it, so that there the
    same options are its pauses after an error: at 10 ms, four hands wrote some 400 lines a second while Redis was down.

    At a stop it finishes what it has begun: a reply that is cut off while it leaves has to wait for its fate.
    """
    delay, longest, growth = ("0.2", "2", "2") if environment.is_service() else ("0.01", "0.01", "1.01")
    looks = ("--delay", delay, "--max-delay", longest, "--backoff", growth)
    stops = ("--graceful-signal", "TERM", "--shutdown-timeout", "20")
    options = ("--workers", "4", *looks, *stops, "--flush-locks", "--quiet")
    return Process("worker", (sys.executable, "-m", "django", "run_huey", *options), _shared() | _django())


BY_NAME: Mapping[str, Callable[[], Process]] = {"web": web, "worker": worker, "rasa": rasa, "actions": actions}
"""How each process of an installation is started."""


def _tracker_url() -> str:
    if not environment.is_service():
        return f"sqlite:///{environment.path('CAF_DATA_DIR') / 'rasa-tracker.sqlite3'}"
    url = URL.create(
        "postgresql",
        environment.value("CAF_DATABASE_USER"),
        profile.database_password(),
        environment.value("CAF_DATABASE_HOST"),
        environment.whole("CAF_DATABASE_PORT"),
        environment.value("CAF_DATABASE_NAME"),
    )
    return str(url.render_as_string(hide_password=False))


def _shared() -> dict[str, str]:
    secrets = ("CAF_SECRET_KEY", "CAF_SENDER_KEY", "CAF_RASA_TOKEN")
    folders = ("CAF_DATA_DIR", "CAF_PAGES_FILE", "CAF_FAQ_DIR")
    return (
        dict(os.environ)
        | {name: environment.secret(name) for name in secrets}
        | dict(accounts.needed_secrets())
        | {name: str(environment.path(name)) for name in folders}
        | {"CAF_LOG_LEVEL": environment.value("CAF_LOG_LEVEL"), "CAF_LOG_FORMAT": environment.log_format()}
        | {"PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "ignore", "TOKENIZERS_PARALLELISM": "false"}
    )


def _django() -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": "bot.config.settings"}
