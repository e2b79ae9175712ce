"""Finds the FAQ entries that a message may ask for, with what the conversation is about."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.charter.precedence import Route
from bot.charter.redacted import rest
from bot.faq import asking, follow_up
from bot.faq.encoder import Encoder
from bot.faq.live import EmptyFaqError
from bot.faq.live_index import LiveIndex
from bot.faq.search import Decision, Search, decide
from bot.faq.vectors import Vectors, VectorStore, fingerprint
from bot.nlu.sentence_encoder import VECTOR, shared_encoder
from bot.nlu.spelling_mender import MENDED

logger = logging.getLogger(__name__)

CANDIDATES = "faq_candidates"
"""Message key: ``[{"id", "score"}]`` from likely to unlikely; ``score`` is a probability."""

DECISION = "faq_decision"
"""Message key: a :class:`bot.faq.search.Decision`."""

OWN_WORDS = "faq_own_words"
"""Message key: whether the message is one of an entry's very phrasings."""

SEVERAL = "faq_several"
"""Message key: for a message that asks several questions, ``{"answered", "offered"}``: the entries that surely answer
one of them, and those that may answer the others; else None."""

SUBJECT = "subject"
"""Slot: the entry that was answered last."""

SURE_TO_ASK = 0.85
"""Confidence of the classifier from which a message is a question about the Caf, whatever its words."""

LIKELY = 0.5
"""Probability from which an entry is offered for one of several questions."""

ASKED = "asked"
"""Slot: the question that it answered."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FaqRetriever(GraphComponent):
    """Sets the candidates, the decision and the entries of several questions of every message that has a text.

    Where personal data was erased, they are those of what is left to ask (:func:`bot.charter.redacted.rest`).

    The index is not part of the trained model: it follows the files of ``faq`` while the process runs.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Called by Rasa: folders of encoder and FAQ, files of vectors, topic model and words, candidates kept."""
        return {
            "encoder": "data/encoder/base",
            "faq": os.environ.get("CAF_FAQ_DIR") or "data/faq",
            "vectors": "models/faq-vectors.npz",
            "topics": "models/faq-topics.skops",
            "vocabulary": "models/vocabulary.json",
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
        finder = Search.load(Path(config["topics"]), Path(config["vocabulary"]))
        return cls(LiveIndex(Path(config["faq"]), vectors), encoder, finder, config["keep"])

    def __init__(self, index: LiveIndex, encoder: Encoder, finder: Search, keep: int) -> None:
        self._index = index
        self._encoder = encoder
        self._finder = finder
        self._keep = keep
        self._prepare()

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Called by Rasa for each message, with the conversation so far."""
        for message in messages:
            vector = message.get(VECTOR)
            if vector is None:
                continue
            try:
                asked = rest(message.get(MENDED))  # what led to a value that was erased is no part of the question
                found = self._find(message, asked, vector, tracker) if asked else {}
                several = self._several(asked)
                message.set(OWN_WORDS, self._index.get().whose_phrasing(rest(message.get(TEXT))) is not None)
            except EmptyFaqError as error:
                logger.error("%s", error)  # the charter goes on without the FAQ: routes, refusals, « I do not know »
                found, several = {}, None
            likeliest = sorted(found.items(), key=lambda item: (-item[1], item[0]))
            kept = [{"id": entry_id, "score": round(score, 4)} for entry_id, score in likeliest[: self._keep]]
            message.set(CANDIDATES, kept, add_to_output=True)
            message.set(DECISION, self._decide(found, surely_asked=_surely_asked(message)).value, add_to_output=True)
            message.set(SEVERAL, several, add_to_output=True)
        return messages

    def _find(
        self, message: Message, text: str, vector: Vectors, tracker: DialogueStateTracker
    ) -> follow_up.Probabilities:
        """What the message may ask for; with the subject of the conversation where it leans on it."""
        entries = self._index.get().entries
        subject = entries.get(tracker.get_slot(SUBJECT) or "")
        alone = self._candidates(text, vector) if text == message.get(MENDED) else self._search(text)
        if subject is None:
            return alone
        instead = follow_up.corrected(text)
        if instead:
            asked = tracker.get_slot(ASKED) or ""
            found = self._search_all([instead, f"{asked} {instead}"])
            return follow_up.blend(found, subject, entries, same=follow_up.PUT_ASIDE)
        # What leans on the subject is never sure without it, however sure its own words look.
        called_so = (message.get("intent") or {}).get("name") == "follow_up"
        if not follow_up.leans(text) and not (called_so and self._decide(alone) is not Decision.ANSWER):
            return alone
        found = [alone, *self._search_all(follow_up.queries(text, subject)[1:])]
        return follow_up.blend(found, subject, entries)

    def _several(self, text: str) -> Mapping[str, Sequence[str]] | None:
        """What answers each of a message's questions; None unless one is sure, and another likely and different."""
        sentences = asking.sentences(text)
        if len(sentences) < 2:  # noqa: PLR2004
            return None
        found = self._search_all(sentences)
        likeliest = [max(one, key=one.__getitem__) for one in found]
        sure = [self._decide(one) is Decision.ANSWER for one in found]
        answered = [entry_id for entry_id, is_sure in zip(likeliest, sure, strict=True) if is_sure]
        likely = [entry_id for entry_id, one in zip(likeliest, found, strict=True) if one[entry_id] >= LIKELY]
        different = list(dict.fromkeys(likely))
        if not answered or len(different) == 1:
            return None
        return {
            "answered": [entry_id for entry_id in different if entry_id in answered],
            "offered": [entry_id for entry_id in different if entry_id not in answered],
        }

    def _search(self, text: str) -> follow_up.Probabilities:
        return self._search_all([text])[0]

    def _search_all(self, texts: Sequence[str]) -> list[follow_up.Probabilities]:
        """What each of some texts finds; they are encoded together."""
        vectors = self._encoder.encode_queries(texts)
        return [self._candidates(text, vector) for text, vector in zip(texts, vectors, strict=True)]

    def _candidates(self, text: str, vector: Vectors) -> follow_up.Probabilities:
        found = self._finder.candidates(self._index.get(), text, vector)
        return {candidate.entry_id: candidate.probability for candidate in found}

    def _decide(self, found: follow_up.Probabilities, *, surely_asked: bool = False) -> Decision:
        likeliest = sorted(found.values(), reverse=True)
        return decide(likeliest, self._finder.calibration, surely_asked=surely_asked)

    def _prepare(self) -> None:
        """Builds the index at start, not while the first citizen waits."""
        with contextlib.suppress(EmptyFaqError):
            self._index.get()


def _surely_asked(message: Message) -> bool:
    intent = message.get("intent") or {}
    return intent.get("name") == Route.QUESTION.value and intent["confidence"] >= SURE_TO_ASK
