"""Which client sends the replies of a page's channel."""

from functools import cache
from typing import TYPE_CHECKING

from bot.channels import messenger, telegram
from bot.channels.delivery import Sender
from bot.channels.messenger.client import MessengerSender
from bot.config import accounts, environment

if TYPE_CHECKING:
    from bot.channels.telegram.client import TelegramSender


@cache
def sender_of(channel: str, page: str) -> Sender | None:
    """The client of a page's channel; None where nothing is sent (web chat, replay)."""
    if channel == messenger.NAME and page in accounts.messenger_accounts():
        return messenger_sender(page)
    if channel == telegram.NAME and page in accounts.telegram_accounts():
        return telegram_sender(page)
    return None


def messenger_sender(page: str) -> MessengerSender:
    """The client of a page that has a Messenger account."""
    account = accounts.messenger_accounts()[page]
    app_secret = accounts.needed_secrets()["CAF_MESSENGER_APP_SECRET"]
    return MessengerSender(environment.value("CAF_MESSENGER_API_URL"), account.token, app_secret)


def telegram_sender(page: str) -> "TelegramSender":
    """The client of a page that has a Telegram bot."""
    from bot.channels.telegram.client import TelegramSender  # noqa: PLC0415 (half a second, for whoever has a bot)

    return TelegramSender(environment.value("CAF_TELEGRAM_API_URL"), accounts.telegram_accounts()[page].token)
