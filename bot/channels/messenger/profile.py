"""A page's Messenger profile: greeting, Get Started, ice breakers, persistent menu (``profile.yml``).

https://developers.facebook.com/docs/messenger-platform/reference/messenger-profile-api/
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SUBSCRIBED_FIELDS = (
    "messages",
    "message_echoes",
    "message_edits",
    "messaging_postbacks",
    "messaging_handovers",
    "standby",
)
"""Webhook fields of a page that the assistant reads; the rest is not even sent:
https://developers.facebook.com/docs/messenger-platform/webhooks#events"""

MAX_GREETING = 160
"""Characters: https://developers.facebook.com/docs/messenger-platform/reference/messenger-profile-api/greeting"""

MAX_ICE_BREAKERS = 4
MAX_ICE_BREAKER = 80
"""https://developers.facebook.com/docs/messenger-platform/send-messages/ice-breakers"""

MAX_MENU_TITLE = 30
"""https://developers.facebook.com/docs/messenger-platform/send-messages/persistent-menu"""


def wanted(contact_url: str) -> Mapping[str, Any]:
    """The profile that a page should have, by field.

    Args:
        contact_url: its page « Contacter ma Caf ».
    """
    return {name: _filled(value, contact_url) for name, value in _content().items()}


def changes(present: Mapping[str, Any], contact_url: str) -> Mapping[str, Any]:
    """The fields that differ from what the page has now, with what they should be."""
    return {name: value for name, value in wanted(contact_url).items() if present.get(name) != value}


def _filled(content: Any, contact_url: str) -> Any:
    match content:
        case dict():
            return {name: _filled(value, contact_url) for name, value in content.items()}
        case list():
            return [_filled(value, contact_url) for value in content]
        case "{contact_url}":
            return contact_url
        case _:
            return content


@cache
def _content() -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("profile.yml").read_text(encoding="utf-8"))
    return content
