"""Arguments of the operator's commands: ``run``."""

import argparse
import os
from typing import Any

from bot.cli import processes
from bot.cli.texts import say
from bot.config import environment


def add_commands(commands: Any) -> None:
    """Adds them; ``commands`` is argparse's action, whose type it keeps to itself."""
    run = commands.add_parser("run", help=say("run.help"))
    run.add_argument("name", metavar="|".join(processes.BY_NAME), choices=processes.BY_NAME, help=say("run.name"))
    run.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    """Becomes the process, so that whoever started it sees its signals and its end."""
    process = processes.BY_NAME[options.name]()
    os.chdir(environment.ROOT)
    os.execvpe(process.command[0], process.command, dict(process.environment))  # noqa: S606 (our own command)
