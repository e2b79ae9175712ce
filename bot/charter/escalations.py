"""The closed list of reasons why a person should look at a conversation. Labels, priorities: ``escalations.yml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from bot.charter.outcomes import Outcome


class Reason(StrEnum):
    """Why a person should look."""

    DISTRESS = "distress"  # CD5
    FORBIDDEN = "forbidden"  # CD1, CD3
    SEND_FAILED = "send_failed"  # CH10
    WINDOW_CLOSING = "window_closing"
    HUMAN_REQUEST = "human_request"
    COMPLAINT = "complaint"  # CH6
    PERSONAL_DATA_REPEATED = "personal_data_repeated"  # CH2
    PERSONAL_CASE = "personal_case"  # CH5
    NOT_HELPFUL_TWICE = "not_helpful_twice"
    UNKNOWN_TWICE = "unknown_twice"


@dataclass(frozen=True, slots=True)
class Words:
    """What a reason is called, and how soon it is looked at.

    Attributes:
        label: in French, for community managers.
        priority: 1 comes first.
        outcome: the outcome that always brings it; None where something else does.
    """

    label: str
    priority: int
    outcome: Outcome | None = None


@cache
def words() -> Mapping[Reason, Words]:
    """The words of every reason."""
    content = yaml.safe_load(Path(__file__).with_name("escalations.yml").read_text("utf-8"))
    return MappingProxyType({Reason(name): _words(**entry) for name, entry in content.items()})


def _words(label: str, priority: int, outcome: str | None = None) -> Words:
    return Words(label, priority, Outcome(outcome) if outcome else None)


def reason_of(outcome: Outcome) -> Reason | None:
    """The reason that an outcome brings by itself, if any."""
    return next((reason for reason, entry in words().items() if entry.outcome is outcome), None)
