"""An entry as citizens read it, on each channel."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from bot.channels.answering import CHANNELS
from bot.channels.text import cut, size
from bot.conversations import clock
from bot.editing.contents import folder
from bot.editing.reply import reply
from bot.faq.amounts import fill, read_amounts
from bot.faq.entries import Entry

WEB = "web"


@dataclass(frozen=True, slots=True)
class Preview:
    """The messages that one channel makes of the reply; ``limit`` of one message, None where there is none."""

    channel: str
    messages: Sequence[str]
    size: int
    limit: int | None


def previews(entry: Entry) -> list[Preview]:
    """The reply with today's amounts, as each channel sends it.

    Raises:
        InvalidFileError: the amounts cannot be read.
    """
    text = reply(fill(entry, read_amounts(folder())[0], localdate(clock.now())))
    limited = [Preview(channel.name, cut(text, channel.reply), size(text), channel.reply) for channel in CHANNELS]
    return [Preview(WEB, [text], size(text), None), *limited]
