"""Processes of their own on one database, each with Django set up, which act at a word."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

from bot.config import environment


def start(settings: Mapping[str, str], script: str, *arguments: str) -> subprocess.Popen[str]:
    """A process with these settings."""
    return subprocess.Popen(
        (sys.executable, "-W", "ignore", "-c", "import django; django.setup()\n" + script, *arguments),
        cwd=environment.ROOT,
        env={**os.environ, **settings, "DJANGO_SETTINGS_MODULE": "bot.config.settings"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def output(process: subprocess.Popen[str], said: str = "") -> str:
    """What a process prints, once it is told something."""
    printed, _ = process.communicate(said, timeout=120)
    assert process.returncode == 0
    return printed.strip()


def all_at_once(processes: Sequence[subprocess.Popen[str]]) -> list[str]:
    """What processes print that are told to go when all of them have said « ready »."""
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return [output(process) for process in processes]
