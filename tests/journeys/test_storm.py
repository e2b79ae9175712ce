"""Nothing is lost and nothing is said twice while processes are killed: the benchmark, made short."""

import re
import subprocess
import sys

import pytest

from bot.config import environment

pytestmark = pytest.mark.system


def test_kills_and_redeliveries_lose_nothing_and_double_nothing() -> None:
    """SIGKILL to the web process, the worker and Rasa in turn, one delivery in ten doubled."""
    options = ("--messages", "100", "--kill-every", "2", "--kills", "3")
    command = (sys.executable, "-m", "benchmarks.channels", "storm", *options)
    storm = subprocess.run(command, cwd=environment.ROOT, capture_output=True, text=True, check=False)
    assert storm.returncode == 0, storm.stdout + storm.stderr
    (row,) = (line.split(" | ") for line in storm.stdout.splitlines() if line.startswith("| 100 |"))
    killed, lost, twice = row[3:6]
    assert (lost, twice) == ("0", "0")
    assert set(re.findall(r"(\w+) \d", killed)) == {"web", "worker", "rasa"}
