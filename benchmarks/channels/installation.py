"""The four processes of an installation, started again whenever one dies; Meta's platform is played."""

import contextlib
import os
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
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
def running(folder: Path, graph: Graph, rasas: int = 1) -> Iterator[Supervisor]:
    """An installation with a data folder of its own, ready to answer; with so many Rasa processes."""
    ports = {name: str(_free_port()) for name in ("CAF_WEB_PORT", "CAF_ACTIONS_PORT")}
    rasa_ports = [str(_free_port()) for _ in range(rasas)]
    rasa_urls = [f"http://127.0.0.1:{port}" for port in rasa_ports]
    os.environ |= {
        "CAF_DATA_DIR": str(folder),
        "CAF_LOG_LEVEL": "WARNING",
        "CAF_RASA_URLS": ",".join(rasa_urls),
        "DJANGO_SETTINGS_MODULE": "bot.config.settings",
        **ports,
        **installation.settings(folder, graph.url, "http://127.0.0.1:9/bot"),
    }
    import django  # noqa: PLC0415 (its settings are read now)

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    wanted = [processes.web(), processes.worker(), *_rasas(rasa_ports, folder), processes.actions()]
    url = f"http://127.0.0.1:{ports['CAF_WEB_PORT']}"
    graph.webhook, graph.echoing = f"{url}/messenger", True
    with Supervisor(wanted, folder, opening=OPENING) as supervisor:
        for address in (f"{url}/health/ready", *(f"{rasa}/webhooks/rest/" for rasa in rasa_urls)):
            while not _is_ready(address):
                time.sleep(0.5)
        yield supervisor


def _rasas(ports: Sequence[str], folder: Path) -> Iterator[processes.Process]:
    """``rasa``, then ``rasa2``…, each with conversations of its own: one asks the same Rasa as long as it answers."""
    for number, port in enumerate(ports, start=1):
        os.environ["CAF_RASA_PORT"] = port
        name = "rasa" if number == 1 else f"rasa{number}"
        yield replace(processes.rasa(folder / f"{name}.sqlite3"), name=name)


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
