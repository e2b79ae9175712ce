"""Encodes each message once, for the intent classifier and for the FAQ search.

Not run at training: the classifier encodes the examples that it takes, some of the thousands that there are.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.faq.encoder import Encoder

VECTOR = "sentence_vector"
"""Message key: the text as a query vector, float32, shape (dimensions,)."""


def shared_encoder(source: str) -> Encoder:
    """One encoder a process: the components of one model share it.

    Raises:
        EncoderError: its files are missing or broken.
    """
    if source not in _encoders:
        _encoders[source] = Encoder(source)
    return _encoders[source]


_encoders: dict[str, Encoder] = {}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SentenceEncoder(GraphComponent):
    """Sets the vector of every message that has a text."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Called by Rasa: ``encoder`` is a folder or the hub name of a sentence-transformers model."""
        return {"encoder": "data/encoder/base"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoder:
        """Called by Rasa."""
        return cls(shared_encoder(config["encoder"]))

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def process(self, messages: list[Message]) -> list[Message]:
        """Called by Rasa for each message."""
        written = [message for message in messages if message.get(TEXT)]
        if written:
            vectors = self._encoder.encode_queries([message.get(TEXT) for message in written])
            for message, vector in zip(written, vectors, strict=True):
                message.set(VECTOR, np.ascontiguousarray(vector))
        return messages
