"""Finds the FAQ entries that a message may ask for."""

from __future__ import annotations

import contextlib
import logging
import os
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.charter.redacted import rest
from bot.faq.encoder import Encoder
from bot.faq.index import Matches
from bot.faq.live import EmptyFaqError, LiveIndex
from bot.faq.search import Calibration, decide, rank
from bot.faq.topics import TopicModel
from bot.faq.vectors import Vectors, VectorStore, fingerprint
from bot.nlu.sentence_encoder import VECTOR, shared_encoder

logger = logging.getLogger(__name__)

CANDIDATES = "faq_candidates"
"""Message key: ``[{"id", "score"}]`` from likely to unlikely; ``score`` is a probability."""

DECISION = "faq_decision"
"""Message key: a :class:`bot.faq.search.Decision`."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FaqRetriever(GraphComponent):
    """Sets the candidates and the decision of every message that has a text.

    Where personal data was erased, they are those of what is left to ask (:func:`bot.charter.redacted.rest`).

    The index is not part of the trained model: it follows the files of ``faq`` while the process runs.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Called by Rasa: folders of encoder and FAQ, files of vectors and topic model, candidates kept."""
        return {
            "encoder": "data/encoder/base",
            "faq": os.environ.get("CAF_FAQ_DIR") or "data/faq",
            "vectors": "models/faq-vectors.npz",
            "topics": "models/faq-topics.skops",
            "keep": 5,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FaqRetriever:
        """Called by Rasa."""
        encoder = shared_encoder(config["encoder"])
        vectors = VectorStore(Path(config["vectors"]), fingerprint(config["encoder"]), encoder.encode_passages)
        topics = TopicModel.load(Path(config["topics"]))
        return cls(LiveIndex(Path(config["faq"]), vectors), encoder, topics, config["keep"])

    def __init__(self, index: LiveIndex, encoder: Encoder, topics: TopicModel, keep: int) -> None:
        self._index = index
        self._encoder = encoder
        self._topics = topics
        self._keep = keep
        self._calibration = Calibration.default()
        self._prepare()

    def process(self, messages: list[Message]) -> list[Message]:
        """Called by Rasa for each message."""
        for message in messages:
            vector = message.get(VECTOR)
            if vector is None:
                continue
            candidates = rank(self._matches(message.get(TEXT), vector), self._calibration)
            decision = decide([candidate.probability for candidate in candidates], self._calibration)
            kept = [{"id": c.entry_id, "score": round(c.probability, 4)} for c in candidates[: self._keep]]
            message.set(CANDIDATES, kept, add_to_output=True)
            message.set(DECISION, decision.value, add_to_output=True)
        return messages

    def _prepare(self) -> None:
        """Builds the index at start, not while the first citizen waits."""
        with contextlib.suppress(EmptyFaqError):
            self._index.get()

    def _matches(self, text: str, vector: Vectors) -> Matches:
        asked = rest(text)  # what led to a value that was erased is no part of the question
        if not asked:
            return Matches([])
        if asked != text:
            vector = self._encoder.encode_queries([asked])[0]
        try:
            return self._index.get().match(asked, vector, self._topics.probabilities(asked))
        except EmptyFaqError as error:
            logger.error("%s", error)  # the charter goes on without the FAQ: routes, refusals, « I do not know »
            return Matches([])
