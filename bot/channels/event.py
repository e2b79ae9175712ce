"""What any channel hands over and gets back, in plain types."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

ATTACHMENTS = frozenset({"image", "audio", "video", "file", "sticker", "location", "contact", "other"})
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
        platform_id: identifier of the event, unique on its channel.
        sent_at: when the platform says it was sent.
        text: what was typed, or the words of what was pressed; a caption beside an attachment.
        choice: payload of the pressed button, if any.
        attachment: kind of attachment, one of :data:`ATTACHMENTS`; never its content, name or address.
        edited: it replaces a message that was answered already: read for personal data only.
        standby: another application, so a person, holds the thread.
    """

    channel: str
    page: str
    sender: str
    platform_id: str
    sent_at: datetime
    text: str = ""
    choice: str = ""
    attachment: str = ""
    edited: bool = False
    standby: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Handover:
    """Somebody else speaks from now on: a person of the Caf (``human``), or the assistant again."""

    channel: str
    page: str
    sender: str
    sent_at: datetime
    human: bool


@dataclass(frozen=True, slots=True, repr=False)
class PersonSpoke:
    """A person of the Caf wrote in the platform's own inbox; ``text`` is raw, and empty where it was none.

    ``platform_id`` identifies the message, as in :class:`Event`: the platform may deliver it again.
    """

    channel: str
    page: str
    sender: str
    platform_id: str
    sent_at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """One of our own messages came back as an echo: it was delivered. ``reference`` is what was sent with it."""

    reference: str
    sent_at: datetime


Signal = Event | Handover | PersonSpoke | Receipt


@dataclass(frozen=True, slots=True, repr=False)
class Batch:
    """What one request of a platform held.

    Attributes:
        signals: what concerns us, oldest first.
        unused: how many events of each kind ask for nothing (read receipts, reactions, unknown or malformed ones).
    """

    signals: Sequence[Signal]
    unused: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, repr=False)
class Outgoing:
    """One message to a citizen, within the channel's length.

    Attributes:
        address: the platform's identifier of the person.
        text: what is said.
        buttons: quick replies (``title``, ``payload``).
        reference: ours, which comes back in the echo where the platform has echoes.
        by_person: a person of the Caf typed it.
        silence: time since the citizen's last message.
    """

    address: str
    text: str
    buttons: Sequence[Mapping[str, Any]] = ()
    reference: str = ""
    by_person: bool = False
    silence: timedelta = timedelta(0)
