"""Comparing by meaning, in a process of its own: ``python -m bot.editing``, started by the worker (bot.config.apart).

The job is ``{"entry", "phrasings"}``: an identifier, and the title and variants of its draft. Its one row is
``{"near"}``: what :func:`bot.faq.checks.duplicates.near_by_meaning` finds, each with the ``other`` entry's identifier
and the ``finding``, field by field.
"""

from collections.abc import Iterator
from dataclasses import asdict

from bot.config import environment
from bot.config.apart import Row, serve_job
from bot.config.trained import ENCODER, VECTORS
from bot.faq.checks.duplicates import near_by_meaning
from bot.faq.encoder import Encoder
from bot.faq.entries import read_entries
from bot.faq.vectors import VectorStore, fingerprint


def run(job: Row, vectors: VectorStore) -> Iterator[Row]:
    """Does one comparison."""
    entries, _ = read_entries(environment.path("CAF_FAQ_DIR"))
    others = [entry for entry in entries.values() if entry.id != job["entry"]]
    found = near_by_meaning(job["phrasings"], others, vectors)
    yield {"near": [{"other": other, "finding": asdict(each)} for other, each in found]}


if __name__ == "__main__":
    serve_job(lambda job: run(job, VectorStore(VECTORS, fingerprint(ENCODER), Encoder(ENCODER).encode_passages)))
