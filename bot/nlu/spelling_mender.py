"""Mends the slips of the thumb in a message and leaves out the courtesy around it, for the components that read it.

Its text stays as it was written.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.faq.courtesy import without_courtesy
from bot.faq.spelling import Speller, speller

MENDED = "mended_text"
"""Message key: the text (personal data erased), its slips mended, without the courtesy around it."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class SpellingMender(GraphComponent):
    """Sets the mended text of every message."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Called by Rasa: ``vocabulary`` is the file of the words that people write."""
        return {"vocabulary": "models/vocabulary.json"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpellingMender:
        """Called by Rasa."""
        return cls(speller(Path(config["vocabulary"])))

    def __init__(self, speller: Speller) -> None:
        self._speller = speller

    def process(self, messages: list[Message]) -> list[Message]:
        """Called by Rasa for each message."""
        for message in messages:
            mended = self._speller.mend(message.get(TEXT) or "")
            message.set(MENDED, without_courtesy(mended))  # afterwards, for courtesy has slips, too
        return messages
