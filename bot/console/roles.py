"""Who may do what in the console (CN1, AR3): a closed list of roles and rights; words and grants: ``roles.yml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml


class Right(StrEnum):
    """Something that a role may do."""

    READ = "read"  # escalations and redacted conversations
    ANSWER = "answer"  # take over, write, close
    REPORTED = "reported"  # forbidden content and defamation (CD2, CD3)
    HELD = "held"  # what is held of a conversation: hand it out, erase it (AR4)
    TEXTS = "texts"  # ready-made replies
    EDIT = "edit"  # entries of the FAQ, and what was marked for the editors
    APPROVE = "approve"  # what others wrote is published
    STATISTICS = "statistics"
    ACCOUNTS = "accounts"
    AUDIT = "audit"
    STOP = "stop"  # the kill switch


class Role(StrEnum):
    """What an account is for; each has exactly one."""

    COMMUNITY_MANAGER = "community_manager"
    EDITOR = "editor"
    APPROVER = "approver"
    REFERENT = "referent"
    DEPUTY = "deputy"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Words:
    """A role's French name, and what it may do."""

    label: str
    rights: frozenset[Right]


@cache
def roles() -> Mapping[Role, Words]:
    """Every role.

    Raises:
        ValueError: ``roles.yml`` and :class:`Role` do not name the same roles, or a right is unknown.
    """
    content = yaml.safe_load(Path(__file__).with_name("roles.yml").read_text(encoding="utf-8"))
    if set(content) != {role.value for role in Role}:
        raise ValueError("roles.yml and Role do not name the same roles")
    return MappingProxyType(
        {Role(name): Words(entry["label"], frozenset(map(Right, entry["rights"]))) for name, entry in content.items()}
    )
