"""Tunes the embedded encoder on citizens' phrasings of the FAQ's topics.

Each step takes one phrasing of many different topics (as a question, with spelling slips) and one indexed phrasing of
each (as a passage), and pulls each pair together and away from the other topics of the step
(``MultipleNegativesRankingLoss``). Half of a step's topics are near neighbours of one another, so that the hard
borders are seen often. Only low-rank adapters are tuned: see ``bot.faq.adapter``.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

from bot.faq import adapter_tuning
from bot.faq.adapter_tuning import Progress, endless, tune_adapter
from bot.faq.encoder import PASSAGE_PREFIX, QUERY_PREFIX, Encoder
from bot.faq.noise import noisy
from bot.faq.phrasings import Phrasings


@dataclass(frozen=True, slots=True)
class Recipe(adapter_tuning.Recipe):
    """How the encoder is tuned for the search."""

    steps: int = 600
    learning_rate: float = 4e-4
    topics_a_step: int = 32
    similarity_scale: float = 40.0


def tune(  # noqa: PLR0917 (each is named by the caller)
    encoder: Encoder, indexed: Phrasings, asked: Phrasings, file: Path, recipe: Recipe, progress: Progress
) -> None:
    """Tunes the encoder and writes its adapter.

    Args:
        encoder: freshly loaded to be tuned.
        indexed: what the index holds, by topic.
        asked: training phrasings, by topic; topics without one are still used as distractors.
        file: where the adapter goes.
        recipe: steps, sizes and seed.
        progress: called with the step and its loss.
    """
    chance = random.Random(recipe.seed)  # noqa: S311 (training, not a secret)
    loss_of = MultipleNegativesRankingLoss(encoder.model, scale=recipe.similarity_scale)
    batches = _batches(_neighbours(encoder, indexed), indexed, asked, recipe.topics_a_step, chance)

    def loss_of_step() -> torch.Tensor:
        questions, passages = next(batches)
        features = [
            encoder.pack.preprocess(questions, prompt=QUERY_PREFIX),
            encoder.pack.preprocess(passages, prompt=PASSAGE_PREFIX),
        ]
        loss: torch.Tensor = loss_of(features, torch.empty(0))
        return loss

    tune_adapter(encoder, file, recipe, loss_of_step, progress)


def _neighbours(encoder: Encoder, indexed: Phrasings) -> dict[str, list[str]]:
    """Topics by nearness, for each topic, as the untuned encoder sees them."""
    topics = list(indexed)
    means = np.stack([encoder.encode_passages(list(indexed[topic])).mean(axis=0) for topic in topics])
    order = np.argsort(-(means @ means.T), axis=1)
    return {topic: [topics[other] for other in row[1:]] for topic, row in zip(topics, order, strict=True)}


def _batches(
    neighbours: Mapping[str, Sequence[str]], indexed: Phrasings, asked: Phrasings, size: int, chance: random.Random
) -> Iterator[tuple[list[str], list[str]]]:
    """Endless steps: questions and passages of as many different topics; every phrasing is seen equally often."""
    queues = {topic: endless(list(phrasings), chance) for topic, phrasings in asked.items() if topic in indexed}
    while True:
        chosen: dict[str, None] = {}
        while len(chosen) < size:
            seed = chance.choice(list(queues))
            near = [topic for topic in neighbours[seed][:6] if topic in queues]
            chosen |= dict.fromkeys([seed, *chance.sample(near, min(3, len(near)))])
        topics = list(chosen)[:size]
        yield (
            [noisy(next(queues[topic]), chance) for topic in topics],
            [chance.choice(indexed[topic]) for topic in topics],
        )
