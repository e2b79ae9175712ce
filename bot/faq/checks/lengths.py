"""Nothing is cut on any channel."""

from collections.abc import Iterator

from bot.faq.checks.context import Context
from bot.faq.choice import PAYLOAD_PREFIX, SIMPLE_PREFIX
from bot.faq.entries import Entry, where_next
from bot.faq.problems import Finding, finding


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Label, button payload and reply (the answer and its links) against each channel's limits."""
    reply = "\n\n".join([entry.answer, where_next(entry.links)])
    payload = len(f"{SIMPLE_PREFIX if entry.simple else PAYLOAD_PREFIX}{entry.id}".encode())
    for channel in context.channels:
        name = channel.name
        if channel.label is not None and len(entry.label) > channel.label:
            yield finding("long_label", ("label",), size=len(entry.label), channel=name, limit=channel.label)
        if channel.payload is not None and payload > channel.payload:
            yield finding("long_payload", ("id",), size=payload, channel=name, limit=channel.payload)
        if len(reply) > channel.reply:
            yield finding("long_reply", ("answer",), size=len(reply), channel=name, limit=channel.reply)
