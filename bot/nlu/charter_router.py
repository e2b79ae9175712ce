"""The pipeline's last component: applies the charter's order of precedence to what the others found.

It replaces the intent by the route that decides (``personal_data``, ``page_closed``, ``question``, …), which
``data/rules`` maps to actions; the intent that was read stays beside it for the records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.charter.danger import in_danger
from bot.charter.envelope import STICKER, is_kept_out
from bot.charter.precedence import SMALL_TALK_INTENTS, Route, Signals, route
from bot.faq import asking, choice
from bot.faq.follow_up import corrected
from bot.faq.search import Decision
from bot.nlu import action_schema
from bot.nlu.faq_retriever import DECISION, OWN_WORDS, SUBJECT
from bot.nlu.language_reader import LANGUAGE
from bot.nlu.privacy_wall import KINDS

READ = "read_intent"
"""Message key: the classifier's intent, ``{"name", "confidence"}``."""

CHOSEN = "chosen_entries"
"""Message key: the entries that the message picks among those just offered, in order."""

NOTHING_READ: Mapping[str, Any] = {"name": Route.UNKNOWN.value, "confidence": 0.0}

THANKS: Mapping[str, Any] = {"name": "thanks", "confidence": 1.0}
"""What a sticker says, most being a thumb up, and a message of nothing but :data:`_THANKFUL`."""

DANGER: Mapping[str, Any] = {"name": Route.DISTRESS.value, "confidence": 1.0}
"""What words of mortal danger say, whatever the classifier makes of the message."""

_THANKFUL = re.compile(r"[👍👌👏🙏🤝❤♥💙🥰😊🙂][👍👌👏🙏🤝❤♥💙🥰😊🙂\s\ufe0f\U0001f3fb-\U0001f3ff]*")
"""Hands and hearts of any colour; one class after the other, so that no text takes long to read."""

SIMPLE = "simple_version"
"""Message key: whether the entry that the message picks is wanted in its easy-to-read version."""

OUT_OF_SCOPE = "out_of_scope"

DISTRESS_FROM = 0.3
"""Confidence from which distress is believed. On two writers left out it finds 97 and 100 % and is wrong on 0 and 1.4 %
of other messages."""

SENT_TO_A_PERSON = (Route.PERSONAL_CASE.value, Route.COMPLAINT.value)
"""What a public page may not deal with (CH5, CH6), whichever of the two it is."""

LEANING = 0.5
"""Share of a question's confidence that those two together need to be believed: a general answer to somebody's own case
is beside the point, while a question that is sent to a person comes with a button to its answer. On five writers left
out, one personal case in a hundred more is found for seven questions in a thousand more sent away."""

SURE = 0.5
"""Confidence below which that a question is none of the Caf's is not believed: the FAQ decides. Nor is courtesy, where
the FAQ holds something."""

MAX_CHARACTERS = 2000
"""A longer message is asked for its question: it is what the web chat lets people type, ten times a long question."""

_SPOKEN_BY_INTENT = (Route.SMALL_TALK, Route.UNKNOWN)
_INTENTS = SMALL_TALK_INTENTS | {OUT_OF_SCOPE, "correction", "follow_up"}
"""Under these routes the intent that was read chooses the words."""

_OPENINGS = frozenset({"greeting", "thanks", "goodbye"})
"""Courtesy that a question often comes with: « bonjour, … », « merci, et … »."""

_GRAVE: Mapping[str, float] = {Route.DISTRESS.value: 0.5, Route.FORBIDDEN.value: 0.8}
"""Intents that are believed in any language, and from which confidence on: taught in French, the classifier may find
that a greeting in a script that it has never read is most like an insult."""

