"""Arguments of the console's commands: ``create-admin``, ``audit``, ``purge`` and ``demo``."""

import argparse
from typing import Any

from bot.cli import console, demo
from bot.cli.terminal import tell
from bot.cli.texts import say


def add_commands(commands: Any) -> None:
    """Adds them; ``commands`` is argparse's action, whose type it keeps to itself."""
    admin = commands.add_parser("create-admin", help=say("create_admin.help"))
    admin.add_argument("username", metavar="IDENTIFIANT", help=say("create_admin.username"))
    admin.add_argument("--first-name", metavar="PRÉNOM", required=True, help=say("create_admin.first_name"))
    admin.add_argument("--last-name", metavar="NOM", required=True, help=say("create_admin.last_name"))
    admin.set_defaults(run=_create_admin)
    audit = commands.add_parser("audit", help=say("audit.help")).add_subparsers(required=True, metavar="COMMANDE")
    audit.add_parser("verify", help=say("audit.verify")).set_defaults(run=_audit_verify)
    commands.add_parser("purge", help=say("purge.help")).set_defaults(run=_purge)
    shown = commands.add_parser("demo", help=say("demo.help"))
    shown.add_argument("--reset", action="store_true", help=say("demo.reset"))
    shown.set_defaults(run=_demo)


def _create_admin(options: argparse.Namespace) -> int:
    console.create_admin(options.username, options.first_name, options.last_name, tell)
    return 0


def _audit_verify(_: argparse.Namespace) -> int:
    return console.verify_audit(tell)


def _purge(_: argparse.Namespace) -> int:
    console.purge(tell)
    return 0


def _demo(options: argparse.Namespace) -> int:
    return demo.demo(options.reset, tell)
