"""What Telegram's Bot API allows; the figures are python-telegram-bot's, which follows https://core.telegram.org/bots/api."""

from telegram.constants import FloodLimit, InlineKeyboardButtonLimit, MessageLimit

MAX_TEXT = int(MessageLimit.MAX_TEXT_LENGTH)
"""UTF-16 units of a message."""

MAX_CALLBACK_BYTES = int(InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)
"""UTF-8 bytes of a button's payload."""

MESSAGES_PER_SECOND = int(FloodLimit.MESSAGES_PER_SECOND)
"""Of one bot, over all chats."""

ALLOWED_UPDATES = ("message", "edited_message", "callback_query")
"""What we ask to be sent; the rest never comes."""

MAX_BODY_BYTES = 256 * 1024
"""Of a webhook request: one update, of which a text takes 4,096 characters at most."""
