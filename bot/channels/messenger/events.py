"""Meta's webhook payload → what concerns us.

The kinds: https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/

Nothing here trusts
the shape of what comes: a signed request may still hold an event that Meta added yesterday.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.channels.commands import words_of_payload
from bot.channels.event import Batch, Event, Handover, PersonSpoke, Receipt, Signal
from bot.channels.messenger import NAME, PAGE_INBOX
from bot.channels.messenger.replies import METADATA_PREFIX
from bot.channels.text import storable
from bot.faq.choice import PAYLOAD

ATTACHMENTS = frozenset({"image", "audio", "video", "file", "location"})
"""Kinds of attachment that we know by name; any other one is « other »."""

EXPECTED = (
    "read delivery reaction optin referral account_linking policy_enforcement app_roles request_thread_control "
    "response_feedback"
).split()
"""Kinds of event that ask for nothing."""

HANDOVERS: Mapping[str, bool] = {"pass_thread_control": False, "take_thread_control": True}
"""Changes of a thread's owner that we are told of, and whether a person speaks from then on: what is passed is passed
to us, what is taken is taken from us."""

_LONGEST_ID = 64


def to_batch(payload: Any, pages: Mapping[str, str]) -> Batch:
    """Every event of every entry; what cannot be read is counted, never raised.

    Args:
        payload: the request's JSON.
        pages: our pages' identifiers by Facebook's.
    """
    signals: list[Signal] = []
    unused: Counter[str] = Counter()
    for page, item, standby in _items(payload, pages, unused):
        read = _read(page, item, standby)
        if isinstance(read, str):
            unused[read] += 1
        else:
            signals.append(read)
    return Batch(sorted(signals, key=lambda signal: signal.sent_at), unused)


def _items(payload: Any, pages: Mapping[str, str], unused: Counter[str]) -> Iterator[tuple[str, Any, bool]]:
    """Each event with our page and whether it came on standby."""
    match payload:
        case {"object": "page", "entry": [*entries]}:
            pass
        case _:
            unused["malformed"] += 1
            return
    for entry in entries:
        match entry:
            case {"id": str(page_id)} if page_id in pages:
                for field, standby in (("messaging", False), ("standby", True)):
                    items = entry.get(field, [])
                    if isinstance(items, list):
                        yield from ((pages[page_id], item, standby) for item in items)
                    else:
                        unused["malformed"] += 1
                if "changes" in entry:
                    unused["changes"] += 1  # comments and the like: out of scope
            case {"id": str()}:
                unused["unknown_page"] += 1
            case _:
                unused["malformed"] += 1


@dataclass(frozen=True, slots=True, repr=False)
class _Head:
    """What every event about a person begins with; ``citizen`` is the recipient where the page speaks."""

    page: str
    citizen: str
    sent_at: datetime
    standby: bool

    def event(self, event_id: str, text: str, *, choice: str = "", attachment: str = "", edited: bool = False) -> Event:
        return Event(
            NAME, self.page, self.citizen, event_id, self.sent_at, text, choice, attachment, edited, self.standby
        )


def _read(page: str, item: Any, standby: bool) -> Signal | str:
    """One event; or, in a word, why it asks for nothing."""
    match item:
        case {"message": {"is_echo": True}, "recipient": {"id": str(citizen)}, "timestamp": int(stamp)}:
            pass
        case {"sender": {"id": str(citizen)}, "timestamp": int(stamp)}:
            pass
        case _:
            return _unused(item, "malformed")
    sent_at = _moment(stamp)
    if sent_at is None or not 0 < len(citizen) <= _LONGEST_ID:
        return "malformed"
    return _signal(_Head(page, citizen, sent_at, standby), item)


def _signal(head: _Head, item: Mapping[str, Any]) -> Signal | str:
    match item:
        case {"message": {"is_echo": True} as message}:
            return _echo(head, message)
        case {"message": {"mid": str(mid)} as message}:
            return _message(head, mid, message)
        case {"message_edit": {"mid": str(mid), "text": str(text), **rest}}:
            return head.event(_event_id(mid, rest.get("num_edit"), head.sent_at), storable(text), edited=True)
        case {"postback": {"payload": str(payload), **rest}}:
            event_id = _event_id(rest.get("mid") or (head.citizen, head.sent_at, payload))
            return _pressed(head, event_id, payload, rest.get("title"))
    for kind, human in HANDOVERS.items():
        if kind in item:
            return Handover(NAME, head.page, head.citizen, head.sent_at, human)
    return _unused(item, "unknown")


def _unused(item: Any, otherwise: str) -> str:
    """The kind of an event that asks for nothing."""
    return next((kind for kind in EXPECTED if isinstance(item, Mapping) and kind in item), otherwise)


def _echo(head: _Head, message: Mapping[str, Any]) -> Signal | str:
    """A message that left the page: ours when it bears our metadata, a person's when it came from Meta's page inbox.

    Any other application is a program, such as Meta's own automatic replies. Should people answer through one, it
    holds the thread: what citizens write then comes on standby.
    https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/message-echoes
    """
    metadata = message.get("metadata")
    if isinstance(metadata, str) and metadata.startswith(METADATA_PREFIX):
        return Receipt(metadata.removeprefix(METADATA_PREFIX), head.sent_at)
    if str(message.get("app_id", PAGE_INBOX)) != PAGE_INBOX:
        return "echo_of_a_program"
    text, mid = message.get("text"), message.get("mid") or (head.citizen, head.sent_at)
    typed = storable(text) if isinstance(text, str) else ""
    return PersonSpoke(NAME, head.page, head.citizen, _event_id(mid), head.sent_at, typed)


def _message(head: _Head, mid: str, message: Mapping[str, Any]) -> Signal | str:
    if message.get("is_deleted"):
        return "deleted"
    given = message.get("text")
    text = storable(given) if isinstance(given, str) else ""
    match message:
        case {"quick_reply": {"payload": str(payload)}}:
            return _pressed(head, _event_id(mid), payload, text)
        case {"attachments": [_, *_] as items}:
            attachment = next(filter(None, (_attachment(item, text) for item in items)), "")
        case _:
            attachment = "" if text.strip() else "other"
    return head.event(_event_id(mid), text, attachment=attachment)


def _attachment(item: Any, text: str) -> str:
    """The kind of an attachment; its address is not even looked at (CH2). A link's preview is no attachment."""
    match item:
        case {"payload": {"sticker_id": _}}:
            return "sticker"
        case {"type": "fallback"} if text.strip():
            return ""
        case {"type": str(kind)} if kind in ATTACHMENTS:
            return kind
        case _:
            return "other"


def _pressed(head: _Head, event_id: str, payload: str, title: Any) -> Signal | str:
    """A button: one of our choices, a command, or plain words, which are its title's."""
    text = words_of_payload(payload) or (storable(title) if isinstance(title, str) else "")
    if not text.strip():
        return "malformed"
    return head.event(event_id, text, choice=payload if PAYLOAD.fullmatch(payload) else "")


def _event_id(*parts: Any) -> str:
    """A digest: known again when redelivered, and of no use to look a message up with."""
    return hashlib.sha256("\n".join(map(repr, parts)).encode(errors="replace")).hexdigest()


def _moment(milliseconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return None
