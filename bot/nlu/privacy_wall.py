"""The second privacy wall: the pipeline's first component (CH2).

The gate before the inbox has erased personal data already. This component covers the ways round it (``rasa shell``,
``/model/parse``, tests): what the following components read holds none.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.charter.privacy import find, redact

KINDS = "kinds"
"""Message key: kinds of personal data that were seen, without any value."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PrivacyWall(GraphComponent):
    """Erases personal data from a message's text and notes the kinds that were there."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PrivacyWall:
        """Called by Rasa."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Called by Rasa for each message."""
        for message in messages:
            text = message.get(TEXT) or ""
            findings = find(text)
            message.set(KINDS, sorted({finding.kind.value for finding in findings}), add_to_output=True)
            if findings:
                message.set(TEXT, redact(text, findings), add_to_output=True)
        return messages
