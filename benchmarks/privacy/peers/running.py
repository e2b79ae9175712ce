"""The peers, their environments, and how they are asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.environments import make_environment
from bot.config import environment

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
_QUIET_VARIABLES = ("PATH", "HOME", "LANG")


@dataclass(frozen=True, slots=True)
class Peer:
    """A detector to compare with.

    Attributes:
        name: What it is called in the report.
        module: Its module in this package, whose lock bears the same name.
        arguments: What the module is told.
    """

    name: str
    module: str
    arguments: tuple[str, ...] = ()

    def answers(self, texts: Sequence[str]) -> list[tuple[bool, float]]:
        """Return for each text whether anything was found, and the microseconds of CPU time that it took.

        Raises:
            subprocess.CalledProcessError: its environment cannot be made, or it fails.
        """
        folder = environment.path("CAF_DATA_DIR") / "benchmarks" / self.module
        python = make_environment(folder, HERE / f"{self.module}.lock", Path(sys.executable).with_name("uv"))
        root = HERE.parents[2]
        variables = {name: os.environ[name] for name in _QUIET_VARIABLES if name in os.environ}
        run = subprocess.run(
            (python, "-W", "ignore", "-m", f"benchmarks.privacy.peers.{self.module}", *self.arguments),
            input=json.dumps(list(texts)),
            capture_output=True,
            text=True,
            check=True,
            cwd=root,
            env=variables,
        )
        return [(found, microseconds) for found, microseconds in json.loads(run.stdout)]


PEERS = (
    Peer("presidio-analyzer 2.2.366, spaCy's fr_core_news_sm 3.8.0", "presidio"),
    Peer("presidio-analyzer 2.2.366, patterns alone", "presidio", ("--patterns",)),
    Peer("scrubadub 2.0.1, fr_FR", "scrubadub"),
)
