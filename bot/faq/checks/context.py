"""What a check may know beside the entry itself."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.faq.amounts import Amount


@dataclass(frozen=True, slots=True)
class Channel:
    """What a channel accepts of us.

    Attributes:
        name: as editors know it.
        reply: characters of one message.
        label: characters of a button after which the platform cuts; None where it does not.
        payload: bytes that a button may carry; None where ours can never reach the limit.
    """

    name: str
    reply: int
    label: int | None = None
    payload: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The day, and what the whole FAQ holds.

    Attributes:
        today: the day of the check.
        themes: theme by identifier, as the catalogue fixes them.
        ids: identifiers that have an entry.
        amounts: amounts by name.
        channels: the channels that an answer goes out on.
    """

    today: date
    themes: Mapping[str, str]
    ids: Collection[str]
    amounts: Mapping[str, Amount]
    channels: Sequence[Channel]
