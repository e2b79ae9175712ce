"""Telegram's Bot API for one bot, through python-telegram-bot and its rate limiter.

The library is asynchronous and its callers are threads: one event loop, in a thread of its own, serves all bots.
"""

import asyncio
import contextlib
import threading
from collections.abc import Coroutine, Sequence
from functools import cache
from typing import Any, TypeVar

import httpx
from telegram import BotCommand
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.channels.commands import telegram_commands
from bot.channels.delivery import DeliveryError, NotNowError, RefusedError, UnknownFateError
from bot.channels.event import Outgoing
from bot.channels.telegram import limits
from bot.channels.telegram.replies import to_arguments
from bot.channels.text import cut

TIMEOUT_SECONDS = 15.0
CONNECTIONS = 8
POLL_SECONDS = 25
"""How long one look for updates waits at Telegram's: https://core.telegram.org/bots/api#getupdates"""

T = TypeVar("T")


class TelegramSender:
    """Sends to the people who write to one bot. Safe for use by several threads.

    Args:
        base_url: the Bot API, such as ``https://api.telegram.org/bot``; the token is added to it.
        token: the bot's token.
    """

    confirms = False

    def __init__(self, base_url: str, token: str) -> None:
        # No retry in the library: the outbox keeps the time that Telegram asks for, and outlives a restart.
        limiter = AIORateLimiter(overall_max_rate=limits.MESSAGES_PER_SECOND, overall_time_period=1, max_retries=0)
        self._requests = _request(), _request()
        send, look = self._requests
        self._bot: ExtBot[int] = ExtBot(
            token, base_url=base_url, request=send, get_updates_request=look, rate_limiter=limiter
        )

    def close(self) -> None:
        """Closes its connections."""
        for request in self._requests:
            _run(request.shutdown())

    def parts(self, text: str) -> Sequence[str]:
        """See :class:`bot.channels.delivery.Sender`."""
        return cut(text, limits.MAX_TEXT)

    def send(self, message: Outgoing) -> None:
        """See :class:`bot.channels.delivery.Sender`."""
        _run(self._bot.send_message(**to_arguments(message)))

    def show_work(self, address: str) -> None:
        """« écrit… » at the top of the chat, for five seconds.

        https://core.telegram.org/bots/api#sendchataction
        """
        with contextlib.suppress(DeliveryError):
            _run(self._bot.send_chat_action(int(address), ChatAction.TYPING))

    def pass_to_inbox(self, address: str) -> None:
        """Always refused: a bot's chats have no other owner."""
        raise RefusedError("no_inbox")

    def take_back(self, address: str) -> None:
        """Nothing to do: a bot's chats have no other owner."""

    def set_webhook(self, url: str, secret: str) -> None:
        """Has updates sent to ``url`` with the secret token, and shows our commands.

        Raises:
            DeliveryError: Telegram refused.
        """
        _run(self._bot.set_webhook(url, secret_token=secret, allowed_updates=limits.ALLOWED_UPDATES))
        commands = [BotCommand(item["command"], item["description"]) for item in telegram_commands()]
        _run(self._bot.set_my_commands(commands))

    def delete_webhook(self) -> None:
        """Ends the sending of updates to an address; they wait at Telegram's.

        Raises:
            DeliveryError: Telegram refused.
        """
        _run(self._bot.delete_webhook())

    def updates(self, offset: int) -> Sequence[dict[str, Any]]:
        """Waits for updates from number ``offset`` on, as JSON; those before it are confirmed.

        Raises:
            DeliveryError: Telegram did not answer.
        """
        call = self._bot.get_updates(offset, timeout=POLL_SECONDS, allowed_updates=limits.ALLOWED_UPDATES)
        return [update.to_dict() for update in _run(call)]


def _run(call: Coroutine[Any, Any, T]) -> T:
    # Causes are cut off: a request's address holds the bot's token.
    try:
        return asyncio.run_coroutine_threadsafe(call, _loop()).result()
    except RetryAfter as error:
        seconds = error._retry_after.total_seconds()  # the public one warns that its type will change
        raise NotNowError("flood", seconds) from None
    except (Forbidden, BadRequest, ChatMigrated) as error:
        raise RefusedError(type(error).__name__) from None
    except (InvalidToken, Conflict) as error:
        raise NotNowError(type(error).__name__) from None  # an operator can mend it
    except TelegramError as error:
        raise _network_error(error) from None


def _network_error(error: TelegramError) -> DeliveryError:
    match error.__cause__:
        case httpx.ConnectError() | httpx.ConnectTimeout() | httpx.PoolTimeout() as cause:
            return NotNowError(type(cause).__name__)
        case httpx.HTTPError() as cause:
            return UnknownFateError(type(cause).__name__)
        case _:  # an answer came: 5xx
            return NotNowError(type(error).__name__)


def _request() -> HTTPXRequest:
    return HTTPXRequest(
        CONNECTIONS,
        read_timeout=TIMEOUT_SECONDS,
        write_timeout=TIMEOUT_SECONDS,
        connect_timeout=TIMEOUT_SECONDS,
        pool_timeout=TIMEOUT_SECONDS,
    )


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="telegram", daemon=True).start()
    return loop
