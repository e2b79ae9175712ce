"""What is being written as citizens will read it, on each channel."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from bot.channels.answering import CHANNELS
from bot.channels.text import cut, size
from bot.conversations import clock
from bot.editing.contents import folder, mended
from bot.editing.reply import reply
from bot.faq.amounts import insert, read_amounts
from bot.faq.entries import Link
from bot.faq.sheets.cells import Content

WEB = "Web"


@dataclass(frozen=True, slots=True)
class Preview:
    """The messages that one channel makes of the reply; ``limit`` is that of one message, None where there is none."""

    channel: str
    messages: Sequence[str]
    size: int
    limit: int | None


def previews(content: Content) -> list[Preview]:
    """The reply with today's amounts, as each channel sends it; the fields need not make an entry yet.

    Raises:
        InvalidFileError: the amounts cannot be read.
    """
    said = mended(content)
    answer = insert(said["answer"], read_amounts(folder())[0], localdate(clock.now()))
    text = reply(answer, [Link(link["title"], link["url"]) for link in said["links"]])
    limited = [Preview(each.name, cut(text, each.reply), size(text), each.reply) for each in CHANNELS]
    return [Preview(WEB, [text], size(text), None), *limited]
