"""No message enters Rasa with personal data in it, whichever way it comes (CH2).

Rasa writes the text of a message to its tracker and its logs before any component or action runs, so that a wall in
the pipeline would be too late for them. Every way in (the channels, ``rasa shell``, ``/model/parse``,
``/conversations/…/messages``) makes a ``UserMessage``: that is the door. Rasa's REST channel, and ``rasa shell`` which
is built on it, read the text a moment earlier and log it when something fails: there it is erased as it is read.
"""

from functools import wraps
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from sanic.request import Request

from bot.charter.privacy import redact


def close() -> None:
    """Makes Rasa erase personal data from every text as it takes it in. Calling it once is enough."""
    make, read = UserMessage.__init__, RestInput._extract_message

    @wraps(make)
    def make_redacted(self: UserMessage, text: str | None = None, *arguments: Any, **named: Any) -> None:
        make(self, _erased(text), *arguments, **named)

    @wraps(read)
    def read_redacted(self: RestInput, request: Request) -> str | None:
        return _erased(read(self, request))

    UserMessage.__init__ = make_redacted
    RestInput._extract_message = read_redacted


class FrontDoorError(Exception):
    """A text could not be read by the detector: it is not let in, and not shown."""


def _erased(text: str | None) -> str | None:
    try:
        return redact(text) if text else text
    except Exception:
        raise FrontDoorError from None
