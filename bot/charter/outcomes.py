"""The closed list of outcomes (AR1): what was done with a message. Labels and colours are in ``outcomes.yml``."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml


class Outcome(StrEnum):
    """What was done with a message; every reply has exactly one."""

    ANSWERED = "answered"
    CLARIFIED = "clarified"
    NOT_FOUND = "not_found"
    REFUSED_PERSONAL_DATA = "refused_personal_data"
    REFUSED_ATTACHMENT = "refused_attachment"
    DISTRESS = "distress"
    BLOCKED = "blocked"
    FORBIDDEN = "forbidden"
    HUMAN_IN_CHARGE = "human_in_charge"
    CLOSED = "closed"
    ROUTED_HUMAN = "routed_human"
    ROUTED_COMPLAINT = "routed_complaint"
    ROUTED_PERSONAL = "routed_personal"
    SMALL_TALK = "small_talk"
    HELPED = "helped"
    NOT_HELPED = "not_helped"
    OTHER_LANGUAGE = "other_language"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many_messages"
    STOPPED = "stopped"
    FAILED = "failed"


@cache
def labels() -> Mapping[str, str]:
    """What each outcome is called in French."""
    content: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("outcomes.yml").read_text("utf-8"))
    return {name: words["label"] for name, words in content.items()}
