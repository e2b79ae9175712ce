"""A reply as the Send API wants it."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.delivery import RefusedError
from bot.channels.event import Outgoing
from bot.channels.messenger.replies import to_payload

BUTTON = {"title": "APL étudiant", "payload": "faq:logement-etudiant"}


def sent(**changes: Any) -> dict[str, Any]:
    """The payload of a short reply, changed."""
    return to_payload(Outgoing(**({"address": "200000000000001", "text": "Oui.", "reference": "12.0"} | changes)))


def test_a_reply_is_a_response_that_can_be_recognised() -> None:
    """``RESPONSE``, to one person, with our reference as metadata."""
    assert sent() == {
        "recipient": {"id": "200000000000001"},
        "messaging_type": "RESPONSE",
        "message": {"text": "Oui.", "metadata": "caf-assistant:12.0"},
    }


def test_buttons_are_quick_replies_within_metas_limits() -> None:
    """Thirteen at most, twenty characters each."""
    replies = sent(buttons=[BUTTON | {"title": "x" * 30}] * 15)["message"]["quick_replies"]
    assert len(replies) == 13
    assert replies[0] == {"content_type": "text", "title": "x" * 20, "payload": BUTTON["payload"]}


@given(st.timedeltas(timedelta(0), timedelta(days=30)))
def test_the_assistant_never_uses_a_tag(silence: timedelta) -> None:
    """Within a day it answers, after that it does not speak at all."""
    if silence <= timedelta(hours=24):
        assert sent(silence=silence)["messaging_type"] == "RESPONSE"
    else:
        with pytest.raises(RefusedError, match="window_closed"):
            sent(silence=silence)


@given(st.timedeltas(timedelta(0), timedelta(days=30)))
def test_a_person_has_a_week(silence: timedelta) -> None:
    """HUMAN_AGENT after a day only, and within seven."""
    if silence > timedelta(days=7):
        with pytest.raises(RefusedError, match="window_closed"):
            sent(by_person=True, silence=silence)
        return
    payload = sent(by_person=True, silence=silence)
    tagged = silence > timedelta(hours=24)
    assert payload["messaging_type"] == ("MESSAGE_TAG" if tagged else "RESPONSE")
    assert payload.get("tag") == ("HUMAN_AGENT" if tagged else None)
