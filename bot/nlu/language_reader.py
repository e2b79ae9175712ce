"""Notes the language of a message that is surely not in French."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.charter.language import LanguageRecogniser
from bot.faq.spelling import speller

LANGUAGE = "language"
"""Message key: code of a language other than French (:meth:`LanguageRecogniser.foreign`), else None."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageReader(GraphComponent):
    """Sets the language of every message."""

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
    ) -> LanguageReader:
        """Called by Rasa when the server starts: the detector is loaded then, not while the first citizen waits."""
        words = speller(Path(config["vocabulary"]))
        return cls(LanguageRecogniser(words.vocabulary, words.unswap))

    def __init__(self, recogniser: LanguageRecogniser) -> None:
        self._recogniser = recogniser

    def process(self, messages: list[Message]) -> list[Message]:
        """Called by Rasa for each message."""
        for message in messages:
            message.set(LANGUAGE, self._recogniser.foreign(message.get(TEXT) or ""), add_to_output=True)
        return messages
