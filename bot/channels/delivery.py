"""How a message leaves: what every sending channel offers, and the three ways in which it can fail."""

from collections.abc import Sequence
from typing import Protocol

from bot.channels.event import Outgoing


class DeliveryError(Exception):
    """A message was not, or perhaps not, delivered. ``reason`` is a short code: no text, no identifier."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RefusedError(DeliveryError):
    """The platform will never take this message."""


class NotNowError(DeliveryError):
    """The message has certainly not been delivered, and may be later.

    ``retry_after`` is the number of seconds that the platform asks to wait; None when it does not say.
    """

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class UnknownFateError(DeliveryError):
    """The line broke after the message had left: delivered or not, nobody knows. Never repeated blindly."""


class Sender(Protocol):
    """A channel that messages are sent to; the web chat is none, as the browser comes and asks."""

    confirms: bool
    """Whether each delivered message comes back as an echo, so that an unknown fate becomes known."""

    def close(self) -> None:
        """Closes its connections."""

    def parts(self, text: str) -> Sequence[str]:
        """The text in pieces that the platform takes, in order; always the same ones for the same text."""

    def send(self, message: Outgoing) -> None:
        """Sends one message.

        Raises:
            DeliveryError: one of its three kinds.
        """

    def show_work(self, address: str) -> None:
        """Shows that the message was seen and that a reply is being written; a failure is nobody's trouble."""

    def pass_to_inbox(self, address: str) -> None:
        """Gives the thread to the people in the platform's own inbox.

        Raises:
            DeliveryError: the platform has none, or does not allow it.
        """

    def take_back(self, address: str) -> None:
        """Takes the thread over from a person's inbox, where the platform has owners of threads.

        Raises:
            DeliveryError: the platform does not allow it.
        """
