"""The words around an entry's answer, as the assistant says them."""

import yaml

from bot.config import environment

DOMAIN = environment.ROOT / "domain.yml"


def reply(answer: str, title: str, url: str) -> str:
    """The words of ``utter_answer``, first variation, with an answer and its first link in them."""
    words = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))["responses"]["utter_answer"][0]["text"]
    return str(words).format(answer=answer, source=f"{title}\n{url}").strip()
