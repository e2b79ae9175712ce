"""Questions that nothing which is measured has read, and a search that has not read them either."""

import random
from collections.abc import Container
from dataclasses import dataclass, replace

from bot.cli.model import KEPT_PHRASINGS, OUTSIDE, PHRASINGS
from bot.config.trained import TOPICS, VOCABULARY
from bot.faq.phrasings import read_intents, read_phrasings
from bot.faq.search import Search
from bot.faq.topics import Recipe, TopicModel


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the topic that it asks for."""

    text: str
    topic: str


def kept_apart(topics: Container[str] | None = None) -> list[Asked]:
    """The phrasings of one writer (``data/nlu/faq_kept``) on these topics, or on all; shuffled, the same each time.

    Neither the encoder nor the index has read them; the topic model in use has (:func:`learnt_without_them`).
    """
    kept = read_phrasings(KEPT_PHRASINGS)
    asked = [Asked(text, topic) for topic, texts in kept.items() if topics is None or topic in topics for text in texts]
    random.Random(1).shuffle(asked)  # noqa: S311 (no secret)
    return asked


def learnt_without_them() -> TopicModel:
    """The topic model, learnt again without that writer; some ten seconds."""
    (outside,) = read_intents(OUTSIDE).values()
    return TopicModel.learn(read_phrasings(PHRASINGS), outside, Recipe())


def search_without_them() -> Search:
    """The search as the assistant does it, its topic model learnt without that writer."""
    return replace(Search.load(TOPICS, VOCABULARY), topics=learnt_without_them())
