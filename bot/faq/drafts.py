"""A new entry's file, ready to be filled in."""

from datetime import date, timedelta
from pathlib import Path
from string import Template

from bot.faq.catalogue import Topic

REVIEW_AFTER = timedelta(days=182)
"""When a new entry is first read again: rules and amounts change at least twice a year (April, October)."""

_TEMPLATE = Path(__file__).with_name("new_entry.yml")


def create_draft(folder: Path, entry_id: str, topic: Topic, today: date) -> Path:
    """Writes the template of an entry where it belongs and returns its file.

    Raises:
        FileExistsError: there is a file already; it is left as it is.
        OSError: the file cannot be written.
    """
    file = folder / topic.theme / f"{entry_id}.yml"
    template = Template(_TEMPLATE.read_text(encoding="utf-8"))
    text = template.substitute(
        id=entry_id, theme=topic.theme, scope=topic.scope, today=today, review=today + REVIEW_AFTER
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8") as stream:
        stream.write(text)
    return file
