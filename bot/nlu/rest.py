"""Rasa's REST channel, for the worker alone: Rasa's own answers anybody who reaches the port; this wants the token."""

from __future__ import annotations

import hmac
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.channels.rest import RestInput
from sanic.exceptions import Forbidden, InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot.logs import tracing
from bot.nlu import forgetting

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from rasa.core.channels.channel import UserMessage
    from sanic import Blueprint


logger = logging.getLogger(__name__)


class GuardedRestInput(RestInput):
    """``POST /webhooks/rest/webhook`` with ``Authorization: Bearer TOKEN``; 403 without it.

    A message whose envelope says so makes Rasa forget what was typed in its conversation before it is read. A turn in
    which no action answered (their server is down) is undone: Rasa would be left in the middle of it, and find nothing
    to do at the next messages either, on whichever server.

    What Rasa keeps is shown and erased (AR4) under ``/webhooks/rest/conversations``, with the same token:
    ``GET …/SENDER``, ``DELETE …/SENDER`` and ``DELETE …?before=MOMENT`` (ISO 8601, with its zone).
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

        async def answer(message: UserMessage) -> None:
            metadata = message.metadata or {}
            with tracing(str(metadata.get("trace") or "")):
                logger.info("asked about %s", metadata.get("trace"))
                if metadata.get("forget"):
                    forgetting.forget_words(self._tracker_url, message.sender_id)
                began = datetime.now(UTC)
                await on_new_message(message)
                if _has_failed(message.output_channel):
                    logger.warning("no action has answered: the turn is undone")
                    forgetting.forget_since(self._tracker_url, message.sender_id, began)

        made: Blueprint = super().blueprint(answer)
        self._show_and_erase(made)
        return made

    def _show_and_erase(self, blueprint: Blueprint) -> None:
        @blueprint.route("/conversations/<sender:str>", methods=["GET"])
        async def held(request: Request, sender: str) -> HTTPResponse:
            self._check(request)
            return json({"events": forgetting.held(self._tracker_url, sender)})

        @blueprint.route("/conversations/<sender:str>", methods=["DELETE"])
        async def forget(request: Request, sender: str) -> HTTPResponse:
            self._check(request)
            return json({"events": forgetting.forget(self._tracker_url, sender)})

        @blueprint.route("/conversations", methods=["DELETE"])
        async def forget_before(request: Request) -> HTTPResponse:
            self._check(request)
            try:
                moment = datetime.fromisoformat(request.args.get("before", ""))
            except ValueError:
                raise InvalidUsage("before: a moment in ISO 8601") from None
            return json({"events": forgetting.forget_before(self._tracker_url, moment)})

    async def _extract_sender(self, req: Request) -> str | None:
        self._check(req)
        sender: str | None = await super()._extract_sender(req)
        return sender

    def _check(self, request: Request) -> None:
        given = request.headers.get("authorization", "").encode()
        if not hmac.compare_digest(given, self._expected):
            raise Forbidden("wrong or missing token")


def _has_failed(channel: Any) -> bool:
    """Whether none of our actions has reported; ``rasa shell``, which takes replies one by one, is not asked."""
    return type(channel) is CollectingOutputChannel and not any("custom" in part for part in channel.messages)
