"""The entry is the catalogue's, and leads to entries that exist."""

from collections.abc import Iterator

from bot.faq.checks.context import Context
from bot.faq.entries import Entry
from bot.faq.problems import Finding, finding


def check(entry: Entry, context: Context) -> Iterator[Finding]:
    """Identifier and theme against the catalogue, related entries against those that there are."""
    theme = context.themes.get(entry.id)
    if not context.themes:
        pass  # the catalogue cannot be read: one problem of its own, rather than one more an entry
    elif theme is None:
        yield finding("unknown_id", ("id",), id=entry.id)
    elif theme != entry.theme:
        yield finding("unknown_theme", ("theme",), id=entry.id, expected=theme, theme=entry.theme)
    for place, other in enumerate(entry.related):
        if other == entry.id:
            yield finding("related_to_itself", ("related", place))
        elif other not in context.ids:
            yield finding("unknown_related", ("related", place), id=other)
