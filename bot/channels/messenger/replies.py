"""A reply → the Send API's payload.

https://developers.facebook.com/docs/messenger-platform/reference/send-api/
"""

from datetime import timedelta
from typing import Any

from bot.channels.delivery import RefusedError
from bot.channels.event import Outgoing
from bot.channels.messenger import limits

METADATA_PREFIX = "caf-assistant:"
"""What is sent as ``metadata`` begins with it, so that the echo of our own message is told from a person's."""


def to_payload(message: Outgoing) -> dict[str, Any]:
    """The JSON of one message.

    Raises:
        RefusedError: the platform's window for an answer is over.
    """
    content: dict[str, Any] = {"text": message.text, "metadata": METADATA_PREFIX + message.reference}
    replies = [
        {"content_type": "text", "title": button["title"][: limits.MAX_TITLE], "payload": button["payload"]}
        for button in message.buttons[: limits.MAX_QUICK_REPLIES]
    ]
    if replies:
        content["quick_replies"] = replies
    return {
        "recipient": {"id": message.address},
        **_messaging_type(by_person=message.by_person, silence=message.silence),
        "message": content,
    }


def _messaging_type(*, by_person: bool, silence: timedelta) -> dict[str, str]:
    """``RESPONSE``; HUMAN_AGENT on what a person typed, after 24 hours and within 7 days, and on nothing else.

    A tag on what a program writes is misuse, for which Meta closes pages:
    https://developers.facebook.com/docs/messenger-platform/send-messages/message-tags/
    """
    if silence <= limits.STANDARD_WINDOW:
        return {"messaging_type": "RESPONSE"}
    if by_person and silence <= limits.HUMAN_AGENT_WINDOW:
        return {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
    raise RefusedError("window_closed")
