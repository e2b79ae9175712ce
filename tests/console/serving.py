"""A web process on a data folder of its own; neither Rasa nor a worker is needed to look and write."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from bot.config import environment
from tests.journeys.conftest import free_ports


@contextmanager
def console(data: Path, **settings: str) -> Iterator[str]:
    """The console's address, with the people and conversations of :mod:`tests.console.demonstration`."""
    (port,) = free_ports(1)
    env = dict(os.environ) | {
        "CAF_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "bot.config.settings", "PYTHONWARNINGS": "ignore",
        **settings,
    }  # fmt: skip
    script = "import django; django.setup()\nfrom tests.console.demonstration import prepare; prepare()"
    subprocess.run((sys.executable, "-c", script), cwd=environment.ROOT, env=env, check=True)
    options = ("--port", str(port), "--no-access-log", "--ws", "none")
    server = subprocess.Popen(
        (sys.executable, "-m", "uvicorn", "bot.config.asgi:application", *options), cwd=environment.ROOT, env=env
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
