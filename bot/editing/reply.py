"""The words around an entry's answer, as the assistant says them."""

from collections.abc import Iterable

import yaml

from bot.config import environment
from bot.faq.entries import Link, where_next

DOMAIN = environment.ROOT / "domain.yml"


def reply(answer: str, links: Iterable[Link]) -> str:
    """The words of ``utter_answer``, first variation, with an answer and its links in them."""
    words = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["responses"]["utter_answer"][0]["text"]
    return str(words).format(answer=answer, links=where_next(links)).strip()
