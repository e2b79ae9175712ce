"""Acronyms are spelled out once in each answer, in the form that the Caf writes them (« Rsa »)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.faq.checks.context import Context
from bot.faq.checks.fields import long_texts
from bot.faq.entries import Entry
from bot.faq.folding import unaccent
from bot.faq.problems import Finding, finding

_TABLE = Path(__file__).with_name("acronyms.yml")
_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"[A-Z]{2,}[a-z]?")


def check(entry: Entry, _: Context) -> Iterator[Finding]:
    """Acronyms of the table that are not spelled out, and capitals that look like one and are not in the table."""
    for field, text in long_texts(entry):
        plain = _plain(text)
        told: set[str] = set()
        for number, row in enumerate(text.split("\n")):
            for word in _WORD.findall(row):
                known = word.upper() if word in _spellings() or word.isupper() else ""
                if known in told or known in _everyday():
                    continue
                told.add(known)
                meanings = _meanings().get(known)
                if meanings and not any(_plain(meaning) in plain for meaning in meanings):
                    yield finding("acronym", field, number, acronym=word, meaning=meanings[0])
                elif known and not meanings and _CAPITALS.fullmatch(word):
                    yield finding("unknown_acronym", field, number, acronym=word)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", unaccent(text)))


@cache
def _table() -> Mapping[str, Any]:
    table: dict[str, Any] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return table


@cache
def _spellings() -> frozenset[str]:
    """As the Caf writes them; all in capitals they are recognised too."""
    return frozenset(_table()["spelled_out"])


@cache
def _meanings() -> Mapping[str, Sequence[str]]:
    table: Mapping[str, str | list[str]] = _table()["spelled_out"]
    return {name.upper(): [said] if isinstance(said, str) else said for name, said in table.items()}


@cache
def _everyday() -> frozenset[str]:
    return frozenset(name.upper() for name in _table()["everyday"])
