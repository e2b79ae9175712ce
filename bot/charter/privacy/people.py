"""Words that are names and words that are not: the lexicons behind :mod:`bot.charter.privacy.name`.

They are general knowledge, not lists of seen messages; each file names its source and licence.
"""

from __future__ import annotations

from pathlib import Path

import yaml

_FOLDER = Path(__file__).with_name("lexicons")
_EVERYDAY, _FREQUENT, _ORDINARY = 1_500, 6_000, 20_000


def load_lexicon(name: str) -> list[str]:
    """Read a file of words separated by spaces, lines that begin with # left out, in their order."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def load_groups(name: str) -> dict[str, frozenset[str]]:
    """Read a YAML file of groups of words separated by spaces."""
    groups = yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))
    return {group: frozenset(words.split()) for group, words in groups.items()}


_BY_FREQUENCY = load_lexicon("common_words.txt")
COMMON_WORDS = frozenset(_BY_FREQUENCY).union(load_lexicon("own_words.txt"))
ORDINARY_WORDS = frozenset(_BY_FREQUENCY[:_ORDINARY])
"""Words that are no misspelling of another."""
EVERYDAY_WORDS = frozenset(_BY_FREQUENCY[:_EVERYDAY])
"""Words that go on after « il s'appelle Teddy » more often than a surname."""
FREQUENT_WORDS = frozenset(_BY_FREQUENCY[:_FREQUENT])
"""Words so common that they are no name even after « je m'appelle », unless capitalised."""
FIRST_NAMES = frozenset(load_lexicon("first_names.txt"))
SURNAMES = frozenset(load_lexicon("surnames.txt"))
"""Surnames that are also ordinary words."""
PUBLIC_FIGURES = frozenset(load_lexicon("public_figures.txt"))
"""Surnames of people whom all know, and their full names, words joined by hyphens."""
INSTITUTIONS = frozenset(load_lexicon("institutions.txt"))
"""Public bodies and their counters, whose telephone and address are those of nobody."""
FULL_NAMES_OF_NOBODY = PUBLIC_FIGURES | frozenset(load_lexicon("brands.txt"))
"""Public figures, and firms named after somebody in full, words joined by hyphens."""
TOWNS = frozenset(load_lexicon("towns.txt"))
AROUND = load_groups("around_names.yml")
"""Words that stand beside names, by what they tell."""
FOREIGN_PARTICLES = frozenset(
    "da del della di do dos el al ben bel bent van von der ait abd abdel bou ould oulad ibn".split()
)
"""Words that open a surname and are no French words: a name follows."""
PARTICLES = FOREIGN_PARTICLES | {"de", "du", "des", "d", "le", "la", "mac", "mc", "saint", "st", "san"}
"""Words that open a surname without being one."""


def is_first_name(word: str) -> bool:
    """Whether a lower-case word, or the first part of a compound, is a first name."""
    return word in FIRST_NAMES or ("-" in word and word.partition("-")[0] in FIRST_NAMES)


def is_common(word: str, words: frozenset[str] = COMMON_WORDS) -> bool:
    """Whether a lower-case word is an ordinary word of French, each part of a compound counting."""
    return all(part in words for part in word.replace("'", "-").split("-"))
