"""What people who write in another language are told, in theirs (``languages.yml``)."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

OTHERWISE = "en"
"""The words given in a language that is recognised and has none of its own."""


def words_for(language: str, contact_url: str) -> str:
    """What somebody who writes in that language is told, in that language."""
    texts = _texts()
    return texts.get(language, texts[OTHERWISE]).format(contact_url=contact_url)


@cache
def _texts() -> Mapping[str, str]:
    texts: dict[str, str] = yaml.safe_load(Path(__file__).with_name("languages.yml").read_text(encoding="utf-8"))
    return texts
