"""The web chat's payloads. They are our own: JSON, one message a request."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.channels.event import Event
from bot.channels.text import storable
from bot.faq.choice import PAYLOAD

NAME = "web"

MAX_CHARACTERS = 2000
"""What the page lets people type: a question fits in a tenth of it."""

MAX_BODY_BYTES = 32 * 1024
"""Above any message of the page, and small enough to be read without thought."""


class PayloadError(Exception):
    """The request is not one that the page sends; it is never shown or logged."""


def to_event(payload: Any, *, page: str, sender: str, now: datetime) -> Event:
    """The event of one request.

    Args:
        payload: ``{"id": uuid, "text": str}``, with ``"choice"`` when a button was pressed.
        page: identifier of the page whose chat it is.
        sender: the tab's token.
        now: the moment of reception, aware.

    Raises:
        PayloadError: a field is missing, of a wrong type or too long.
    """
    if not isinstance(payload, Mapping):
        raise PayloadError
    text, choice, message_id = payload.get("text"), payload.get("choice", ""), payload.get("id")
    if not (isinstance(text, str) and isinstance(choice, str) and isinstance(message_id, str)):
        raise PayloadError
    if not text.strip() or len(text) > MAX_CHARACTERS or not (choice == "" or PAYLOAD.fullmatch(choice)):
        raise PayloadError
    try:
        text.encode()  # half a surrogate pair is no text that can be kept
        platform_id = str(uuid.UUID(message_id))
    except ValueError:
        raise PayloadError from None
    return Event(NAME, page, sender, platform_id, now, text=storable(text), choice=choice)


def to_payload(
    number: int, text: str, buttons: Sequence[Mapping[str, Any]], *, erase: bool, by_person: bool
) -> dict[str, Any]:
    """The JSON of one reply.

    Args:
        number: its place in the conversation.
        text: what is said.
        buttons: quick replies.
        erase: the tab must forget what the citizen typed last (CH2).
        by_person: a person of the Caf wrote it; else the assistant did.
    """
    choices = [{"title": button["title"], "payload": button["payload"]} for button in buttons]
    author = "adviser" if by_person else "assistant"
    return {"id": number, "author": author, "text": text, "buttons": choices, "erase": erase}
