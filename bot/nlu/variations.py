"""Chooses among the variations of an utterance: one after the other, so that no two replies in a row are the same."""

from __future__ import annotations

import copy
from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.nlg.generator import ResponseVariationFilter
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig


class Variations(TemplatedNaturalLanguageGenerator):
    """Rasa's own generator, which draws at random, made to take turns."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        super().__init__(domain.responses)

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """Called by Rasa: the variation that follows the one used last in this conversation, filled from the slots."""
        slots = tracker.current_slot_values()
        variations = ResponseVariationFilter(self.responses).responses_for_utter_action(
            utter_action, output_channel, slots
        )
        if not variations:
            return None
        used = sum(
            isinstance(event, BotUttered) and event.metadata.get("utter_action") == utter_action
            for event in tracker.applied_events()
        )
        filled: dict[str, Any] = self._fill_response(copy.deepcopy(variations[used % len(variations)]), slots, **kwargs)
        return filled
