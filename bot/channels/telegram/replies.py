"""A reply → what the Bot API's ``sendMessage`` takes.

https://core.telegram.org/bots/api#sendmessage
"""

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

from bot.channels.event import Outgoing
from bot.channels.telegram import limits

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""A preview is longer than the answer, and shows what somebody else wrote."""


def to_arguments(message: Outgoing) -> dict[str, Any]:
    """The arguments of ``Bot.send_message``; plain text, so that nothing of it is read as markup."""
    keyboard = _keyboard(message.buttons)
    return {
        "chat_id": int(message.address),
        "text": message.text,
        "link_preview_options": NO_PREVIEW,
        "reply_markup": InlineKeyboardMarkup(keyboard) if keyboard else None,
    }


def _keyboard(buttons: Sequence[Mapping[str, Any]]) -> list[list[InlineKeyboardButton]]:
    """One button a line, as phones are narrow; the text numbers the choices, so one that is too long is left out."""
    return [
        [InlineKeyboardButton(button["title"], callback_data=button["payload"])]
        for button in buttons
        if len(button["payload"].encode()) <= limits.MAX_CALLBACK_BYTES
    ]
