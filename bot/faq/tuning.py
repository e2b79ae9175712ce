"""Tunes the embedded encoder on citizens' phrasings of the FAQ's topics.

Each step takes one phrasing of many different topics (as a question, with spelling slips) and one indexed phrasing of
each (as a passage), and pulls each pair together and away from the other topics of the step
(``MultipleNegativesRankingLoss``). Half of a step's topics are near neighbours of one another, so that the hard
borders are seen often. Only low-rank adapters are tuned: see ``bot.faq.adapter``.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

from bot.faq import adapter
from bot.faq.encoder import PASSAGE_PREFIX, QUERY_PREFIX, Encoder
from bot.faq.noise import noisy
from bot.faq.phrasings import Phrasings

MAX_PIECES_TUNED = 40
"""Questions are cut shorter while tuning: a long story would make its whole step slow."""

FAST_BFLOAT16 = bool(torch.cpu._is_amx_tile_supported())
"""Where the processor multiplies bfloat16 in tiles a step takes half the time; elsewhere it would take longer."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the encoder is tuned; kept with the adapter, so that it can be made again."""

    steps: int = 600
    topics_a_step: int = 32
    rank: int = 16
    scale: float = 2.0
    learning_rate: float = 4e-4
    similarity_scale: float = 40.0
    seed: int = 20261122


def tune(  # noqa: PLR0917 (each is named by the caller)
    encoder: Encoder,
    indexed: Phrasings,
    asked: Phrasings,
    file: Path,
    recipe: Recipe,
    progress: Callable[[int, float], None],
) -> None:
    """Tunes the encoder and writes its adapter.

    Args:
        encoder: freshly loaded from the base pack, without an adapter.
        indexed: what the index holds, by topic.
        asked: training phrasings, by topic; topics without one are still used as distractors.
        file: where the adapter goes.
        recipe: steps, sizes and seed.
        progress: called with the step and its loss.
    """
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)  # noqa: S311 (training, not a secret)
    pack = encoder.pack
    parameters = adapter.attach(pack.bert, recipe.rank, recipe.scale)
    optimiser = torch.optim.AdamW(parameters, lr=recipe.learning_rate, weight_decay=0.01)
    warm = max(1, recipe.steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.02, 1 - step / recipe.steps))
    )
    loss_of = MultipleNegativesRankingLoss(encoder.model, scale=recipe.similarity_scale)
    # Without dropout: it took a third of the time, and the spelling slips already keep phrasings from being learnt
    # by heart.
    encoder.model.eval()
    pack.tokenizer.enable_truncation(MAX_PIECES_TUNED)
    batches = _batches(_neighbours(encoder, indexed), indexed, asked, recipe.topics_a_step, chance)
    for step in range(recipe.steps):
        questions, passages = next(batches)
        features = [
            pack.preprocess(questions, prompt=QUERY_PREFIX),
            pack.preprocess(passages, prompt=PASSAGE_PREFIX),
        ]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=FAST_BFLOAT16):
            loss = loss_of(features, torch.empty(0))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        progress(step + 1, float(loss.detach()))
    adapter.save(pack.bert, file, {name: str(value) for name, value in asdict(recipe).items()})


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
    queues = {topic: _endless(list(phrasings), chance) for topic, phrasings in asked.items() if topic in indexed}
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


def _endless(items: list[str], chance: random.Random) -> Iterator[str]:
    while True:
        chance.shuffle(items)
        yield from items
