"""A page's Messenger profile."""

from typing import Any

from bot.channels.commands import PREFIX, words_of_payload
from bot.channels.messenger.profile import (
    MAX_GREETING,
    MAX_ICE_BREAKER,
    MAX_ICE_BREAKERS,
    MAX_MENU_TITLE,
    changes,
    wanted,
)

CONTACT = "https://caf.example/contact"


def payloads(content: Any) -> list[str]:
    """Every payload in it."""
    if isinstance(content, dict):
        own = [content["payload"]] if "payload" in content else []
        return own + [payload for value in content.values() for payload in payloads(value)]
    return [payload for item in content for payload in payloads(item)] if isinstance(content, list) else []


def test_the_profile_keeps_metas_limits() -> None:
    """Lengths and numbers."""
    profile = wanted(CONTACT)
    assert all(len(greeting["text"]) <= MAX_GREETING for greeting in profile["greeting"])
    for breakers in profile["ice_breakers"]:
        assert len(breakers["call_to_actions"]) <= MAX_ICE_BREAKERS
        assert all(len(item["question"]) <= MAX_ICE_BREAKER for item in breakers["call_to_actions"])
    for menu in profile["persistent_menu"]:
        assert all(len(item["title"]) <= MAX_MENU_TITLE for item in menu["call_to_actions"])


def test_it_says_that_it_is_automatic_and_asks_for_nothing_personal() -> None:
    """CH1, and the platform's rule that a program says that it is one."""
    (greeting,) = wanted(CONTACT)["greeting"]
    assert "assistant automatique" in greeting["text"]
    assert "rien de personnel" in greeting["text"]


def test_every_payload_is_one_that_is_understood() -> None:
    """A command, or plain words."""
    found = payloads(wanted(CONTACT))
    assert len(found) >= 6
    assert all(words_of_payload(payload) if payload.startswith(PREFIX) else payload == "say" for payload in found)


def test_contacter_ma_caf_is_the_pages_own() -> None:
    """Its link is filled in, nothing is left to fill."""
    assert CONTACT in str(wanted(CONTACT))
    assert "{" not in "".join(str(value) for value in payloads(wanted(CONTACT)))
    assert "contact_url" not in str(wanted(CONTACT))


def test_only_what_differs_is_changed() -> None:
    """Nothing when all is as it should be; another page's link is a difference."""
    present = wanted(CONTACT)
    assert changes({}, CONTACT) == present
    assert changes(present, CONTACT) == {}
    assert set(changes(present, "https://autre.example")) == {"persistent_menu"}
