"""The closed list of kinds of personal data, and the French words that people read for each.

The words live in ``kinds.yml``, read once at import: a kind without words, or words without a kind, is
refused at once rather than shown to a citizen one day.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = Path(__file__).with_name("kinds.yml")


class Kind(StrEnum):
    """What a piece of text gives away about somebody."""

    NIR = "NIR"
    ALLOC = "ALLOC"
    BIRTHDATE = "BIRTHDATE"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    ADDRESS = "ADDRESS"
    IBAN = "IBAN"
    CARD = "CARD"
    NAME = "NAME"
    FISCAL = "FISCAL"
    FT_ID = "FT_ID"
    MDPH = "MDPH"
    IDDOC = "IDDOC"
    SECRET = "SECRET"  # noqa: S105 - the name of a kind, not a secret


@dataclass(frozen=True, slots=True)
class Words:
    """The French words for one kind.

    Attributes:
        label: The kind, singular, without article.
        the: The same with its article.
        mark: What replaces a value in a text.
    """

    label: str
    the: str
    mark: str


def load_words(path: Path = _FILE) -> Mapping[Kind, Words]:
    """Read the words of every kind.

    Raises:
        ValueError: The file and :class:`Kind` do not name the same kinds, or an entry lacks a field.
    """
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    if set(entries) != {kind.value for kind in Kind}:
        odd = set(entries) ^ {kind.value for kind in Kind}
        raise ValueError(f"{path.name}: these kinds are not both in the file and in the code: {sorted(odd)}")
    try:
        return MappingProxyType({Kind(name): Words(**entry) for name, entry in entries.items()})
    except TypeError as error:
        raise ValueError(f"{path.name}: an entry does not hold exactly label, the, mark: {error}") from error


WORDS: Mapping[Kind, Words] = load_words()
"""The words of each kind."""
