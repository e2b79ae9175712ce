"""Two people at once, for real: processes of their own on one database file."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.config import environment

PREPARE = """
from django.core.management import call_command
from tests.console.at_once import prepare
call_command("migrate", verbosity=0)
print(prepare())
"""
TAKE = """
import sys
from tests.console.at_once import take_when_told
take_when_told(sys.argv[1], sys.argv[2])
"""
REPORT = """
import sys
from tests.console.at_once import report
report(sys.argv[1])
"""


def start(data: Path, script: str, *arguments: str) -> subprocess.Popen[str]:
    """A process with Django set up on that data folder."""
    return subprocess.Popen(
        (sys.executable, "-W", "ignore", "-c", "import django; django.setup()\n" + script, *arguments),
        cwd=environment.ROOT,
        env=dict(os.environ) | {"CAF_DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "bot.config.settings"},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def output(process: subprocess.Popen[str], said: str = "") -> str:
    """What a process prints, once it is told something."""
    printed, _ = process.communicate(said, timeout=120)
    assert process.returncode == 0
    return printed.strip()


@pytest.fixture
def names() -> Sequence[str]:
    """Three people."""
    return ["anémone", "bleuet", "coquelicot"]


def test_one_of_three_gets_the_conversation_and_the_trail_stays_one_chain(tmp_path: Path, names: Sequence[str]) -> None:
    number = output(start(tmp_path, PREPARE))
    people = [start(tmp_path, TAKE, name, number) for name in names]
    for person in people:
        assert person.stdout is not None
        assert person.stdout.readline() == "ready\n"
    for person in people:
        assert person.stdin is not None
        person.stdin.write("go\n")
        person.stdin.flush()
    results = sorted(output(person) for person in people)
    assert results == ["refused", "refused", "taken"]
    assert output(start(tmp_path, REPORT, number)) == "claims 1, trail 31, faults 0"
