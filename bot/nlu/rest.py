"""Rasa's REST channel, for the worker alone: Rasa's own answers anybody who reaches the port; this wants the token."""

from __future__ import annotations

import hmac
from typing import Any

from rasa.core.channels.rest import RestInput
from sanic.exceptions import Forbidden
from sanic.request import Request


class GuardedRestInput(RestInput):
    """``POST /webhooks/rest/webhook`` with ``Authorization: Bearer TOKEN``; 403 without it."""

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
        return cls((credentials or {}).get("token") or "")

    def __init__(self, token: str) -> None:
        if not token:
            raise ValueError("CAF_RASA_TOKEN is not set: start Rasa through `python -m bot serve`, or set it")
        self._expected = f"Bearer {token}".encode()

    async def _extract_sender(self, req: Request) -> str | None:
        given = req.headers.get("authorization", "").encode()
        if not hmac.compare_digest(given, self._expected):
            raise Forbidden("wrong or missing token")
        sender: str | None = await super()._extract_sender(req)
        return sender
