"""Words that an answer does without: orders, promises, jargon, the familiar « tu » (CH7, CN5)."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

from bot.faq.checks.context import Context
from bot.faq.checks.fields import shown_texts
from bot.faq.entries import Entry
from bot.faq.problems import Finding, finding

_WORDS = Path(__file__).with_name("words.yml")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


def check(entry: Entry, _: Context) -> Iterator[Finding]:
    """Each forbidden word of ``words.yml`` in what citizens read, once a row."""
    for field, text in shown_texts(entry):
        for number, row in enumerate(text.split("\n")):
            plain = _SPACES.sub(" ", row.replace("’", "'")).lower()
            for pattern, rule in _rules():
                if match := pattern.search(plain):
                    yield finding("forbidden_word", field, number, word=match.group(), **rule)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    groups = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return tuple(
        (re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, group['words']))})(?!\w)"), _said(group)) for group in groups
    )


def _said(group: Mapping[str, str]) -> Mapping[str, str]:
    return {"reason": group["reason"], "instead": group["instead"]}
