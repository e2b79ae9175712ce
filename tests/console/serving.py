"""A web process of the console on a data folder of its own; neither Rasa nor a worker is needed to look and write."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from bot.config import environment
from tests.journeys.conftest import free_ports

_FILL = """
import json, django
django.setup()
from django.core.management import call_command
from bot.console import demonstration
call_command("migrate", verbosity=0)
print(json.dumps(dict(demonstration.fill())))
"""
_WORK = """
import django
django.setup()
from bot.learning.regrouping import regroup
from bot.trials.running import run_waiting
regroup()
run_waiting()
"""
WORKING_HOURS = "2026-11-24T10:00"
"""A moment at which the pages of the demonstration are open."""


def settings(folder: Path, **given: str) -> dict[str, str]:
    """The environment of processes on that data folder."""
    own = {"CAF_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "bot.config.settings", "PYTHONWARNINGS": "ignore"}
    return dict(os.environ) | own | given


@contextmanager
def serving(variables: Mapping[str, str]) -> Iterator[str]:
    """Serves what the data folder holds; gives the console's address."""
    (port,) = free_ports(1)
    options = ("--port", str(port), "--no-access-log", "--ws", "none")
    server = subprocess.Popen(
        (sys.executable, "-m", "uvicorn", "bot.config.asgi:application", *options), cwd=environment.ROOT, env=variables
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            assert server.poll() is None
            try:
                httpx.get(f"{url}/health/live", trust_env=False)
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield f"{url}/console/"
    finally:
        server.terminate()
        server.wait(30)


@contextmanager
def console(folder: Path, **given: str) -> Iterator[str]:
    """The address of a console with the people and conversations of :mod:`tests.console.demonstration`."""
    variables = settings(folder, **given)
    fill = "import django; django.setup()\nfrom tests.console.demonstration import prepare; prepare()"
    subprocess.run((sys.executable, "-c", fill), cwd=environment.ROOT, env=variables, check=True)
    with serving(variables) as address:
        yield address


@contextmanager
def demonstration(folder: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Fills and serves a demonstration; gives the console's address and the passwords by username."""
    variables = _of_demonstration(folder)
    filled = subprocess.run(
        (sys.executable, "-c", _FILL), cwd=environment.ROOT, env=variables, check=True, capture_output=True, text=True
    )
    with serving(variables) as address:
        yield address, json.loads(filled.stdout.splitlines()[-1])


def work(folder: Path) -> None:
    """Does what waits for the demonstration's worker and needs the encoder: groups of questions, trials."""
    subprocess.run((sys.executable, "-c", _WORK), cwd=environment.ROOT, env=_of_demonstration(folder), check=True)


def _of_demonstration(folder: Path) -> dict[str, str]:
    return settings(folder, CAF_PAGES_FILE="data/demo/pages.yml", CAF_CLOCK=WORKING_HOURS)
