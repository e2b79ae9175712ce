"""Encodes each message once for the FAQ search."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.faq.encoder import Encoder
from bot.nlu.spelling_mender import MENDED

VECTOR = "sentence_vector"
"""Message key: the text as a query vector, float32, shape (dimensions,)."""


@cache
def shared_encoder(source: str, adapter: str | None = None) -> Encoder:
    """One encoder a process and adapter: the components of one model share it.

    Args:
        source: folder of the embedded pack, or the hub name of a sentence-transformers model.
        adapter: file of what is added to the pack, where it is not what the search adds.

    Raises:
        EncoderError: its files are missing or broken.
    """
    return Encoder(source, adapter=Path(adapter) if adapter else None)


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
        written = [message for message in messages if message.get(MENDED)]
        if written:
            vectors = self._encoder.encode_queries([message.get(MENDED) for message in written])
            for message, vector in zip(written, vectors, strict=True):
                message.set(VECTOR, np.ascontiguousarray(vector))
        return messages
