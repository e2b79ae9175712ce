"""What each platform accepts in one message and one button."""

from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

MESSENGER_TEXT = 2000
"""Characters of a message: https://developers.facebook.com/docs/messenger-platform/reference/send-api/"""

MESSENGER_TITLE = 20
"""Characters of a quick reply's title:
https://developers.facebook.com/docs/messenger-platform/send-messages/quick-replies/"""

TELEGRAM_TEXT = int(MessageLimit.MAX_TEXT_LENGTH)
"""Characters of a message: https://core.telegram.org/bots/api#sendmessage"""

TELEGRAM_PAYLOAD = int(InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)
"""Bytes of a button's ``callback_data``: https://core.telegram.org/bots/api#inlinekeyboardbutton"""
