"""Commands of menus and buttons; each stands for words that a citizen could have typed (``commands.yml``)."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PREFIX = "command:"
"""A button's payload is this and a key of ``says``."""


def words_of_payload(payload: str) -> str | None:
    """What a button's payload stands for; None when it is no command."""
    return _says().get(payload.removeprefix(PREFIX)) if payload.startswith(PREFIX) else None


def words_of_telegram(command: str) -> str | None:
    """What ``/command`` stands for on Telegram; None for an unknown one."""
    keys = {item["command"]: item["key"] for item in telegram_commands()}
    return _says().get(keys.get(command.lower(), ""))


def telegram_commands() -> Sequence[Mapping[str, str]]:
    """The commands that Telegram shows: ``command``, ``key``, ``description``."""
    commands: Sequence[Mapping[str, str]] = _content()["telegram"]
    return commands


def _says() -> Mapping[str, str]:
    says: Mapping[str, str] = _content()["says"]
    return says


def old_button() -> str:
    """What is said of a Telegram button that can no longer be read."""
    return str(_content()["old_button"])


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("commands.yml").read_text(encoding="utf-8"))
    return content
