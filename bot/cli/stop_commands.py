"""Arguments of ``stop`` and ``resume``: the kill switch without a browser, at night for one."""

import argparse
from typing import Any

from bot.cli import stops
from bot.cli.terminal import tell
from bot.cli.texts import say

SCOPES = ("entry", "theme", "page")


def add_commands(commands: Any) -> None:
    """Adds them; ``commands`` is argparse's action, whose type it keeps to itself."""
    stop = commands.add_parser("stop", help=say("stops.stop"))
    _add_target(stop)
    stop.add_argument("--reason", metavar="MOTIF", required=True, help=say("stops.reason"))
    stop.set_defaults(run=_stop)
    resume = commands.add_parser("resume", help=say("stops.resume"))
    _add_target(resume)
    resume.set_defaults(run=_resume)


def _add_target(parser: argparse.ArgumentParser) -> None:
    target = parser.add_mutually_exclusive_group(required=True)
    for scope in SCOPES:
        target.add_argument(f"--{scope}", metavar=say(f"stops.metavars.{scope}"), help=say(f"stops.{scope}"))
    target.add_argument("--all", action="store_true", help=say("stops.all"))


def _target(options: argparse.Namespace) -> tuple[str, str]:
    """The scope and what it is about; nothing where everything is meant."""
    given = ((scope, getattr(options, scope)) for scope in SCOPES)
    return next(((scope, target) for scope, target in given if target is not None), ("everything", ""))


def _stop(options: argparse.Namespace) -> int:
    stops.switch("stop", *_target(options), tell, reason=options.reason)
    return 0


def _resume(options: argparse.Namespace) -> int:
    stops.switch("resume", *_target(options), tell)
    return 0
