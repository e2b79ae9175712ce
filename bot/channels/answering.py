"""What the channels accept of an answer of the FAQ, as its checks and previews ask."""

from bot.channels.messenger import limits as messenger
from bot.channels.telegram import limits as telegram
from bot.faq.checks.context import Channel

CHANNELS = (
    Channel("Messenger", messenger.MAX_TEXT, label=messenger.MAX_TITLE),
    Channel("Telegram", telegram.MAX_TEXT, payload=telegram.MAX_CALLBACK_BYTES),
)
"""The channels with limits; the web chat sets none."""
