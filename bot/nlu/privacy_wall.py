"""The second privacy wall: the pipeline's first component (CH2).

The gate before the inbox, or else Rasa's front door, has erased personal data already: what is left of it are marks.
This component notes their kinds, and erases what a message still holds that came round both (training, tests).
"""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.charter.privacy import redact
from bot.charter.redacted import kinds

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
            redacted = redact(text)
            message.set(KINDS, sorted(kinds(redacted)), add_to_output=True)
            if redacted != text:
                message.set(TEXT, redacted, add_to_output=True)
        return messages
