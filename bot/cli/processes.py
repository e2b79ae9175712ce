"""The processes of one installation: what each one is started with."""

import os
import resource
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.cli.model import current_model
from bot.config import accounts, environment

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Process:
    """A command to run from the project's root, with what it needs in its environment."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]


def forbid_core_dumps() -> None:
    """Makes this process and those it starts leave no core when they crash: it would hold messages before the gate."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def rasa(tracker_db: Path) -> Process:
    """Rasa's server: loopback, one Sanic worker (more lose messages), no HTTP API, the worker's token."""
    port = environment.value("CAF_RASA_PORT")
    model = str(current_model())
    files = ("--model", model, "--credentials", "credentials.yml", "--endpoints", "endpoints.yml")
    return Process(
        "rasa",
        (sys.executable, "-m", "rasa", "run", "--interface", LOOPBACK, "--port", port, *files),
        _shared()
        | {
            "CAF_ACTIONS_URL": f"http://{LOOPBACK}:{environment.value('CAF_ACTIONS_PORT')}/webhook",
            "CAF_TRACKER_DB": str(tracker_db),
            "RASA_TELEMETRY_ENABLED": "false",
            "SANIC_WORKERS": "1",
            # One thread a process: on small matrices more of them mostly wait for one another.
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "LOG_LEVEL": environment.value("CAF_LOG_LEVEL"),
        },
    )


def actions() -> Process:
    """The action server, on loopback (it binds every interface otherwise)."""
    port = environment.value("CAF_ACTIONS_PORT")
    return Process(
        "actions",
        (sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", port),
        _shared() | {"SANIC_HOST": LOOPBACK},
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
    """Huey's consumer. It looks into the queue every 10 ms: an answer does not wait for a slow look."""
    options = ("--workers", "4", "--delay", "0.01", "--max-delay", "0.01", "--backoff", "1.01", "--quiet")
    return Process("worker", (sys.executable, "-m", "django", "run_huey", *options), _shared() | _django())


def _shared() -> dict[str, str]:
    secrets = ("CAF_SECRET_KEY", "CAF_SENDER_KEY", "CAF_RASA_TOKEN")
    folders = ("CAF_DATA_DIR", "CAF_PAGES_FILE", "CAF_FAQ_DIR")
    return (
        dict(os.environ)
        | {name: environment.secret(name) for name in secrets}
        | dict(accounts.needed_secrets())
        | {name: str(environment.path(name)) for name in folders}
        | {"PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "ignore", "TOKENIZERS_PARALLELISM": "false"}
    )


def _django() -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": "bot.config.settings"}
