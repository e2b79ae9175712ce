"""The gate: past this wall no raw text exists (CH2).

Every event of every channel goes through :func:`admit` before anything is stored, queued or logged. What comes out
holds the erased text and the kinds of personal data that were there, never a value.
"""

import re
from dataclasses import dataclass

from bot.channels.event import ATTACHMENTS, Event
from bot.charter.privacy import Context, find, redact

MAX_CHARACTERS = 20_000
"""What is longer is cut: no question needs it, and every later step stays bounded."""

_LEADING_SLASHES = re.compile(r"[\s/\uff0f]*[/\uff0f][\s/\uff0f]*")


@dataclass(frozen=True, slots=True)
class Admitted:
    """An event without personal data.

    Attributes:
        text: what was typed, values replaced by their kind.
        kinds: the kinds of personal data that were there, sorted.
        context: facts about form for the next message.
        attachment: its kind; « other » for one that is not of the list, which may say more than a kind.
        earlier_pieces: how many earlier messages held pieces of a number that this one completes.
    """

    text: str
    kinds: tuple[str, ...]
    context: Context
    attachment: str
    earlier_pieces: int


def admit(event: Event, context: Context) -> Admitted:
    """Erases personal data from an event.

    Args:
        event: as the channel gave it.
        context: what :func:`admit` returned for the message before in this conversation.
    """
    text = event.text[:MAX_CHARACTERS]
    findings = find(text, context)
    joined = any(finding.rule.endswith(".joined") for finding in findings)
    return Admitted(
        text=_never_a_command(redact(text, findings)),
        kinds=tuple(sorted({finding.kind.value for finding in findings})),
        context=Context.after(text, findings, context),
        attachment=event.attachment if event.attachment in {"", *ATTACHMENTS} else "other",
        earlier_pieces=context.piece_messages if joined else 0,
    )


def erase(text: str) -> str:
    """What a person of the Caf wrote, without personal data: they may quote the citizen (CD4)."""
    return redact(text[:MAX_CHARACTERS])


def _never_a_command(text: str) -> str:
    """Typed text is plain words: Rasa takes a leading slash for a direct intent (« /restart », « /inform{…} »)."""
    slashes = _LEADING_SLASHES.match(text)
    return text[slashes.end() :] if slashes else text
