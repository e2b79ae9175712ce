"""Mends the typography of an entry's file where it stands, and nothing else of it."""

import io
from collections.abc import Iterator, MutableMapping, MutableSequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.charter.typography import mend
from bot.faq.files import write_whole

_SHOWN = ("title", "label", "answer", "simple")


def mend_file(file: Path) -> bool:
    """Mends what citizens read in a file that holds an entry; comments, order and quotes stay.

    Returns:
        Whether anything was mended. A file that somebody else saves in the meantime is left to them.

    Raises:
        OSError: the file cannot be read or written.
    """
    text = file.read_text(encoding="utf-8")
    yaml = _yaml()
    content = yaml.load(text)
    changed = False
    for holder, key in list(_places(content)):
        written = holder[key]
        mended = mend(written)
        if mended != written:
            holder[key] = _like(written, mended)
            changed = True
    if not changed:
        return False
    stream = io.StringIO()
    yaml.dump(content, stream)
    if file.read_text(encoding="utf-8") != text:
        return False
    write_whole(file, stream.getvalue())
    return True


def _yaml() -> Any:
    """Round trip in the shape that entries are written in."""
    yaml: Any = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10_000  # no line is folded
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _places(content: Any) -> Iterator[tuple[MutableMapping[str, Any], str]]:
    if not isinstance(content, MutableMapping):
        return
    links = content.get("links")
    holders = [link for link in links if isinstance(link, MutableMapping)] if isinstance(links, MutableSequence) else []
    places = [(content, name) for name in _SHOWN] + [(holder, "title") for holder in holders]
    yield from ((holder, name) for holder, name in places if isinstance(holder.get(name), str))


def _like(written: str, mended: str) -> str:
    """The mended text in the quotes or block that it was written in, with the comment that follows it."""
    if type(written) is str:
        return mended
    scalar = type(written)(mended)
    if hasattr(written, "comment"):
        vars(scalar)["comment"] = vars(written)["comment"]
    return scalar
