"""Rasa's REST channel, for the worker alone: Rasa's own answers anybody who reaches the port; this wants the token."""

from __future__ import annotations

import hmac
import logging
from typing import TYPE_CHECKING, Any

from rasa.core.channels.rest import RestInput
from sanic.exceptions import Forbidden
from sanic.request import Request

from bot.logs import tracing
from bot.nlu.forgetting import forget_words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from rasa.core.channels.channel import UserMessage
    from sanic import Blueprint


logger = logging.getLogger(__name__)


class GuardedRestInput(RestInput):
    """``POST /webhooks/rest/webhook`` with ``Authorization: Bearer TOKEN``; 403 without it.

    A message whose envelope says so makes Rasa forget what was typed in its conversation before it is read.
    """

    @classmethod
    def name(cls) -> str:
        """The name in the channel's address."""
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> GuardedRestInput:
        """Called by Rasa with the content of ``credentials.yml``.

        Raises:
            ValueError: no token is set.
        """
        given = credentials or {}
        return cls(given.get("token") or "", given.get("tracker_url") or "")

    def __init__(self, token: str, tracker_url: str = "") -> None:
        if not token:
            raise ValueError("CAF_RASA_TOKEN is not set: start Rasa through `python -m bot serve`, or set it")
        self._expected = f"Bearer {token}".encode()
        self._tracker_url = tracker_url

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's address; called by Rasa."""

        async def forget_first(message: UserMessage) -> None:
            metadata = message.metadata or {}
            with tracing(str(metadata.get("trace") or "")):
                logger.info("asked about %s", metadata.get("trace"))
                if metadata.get("forget"):
                    forget_words(self._tracker_url, message.sender_id)
                await on_new_message(message)

        made: Blueprint = super().blueprint(forget_first)
        return made

    async def _extract_sender(self, req: Request) -> str | None:
        given = req.headers.get("authorization", "").encode()
        if not hmac.compare_digest(given, self._expected):
            raise Forbidden("wrong or missing token")
        sender: str | None = await super()._extract_sender(req)
        return sender
