"""The texts of an entry, each with the way to it."""

from collections.abc import Iterator

from bot.faq.entries import Entry
from bot.faq.problems import Field


def long_texts(entry: Entry) -> Iterator[tuple[Field, str]]:
    """What is read sentence by sentence: the answer and its easy version."""
    yield ("answer",), entry.answer
    if entry.simple:
        yield ("simple",), entry.simple


def shown_texts(entry: Entry) -> Iterator[tuple[Field, str]]:
    """What citizens read; the variants are only searched in."""
    yield ("title",), entry.title
    yield ("label",), entry.label
    yield from long_texts(entry)
    yield from ((("links", place, "title"), link.title) for place, link in enumerate(entry.links))


def all_texts(entry: Entry) -> Iterator[tuple[Field, str]]:
    """Every text that a person wrote into the entry, addresses of pages left out."""
    yield from shown_texts(entry)
    yield from ((("variants", place), variant) for place, variant in enumerate(entry.variants))
    yield from ((("sources", place, "title"), source.title) for place, source in enumerate(entry.sources))
    yield ("owner",), entry.owner
    yield ("benefit",), entry.benefit


def addresses(entry: Entry) -> Iterator[tuple[Field, str]]:
    """The addresses of its links and sources."""
    yield from ((("links", place, "url"), link.url) for place, link in enumerate(entry.links))
    yield from ((("sources", place, "url"), source.url) for place, source in enumerate(entry.sources))
