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
class Version:
    """The messages of one version of the reply; ``is_easy`` for the one behind the button « Version simple »."""

    is_easy: bool
    messages: Sequence[str]
    size: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What one channel makes of the reply; ``limit`` is that of one message, None where there is none."""

    channel: str
    limit: int | None
    versions: Sequence[Version]


def previews(content: Content) -> list[Preview]:
    """The reply, and its easy-to-read version where there is one, with today's amounts, as each channel sends them.

    The fields need not make an entry yet.

    Raises:
        InvalidFileError: the amounts cannot be read.
    """
    said = mended(content)
    amounts, today = read_amounts(folder())[0], localdate(clock.now())
    links = [Link(link["title"], link["url"]) for link in said["links"]]
    written = [said["answer"], *([said["simple"]] if said.get("simple") else [])]
    texts = [reply(insert(text, amounts, today), links) for text in written]
    return [_preview(WEB, None, texts), *(_preview(each.name, each.reply, texts) for each in CHANNELS)]


def _preview(channel: str, limit: int | None, texts: Sequence[str]) -> Preview:
    versions = [
        Version(place > 0, [text] if limit is None else cut(text, limit), size(text))
        for place, text in enumerate(texts)
    ]
    return Preview(channel, limit, versions)
