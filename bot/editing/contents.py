"""The text of an entry's file, and its fields as a form has them."""

from datetime import date
from pathlib import Path

from bot.charter.typography import mend
from bot.config import environment
from bot.editing.models import Draft
from bot.faq.catalogue import Topic
from bot.faq.drafts import REVIEW_AFTER
from bot.faq.entries import Entry, Status, parse_entry
from bot.faq.files import write_whole
from bot.faq.problems import InvalidFileError, finding, reason
from bot.faq.sheets import entry_file
from bot.faq.sheets.cells import Content, content_of

SHOWN = ("title", "label", "answer", "simple")
"""Texts that citizens read, with the titles of links: their typography is mended."""


def folder() -> Path:
    """The FAQ's folder."""
    return environment.path("CAF_FAQ_DIR")


def file_of(entry_id: str, theme: str = "") -> Path:
    """The entry's file, wherever it lies; where it is to lie when there is none yet."""
    return next(folder().glob(f"*/{entry_id}.yml"), folder() / theme / f"{entry_id}.yml")


def text_in(file: Path) -> str:
    """The text of a file as drafts and versions keep it, lines ended as on Unix; empty where there is no file.

    Raises:
        InvalidFileError: it cannot be read.
    """
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n") if file.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidFileError([finding("unreadable", reason=reason(error)).at(file, 1)]) from error


def write_text(file: Path, text: str) -> None:
    """Writes an entry's file; it keeps the line ends that it had.

    Raises:
        OSError: it cannot be written; it is as it was.
    """
    windows = file.exists() and b"\r\n" in file.read_bytes()
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, text.replace("\n", "\r\n") if windows else text)


def content_in(text: str, entry_id: str) -> Content:
    """The fields of an entry's text.

    Raises:
        InvalidFileError: it is no entry.
    """
    return content_of(parse_entry(text, file_of(entry_id)))


def text_of(draft: Draft) -> str:
    """What the file says once the draft is published; what did not change stays as written, comments included."""
    if not draft.base:
        return entry_file.new(draft.content)
    return entry_file.changed(draft.base, content_in(draft.base, draft.entry_id), draft.content)


def entry_of(draft: Draft) -> Entry:
    """The entry that the draft makes.

    Raises:
        InvalidFileError: something is missing or malformed; the problems name the fields.
    """
    return parse_entry(text_of(draft), file_of(draft.entry_id, draft.content["theme"]))


def new_content(entry_id: str, topic: Topic, today: date) -> Content:
    """The fields of an entry that is still to be written."""
    texts = dict.fromkeys(("title", "label", "answer"), "")
    dates = {"valid_from": today.isoformat(), "review_by": (today + REVIEW_AFTER).isoformat()}
    lists: Content = {name: [] for name in ("variants", "links", "sources", "related")}
    closed = {"benefit": "aucune", "owner": "redaction", "status": Status.PUBLISHED.value}
    return {"id": entry_id, "theme": topic.theme, **texts, **lists, **closed, **dates}


def mended(content: Content) -> Content:
    """The same fields with the typography that citizens read put right."""
    texts = {name: mend(content[name]) for name in SHOWN if name in content}
    return content | texts | {"links": [link | {"title": mend(link["title"])} for link in content["links"]]}
