"""The four processes of an installation, started again whenever one dies; Meta's platform is played."""

import contextlib
import os
import socket
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import httpx
from django.core.management import call_command

from bot.cli import processes
from tests.platforms import installation
from tests.platforms.graph import Graph
from tests.supervisor import Supervisor

OPENING = datetime(2026, 11, 24, 10)
"""When it is played to begin: a Tuesday, within working hours."""


@contextlib.contextmanager
def running(folder: Path, graph: Graph) -> Iterator[Supervisor]:
    """An installation with a data folder of its own, ready to answer."""
    ports = {name: str(_free_port()) for name in ("CAF_WEB_PORT", "CAF_RASA_PORT", "CAF_ACTIONS_PORT")}
    os.environ |= {
        "CAF_DATA_DIR": str(folder),
        "CAF_LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "bot.config.settings",
        **ports,
        **installation.settings(folder, graph.url, "http://127.0.0.1:9/bot"),
    }
    import django  # noqa: PLC0415 (its settings are read now)

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    wanted = [processes.web(), processes.worker(), processes.rasa(), processes.actions()]
    url = f"http://127.0.0.1:{ports['CAF_WEB_PORT']}"
    graph.webhook, graph.echoing = f"{url}/messenger", True
    with Supervisor(wanted, folder, opening=OPENING) as supervisor:
        while not _is_ready(f"{url}/health/ready"):
            time.sleep(0.5)
        yield supervisor


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
