"""What any channel hands over and gets back, in plain types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

ATTACHMENTS = frozenset({"image", "audio", "video", "file", "location", "contact", "other"})
"""Kinds of attachment: all that is ever known of one (CH2)."""


@dataclass(frozen=True, slots=True, repr=False)
class Event:
    """One message of a citizen as it came, before the gate: its text is raw.

    It lives in memory only, between the channel and the gate, and has no ``repr``: an exception or a log that shows
    it shows nothing of it.

    Attributes:
        channel: the channel's name.
        page: the page's identifier.
        sender: the platform's identifier of the person.
        platform_id: the platform's identifier of the message, unique on its channel.
        sent_at: when the platform says it was sent.
        text: what was typed; empty for an attachment.
        choice: payload of the pressed button, if any.
        attachment: kind of attachment, one of :data:`ATTACHMENTS`; never its content, name or address.
    """

    channel: str
    page: str
    sender: str
    platform_id: str
    sent_at: datetime
    text: str = ""
    choice: str = ""
    attachment: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is to be said to a citizen: a text and quick replies (``title``, ``payload``)."""

    text: str
    buttons: Sequence[Mapping[str, Any]] = ()
