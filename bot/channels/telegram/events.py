"""A Telegram update → what concerns us.

https://core.telegram.org/bots/api#update

Updates are read as plain JSON rather than as the library's objects, which a malformed or future update would make
raise. Only private chats are read.
"""

import hmac
import re
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.channels.commands import old_button, words_of_telegram
from bot.channels.event import Batch, Event
from bot.channels.telegram import NAME
from bot.channels.text import storable
from bot.faq.choice import PAYLOAD

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (a header's name)

ATTACHMENTS: Mapping[str, str] = {
    "photo": "image",
    "video": "video",
    "video_note": "video",
    "animation": "video",
    "voice": "audio",
    "audio": "audio",
    "document": "file",
    "sticker": "sticker",
    "location": "location",
    "venue": "location",
    "contact": "contact",
    "poll": "other",
    "dice": "sticker",
    "story": "other",
    "paid_media": "other",
    "checklist": "other",
}
"""Fields of a message that hold something to look at, and what we call it; nothing of it is fetched (CH2)."""

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s.*)?", re.DOTALL)
_LARGEST_ID = 2**52
"""Chat identifiers have at most 52 significant bits: https://core.telegram.org/bots/api#chat"""


def is_secret(header: str | None, secret: str) -> bool:
    """Whether the request bears the token that was given with the webhook, compared in constant time."""
    return hmac.compare_digest((header or "").encode(errors="replace"), secret.encode())


def to_batch(update: Any, page: str, now: datetime) -> Batch:
    """The event of one update, if it has any for us; what cannot be read is counted, never raised.

    Args:
        update: the request's JSON.
        page: identifier of the page whose bot it is.
        now: the moment of reception, aware: a pressed button comes without one.
    """
    read = _read(update, page, now.replace(microsecond=0))  # Telegram counts in seconds: order is kept within one
    return Batch([], Counter([read])) if isinstance(read, str) else Batch([read])


def callback_answer(update: Any, batch: Batch) -> dict[str, str]:
    """What a webhook's response says to a pressed button, for its clock to stop turning; empty for other updates.

    https://core.telegram.org/bots/api#making-requests-when-getting-updates
    """
    match update:
        case {"callback_query": {"id": str(query_id)}}:
            words = {} if batch.signals else {"text": old_button()}
            return {"method": "answerCallbackQuery", "callback_query_id": query_id} | words
        case _:
            return {}


def _read(update: Any, page: str, now: datetime) -> Event | str:
    match update:
        case {"update_id": int(number), "message": {} as message}:
            return _message(page, number, message, edited=False)
        case {"update_id": int(number), "edited_message": {} as message}:
            return _message(page, number, message, edited=True)
        case {"update_id": int(number), "callback_query": {"data": str(data), "message": {} as message}}:
            return _pressed(page, number, data, message, now)
        case {"update_id": int(), **fields} if fields:
            return "unknown"
        case _:
            return "malformed"


def _message(page: str, number: int, message: Mapping[str, Any], *, edited: bool) -> Event | str:
    sender, sent_at = _private_chat(message), _moment(message.get("edit_date" if edited else "date"))
    if isinstance(sender, str):
        return sender
    if sent_at is None:
        return "malformed"
    attachment = next((kind for field, kind in ATTACHMENTS.items() if field in message), "")
    given = message.get("caption" if attachment else "text")
    text = storable(given) if isinstance(given, str) else ""
    if not text.strip() and not attachment:
        return "service"
    text = _command(text) or text
    return Event(NAME, page, str(sender[0]), _event_id(page, number), sent_at, text, "", attachment, edited)


def _pressed(page: str, number: int, data: str, message: Mapping[str, Any], now: datetime) -> Event | str:
    """A button that we showed: its words are in the message that it is under."""
    sender = _private_chat(message)
    if isinstance(sender, str):
        return sender
    title = _title(message, data)
    if not title.strip():
        return "old_button"  # Telegram no longer shows us the message that it is under
    choice = data if PAYLOAD.fullmatch(data) else ""
    return Event(NAME, page, str(sender[0]), _event_id(page, number), now, title, choice)


def _title(message: Mapping[str, Any], data: str) -> str:
    match message:
        case {"reply_markup": {"inline_keyboard": [*rows]}}:
            buttons = [button for row in rows if isinstance(row, list) for button in row]
        case _:
            buttons = []
    for button in buttons:
        match button:
            case {"text": str(title), "callback_data": str(known)} if known == data:
                return storable(title)
    return ""


def _private_chat(message: Mapping[str, Any]) -> tuple[int] | str:
    """The chat; or, in a word, why it is none of ours."""
    match message:
        case {"chat": {"id": int(chat), "type": "private"}} if 0 < chat < _LARGEST_ID:
            return (chat,)
        case {"chat": {"type": "group" | "supergroup" | "channel"}}:
            return "not_private"
        case _:
            return "malformed"


def _command(text: str) -> str | None:
    match = _COMMAND.fullmatch(text)
    return words_of_telegram(match.group(1)) if match else None


def _event_id(page: str, number: int) -> str:
    """``update_id`` counts within one bot."""
    return f"{page}:{number}"


def _moment(seconds: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (TypeError, OverflowError, ValueError, OSError):
        return None
