"""The real encoder, loaded once, and an index of a handful of real entries."""

from pathlib import Path

import pytest

from bot.faq.encoder import Encoder
from bot.faq.entries import Entry, read_entry
from bot.faq.index import Index
from bot.faq.vectors import VectorStore, fingerprint

ROOT = Path(__file__).parents[2]
ENCODER = ROOT / "data" / "encoder" / "base"
HANDFUL = (
    "famille/af-montant",
    "action-sociale/aide-bafa",
    "compte/compte-mot-de-passe",
    "contact/contact-ma-caf",
    "paiement/paiement-dates",
    "rsa/rsa-conditions",
)


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The embedded encoder."""
    return Encoder(ENCODER, threads=2)


@pytest.fixture(scope="session")
def entries() -> list[Entry]:
    """Six entries of different themes."""
    return [read_entry(ROOT / "data" / "faq" / f"{name}.yml") for name in HANDFUL]


@pytest.fixture(scope="session")
def store(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> VectorStore:
    """A store of the real encoder's vectors, empty at first."""
    return VectorStore(tmp_path_factory.mktemp("vectors") / "v.npz", fingerprint(ENCODER), encoder.encode_passages)


@pytest.fixture(scope="session")
def index(entries: list[Entry], store: VectorStore) -> Index:
    """Their index."""
    return Index(entries, store)