action_schema.compile_once()  # every Rasa server loads this component, at start and before any action


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says to what the assistant has just asked, the entries that it picks, and in which version."""

    route: Route | None = None
    chosen: Sequence[str] = ()
    simple: bool = False


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
            attachment = metadata.get("attachment") or ""
            read = _read(message, attachment)
            found = message.get(DECISION, Decision.UNKNOWN) != Decision.UNKNOWN
            text = message.get(TEXT) or ""
            asks = found and bool(asking.sentences(text))
            intent = _trusted_intent(read, found=found, asks=asks, own_words=bool(message.get(OWN_WORDS)))
            said = _said(text, intent, metadata, tracker)
            signals = Signals(
                personal_data=bool(metadata.get("kinds") or message.get(KINDS)),
                attachment=is_kept_out(attachment),
                blocked=bool(metadata.get("blocked")),
                human_in_charge=bool(metadata.get("human_in_charge")),
                page_closed=bool(metadata.get("closed")),
                too_many=bool(metadata.get("too_many")),
                stopped=bool(metadata.get("stopped")),
                too_long=len(text) > MAX_CHARACTERS,
                other_language=bool(message.get(LANGUAGE)) and not said.route,
                intent=_intent(intent, read, said, foreign=bool(message.get(LANGUAGE))),
                said=said.route,
                entry_found=found and intent != OUT_OF_SCOPE,
            )
            decided = route(signals)
            name = signals.intent if decided in _SPOKEN_BY_INTENT and signals.intent in _INTENTS else decided.value
            message.set(READ, dict(read), add_to_output=True)
            message.set(CHOSEN, list(said.chosen), add_to_output=True)
            message.set(SIMPLE, said.simple, add_to_output=True)
            message.set("intent", {"name": name, "confidence": read["confidence"]}, add_to_output=True)
        return messages


def _read(message: Message, attachment: str) -> Mapping[str, Any]:
    """What is read in a message; nothing in an attachment without words, unless it is a sticker."""
    text = (message.get(TEXT) or "").strip()
    if in_danger(text):
        return DANGER
    if _THANKFUL.fullmatch(text) or (attachment == STICKER and not text):
        return THANKS
    return NOTHING_READ if attachment and not text else _weighed(message)


def _weighed(message: Message) -> Mapping[str, Any]:
    """The intent that is likeliest; another where it may well be and being wrong about it costs less.

    Helplines for nothing hurt nobody (CD5); and see :data:`LEANING`.
    """
    likeliest: Mapping[str, Any] = message.get("intent") or NOTHING_READ
    ranking = {intent["name"]: intent for intent in message.get("intent_ranking") or ()}
    distress = ranking.get(Route.DISTRESS.value)
    if distress and distress["confidence"] >= DISTRESS_FROM:
        return dict(distress)
    sent = [ranking[name] for name in SENT_TO_A_PERSON if name in ranking]
    if likeliest["name"] == Route.QUESTION.value and sent:
        needed = LEANING * ranking[Route.QUESTION.value]["confidence"]
        if sum(intent["confidence"] for intent in sent) >= needed:
            return dict(max(sent, key=lambda intent: intent["confidence"]))
    return likeliest


def _trusted_intent(read: Mapping[str, Any], *, found: bool, asks: bool, own_words: bool) -> str:
    """The intent that was read, or a question where courtesy comes with one or is doubtful.

    What an entry has as its very phrasing is no stranger's topic and no insult, whatever it looks like: an editor has
    said so.
    """
    if own_words and read["name"] in (OUT_OF_SCOPE, Route.FORBIDDEN.value):
        return Route.QUESTION.value
    doubted = SMALL_TALK_INTENTS | {OUT_OF_SCOPE} if found else {OUT_OF_SCOPE}
    doubtful = read["name"] in doubted and read["confidence"] < SURE
    return Route.QUESTION.value if doubtful or (asks and read["name"] in _OPENINGS) else str(read["name"])


def _intent(intent: str, read: Mapping[str, Any], said: Said, *, foreign: bool) -> str:
    """The intent that the order of precedence goes by: what answers the assistant's question has none of its own."""
    if said.route:
        return said.route.value
    doubtful = foreign and read["confidence"] < _GRAVE.get(intent, 0.0)
    return Route.OTHER_LANGUAGE.value if doubtful else intent


def _said(text: str, intent: str, metadata: Mapping[str, Any], tracker: DialogueStateTracker) -> Said:
    if pressed := _pressed(metadata.get("choice") or ""):
        return pressed
    if (subject := tracker.get_slot(SUBJECT)) and choice.asks_for_simple(text):
        return Said(Route.CHOICE, [subject], simple=True)
    if offered := tracker.get_slot("choices"):
        return _to_choices(text, intent, offered)
    if tracker.get_slot("feedback_due"):
        return Said(_to_answer(text, intent))
    if subject and corrected(text) == "" and intent in ("correction", "deny"):
        return Said(Route.NOT_HELPFUL)
    return Said()


def _pressed(payload: str) -> Said | None:
    """What a button says; None where none was pressed."""
    if payload.startswith(choice.PAYLOAD_PREFIX):
        return Said(Route.CHOICE, [payload.removeprefix(choice.PAYLOAD_PREFIX)])
    if payload.startswith(choice.SIMPLE_PREFIX):
        return Said(Route.CHOICE, [payload.removeprefix(choice.SIMPLE_PREFIX)], simple=True)
    return Said(_FEEDBACK[payload]) if payload in _FEEDBACK else None


def _to_choices(text: str, intent: str, offered: Sequence[Mapping[str, str]]) -> Said:
    positions = choice.pick(text, [f"{one['label']} {one['title']}" for one in offered])
    if positions is None and len(offered) == 1 and (choice.yes_or_no(text) or intent == "affirm"):
        positions = (0,)
    if positions == () or (positions is None and intent == "deny"):
        return Said(Route.NO_CHOICE)
    return Said(Route.CHOICE, [offered[position]["id"] for position in positions]) if positions else Said()


def _to_answer(text: str, intent: str) -> Route | None:
    helpful = choice.yes_or_no(text)
    if helpful or (helpful is None and intent == "affirm"):
        return Route.HELPFUL
    rest = corrected(text)
    refused = helpful is False or rest == "" or (intent in ("deny", "correction") and not rest)
    return Route.NOT_HELPFUL if refused else None


_FEEDBACK = {choice.YES: Route.HELPFUL, choice.NO: Route.NOT_HELPFUL}
