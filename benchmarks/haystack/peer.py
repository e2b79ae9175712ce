"""Haystack's retrievers on vectors that were made elsewhere. Runs in the peer's own environment (``peer.lock``).

Each indexed phrasing is a document with its vector. Its ways: by embedding, by BM25, and both joined by reciprocal rank
fusion, which is DocumentJoiner's way for scores of different kinds
(https://docs.haystack.deepset.ai/docs/documentjoiner).
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DOCUMENTS = 30
"""Phrasings retrieved each way: three entries are wanted, and each has some fifteen."""


def main() -> None:
    """Reads phrasings, entries and questions as JSON; writes each way's entries in order, and milliseconds."""
    asked = json.load(sys.stdin)
    ways = _ways(asked["phrasings"], asked["vectors"], asked["entries"])
    questions = list(zip(asked["questions"], asked["question_vectors"], strict=True))
    json.dump({name: [_timed(way, *question) for question in questions] for name, way in ways.items()}, sys.stdout)


def _ways(
    phrasings: Sequence[str], vectors: Sequence[Sequence[float]], entries: Sequence[str]
) -> dict[str, Callable[[str, Sequence[float]], list[Any]]]:
    haystack = importlib.import_module("haystack")
    stores = importlib.import_module("haystack.document_stores.in_memory")
    retrievers = importlib.import_module("haystack.components.retrievers.in_memory")
    joiners = importlib.import_module("haystack.components.joiners")
    store = stores.InMemoryDocumentStore(embedding_similarity_function="dot_product")
    rows = enumerate(zip(phrasings, vectors, entries, strict=True))
    store.write_documents(
        [
            haystack.Document(id=str(number), content=text, embedding=vector, meta={"entry": entry})
            for number, (text, vector, entry) in rows
        ]
    )
    dense = retrievers.InMemoryEmbeddingRetriever(store, top_k=DOCUMENTS)
    lexical = retrievers.InMemoryBM25Retriever(store, top_k=DOCUMENTS)
    joiner = joiners.DocumentJoiner(join_mode="reciprocal_rank_fusion")

    def by_embedding(_: str, vector: Sequence[float]) -> list[Any]:
        return list(dense.run(query_embedding=vector)["documents"])

    def by_words(question: str, _: Sequence[float]) -> list[Any]:
        return list(lexical.run(query=question)["documents"])

    def joined(question: str, vector: Sequence[float]) -> list[Any]:
        found = [by_embedding(question, vector), by_words(question, vector)]
        return list(joiner.run(documents=found)["documents"])

    return {"embedding": by_embedding, "BM25": by_words, "both, joined": joined}


def _timed(
    way: Callable[[str, Sequence[float]], list[Any]], question: str, vector: Sequence[float]
) -> tuple[list[str], float]:
    started = time.perf_counter()
    found = way(question, vector)
    milliseconds = (time.perf_counter() - started) * 1000
    return list(dict.fromkeys(document.meta["entry"] for document in found)), milliseconds


if __name__ == "__main__":
    main()
