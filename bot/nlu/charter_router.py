"""The pipeline's last component: applies the charter's order of precedence to what the others found.

It replaces the intent by the route that decides (``personal_data``, ``page_closed``, ``question``, …), which
``data/rules`` maps to actions; the intent that was read stays beside it for the records.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.charter.precedence import SMALL_TALK_INTENTS, Route, Signals, route
from bot.faq.choice import PAYLOAD_PREFIX, pick
from bot.faq.search import Decision
from bot.nlu import action_schema
from bot.nlu.faq_retriever import DECISION
from bot.nlu.privacy_wall import KINDS

READ = "read_intent"
"""Message key: the classifier's intent, ``{"name", "confidence"}``."""

CHOSEN = "chosen_entry"
"""Message key: the entry that the message picks among those just offered."""

OUT_OF_SCOPE = "out_of_scope"
QUESTION = "question"

SURE = 0.5
"""Confidence below which courtesy, or that a question is none of the Caf's, is not believed: the FAQ decides."""

_SPOKEN_BY_INTENT = (Route.SMALL_TALK, Route.UNKNOWN)
_INTENTS = SMALL_TALK_INTENTS | {OUT_OF_SCOPE, "correction", "follow_up"}
"""Under these routes the intent that was read chooses the words."""

action_schema.compile_once()  # every Rasa server loads this component, at start and before any action


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class CharterRouter(GraphComponent):
    """Sets the route as the intent of every message."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CharterRouter:
        """Called by Rasa."""
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Called by Rasa for each message, with the conversation so far."""
        for message in messages:
            metadata = message.get("metadata") or {}
            read = message.get("intent") or {"name": Route.UNKNOWN.value, "confidence": 0.0}
            chosen = _chosen_entry(message, metadata, tracker)
            intent = _trusted_intent(read)
            found = message.get(DECISION, Decision.UNKNOWN) != Decision.UNKNOWN
            signals = Signals(
                personal_data=bool(metadata.get("kinds") or message.get(KINDS)),
                attachment=bool(metadata.get("attachment")),
                human_in_charge=bool(metadata.get("human_in_charge")),
                page_closed=bool(metadata.get("closed")),
                intent=Route.CHOICE.value if chosen else intent,
                choice_made=chosen is not None,
                entry_found=found and intent != OUT_OF_SCOPE,
            )
            decided = route(signals)
            name = signals.intent if decided in _SPOKEN_BY_INTENT and signals.intent in _INTENTS else decided.value
            message.set(READ, dict(read), add_to_output=True)
            message.set(CHOSEN, chosen, add_to_output=True)
            message.set("intent", {"name": name, "confidence": read["confidence"]}, add_to_output=True)
        return messages


def _trusted_intent(read: Mapping[str, Any]) -> str:
    doubtful = read["name"] in SMALL_TALK_INTENTS | {OUT_OF_SCOPE} and read["confidence"] < SURE
    return QUESTION if doubtful else str(read["name"])


def _chosen_entry(message: Message, metadata: dict[str, Any], tracker: DialogueStateTracker) -> str | None:
    pressed = metadata.get("choice") or ""
    if pressed.startswith(PAYLOAD_PREFIX):
        return str(pressed.removeprefix(PAYLOAD_PREFIX))
    offered = tracker.get_slot("choices") or []
    position = pick(message.get(TEXT) or "", [choice["title"] for choice in offered])
    return offered[position]["id"] if position is not None else None
