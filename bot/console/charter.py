"""The charter that each person acknowledges before acting, at first login and at each new version (CN6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from bot.console.models import Account, Acknowledgement
from bot.conversations import clock


@dataclass(frozen=True, slots=True)
class Charter:
    """What is acknowledged: a version, and the commitments in order."""

    version: str
    commitments: Sequence[str]


@cache
def current() -> Charter:
    """The charter of ``charter.yml``: a new version there is shown to everybody at their next login."""
    content = yaml.safe_load(Path(__file__).with_name("charter.yml").read_text(encoding="utf-8"))
    return Charter(str(content["version"]), tuple(content["commitments"]))


def is_acknowledged(account: Account) -> bool:
    """Whether the account has acknowledged the current version."""
    return account.acknowledgements.filter(version=current().version).exists()


def acknowledge(account: Account) -> None:
    """Keeps that the account acknowledges the current version, with its date."""
    Acknowledgement.objects.get_or_create(account=account, version=current().version, defaults={"at": clock.now()})
