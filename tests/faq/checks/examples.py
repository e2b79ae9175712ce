"""An entry and a context in which no check finds anything; each test changes one thing."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from bot.faq.amounts import Amount
from bot.faq.checks.context import Channel, Context
from bot.faq.entries import Entry, Link, Source, Status
from bot.faq.problems import Finding
from bot.faq.vectors import Vectors, VectorStore

TODAY = date(2026, 11, 22)
SOURCE = Source("Source d’essai", "https://caf.example/source", date(2026, 11, 20))
PRIME = Amount("prime", "Prime d’essai", Decimal("100.5"), "€", date(2026, 4, 1), date(2027, 3, 31), SOURCE)


def entry(**changes: Any) -> Entry:
    """A good entry, changed."""
    fields: dict[str, Any] = {
        "id": "essai-un",
        "theme": "essai",
        "title": "Comment demande-t-on cette aide\u202f?",
        "label": "Demander l’aide",
        "variants": ("demander cette aide", "Où faire la demande ?"),
        "answer": "Vous pouvez demander cette aide sur caf.fr.\n\nLa Caf vous répond par courrier.",
        "links": (Link("Caf\u00a0: cette aide", "https://www.caf.fr/aide"),),
        "sources": (SOURCE,),
        "benefit": "aucune",
        "owner": "redaction",
        "status": Status.PUBLISHED,
        "valid_from": date(2026, 1, 1),
        "review_by": date(2027, 6, 1),
        "related": ("essai-deux",),
    }
    return Entry(**fields | changes)


def context(**changes: Any) -> Context:
    """A FAQ of two entries and one amount, on two channels."""
    fields: dict[str, Any] = {
        "today": TODAY,
        "themes": {"essai-un": "essai", "essai-deux": "essai"},
        "ids": {"essai-un", "essai-deux"},
        "amounts": {"prime": PRIME},
        "channels": (Channel("Court", 400, label=20), Channel("Étroit", 4000, payload=20)),
    }
    return Context(**fields | changes)


def kinds(check: Callable[[Entry, Context], Iterator[Finding]], of: Entry, within: Context | None = None) -> list[str]:
    """What a check finds, as « kind@field »."""
    return [f"{found.kind}@{'.'.join(map(str, found.field))}" for found in check(of, within or context())]


def toy_store(file: Path) -> VectorStore:
    """A store whose encoder finds no two texts alike: for checks that are not about likeness."""

    def encode(texts: Sequence[str]) -> Vectors:
        directions = np.random.default_rng(len(texts)).standard_normal((len(texts), 64), dtype=np.float32)
        unit: Vectors = directions / np.linalg.norm(directions, axis=1, keepdims=True)
        return unit

    return VectorStore(file, "toy", encode)
