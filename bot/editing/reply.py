"""The words around an entry's answer, as the assistant says them."""

import yaml

from bot.config import environment
from bot.faq.entries import Entry

DOMAIN = environment.ROOT / "domain.yml"


def reply(entry: Entry) -> str:
    """The words of ``utter_answer``, first variation, with the entry in them."""
    words = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["responses"]["utter_answer"][0]["text"]
    source = f"{entry.links[0].title}\n{entry.links[0].url}"
    return str(words).format(answer=entry.answer, source=source).strip()
