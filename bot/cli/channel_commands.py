"""The commands ``messenger …`` and ``telegram …``: arguments in, exit status out."""

import argparse
import contextlib
from typing import Any

from bot.cli import channels
from bot.cli.terminal import agreed, tell
from bot.cli.texts import say
from bot.config.environment import ConfigurationError
from bot.config.pages import first_page, pages


def add_commands(commands: Any) -> None:
    """Adds them to the command line's parsers."""
    messenger = _group(commands, "messenger")
    setup = _command(messenger, "setup", "messenger_setup")
    setup.add_argument("--yes", action="store_true", help=say("channels.without_asking"))
    setup.set_defaults(run=_messenger_setup)

    telegram = _group(commands, "telegram")
    setup = _command(telegram, "setup", "telegram_setup")
    setup.add_argument("--url", required=True, help=say("channels.url"))
    setup.set_defaults(run=_telegram_setup)
    _command(telegram, "poll", "telegram_poll").set_defaults(run=_telegram_poll)


def _group(commands: Any, name: str) -> Any:
    return commands.add_parser(name, help=say(f"channels.{name}")).add_subparsers(required=True, metavar="COMMANDE")


def _command(group: Any, name: str, text: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = group.add_parser(name, help=say(f"channels.{text}"))
    command.add_argument("--page", help=say("channels.page"))
    return command


def _messenger_setup(options: argparse.Namespace) -> int:
    channels.setup_messenger(_page(options.page), lambda: options.yes or agreed(say("channels.agree")), tell)
    return 0


def _telegram_setup(options: argparse.Namespace) -> int:
    channels.setup_telegram(_page(options.page), options.url, tell)
    return 0


def _telegram_poll(options: argparse.Namespace) -> int:
    with contextlib.suppress(KeyboardInterrupt):
        channels.poll_telegram(_page(options.page), tell)
    return 0


def _page(given: str | None) -> str:
    """The page that is meant; the first one where none is named."""
    if given and given not in pages():
        raise ConfigurationError(say("channels.unknown_page", page=given, known=", ".join(pages())))
    return given or first_page().id
