"""Tunes an adapter of the embedded encoder that tells intents apart.

The search's adapter draws « comment suivre mon dossier ? » and « il en est où mon dossier ? » together, for both are
about the same topic; the intent wants them apart. On two writers left out, at the same share of general questions
sent away, vectors of an adapter of its own find nine personal cases in a hundred more.

Each step takes examples of many intents, with spelling slips, in lower case as the classifier reads them, and tunes
the adapter together with a linear layer that names the intent; the layer is not kept, for the classifier learns its
own at ``rasa train``.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from bot.faq import adapter_tuning
from bot.faq.adapter_tuning import Progress, endless, tune_adapter
from bot.faq.encoder import QUERY_PREFIX, Encoder
from bot.faq.noise import noisy

FREQUENCY_POWER = 0.7
"""An intent is drawn in proportion to its examples to this power: questions do not drown distress."""

LOGIT_SCALE = 8.0
LABEL_SMOOTHING = 0.05


@dataclass(frozen=True, slots=True)
class Recipe(adapter_tuning.Recipe):
    """How the encoder is tuned for intents."""

    steps: int = 1800
    learning_rate: float = 5e-4
    examples_a_step: int = 32


def tune(
    encoder: Encoder, examples: Mapping[str, Sequence[str]], file: Path, recipe: Recipe, progress: Progress
) -> None:
    """Tunes the encoder and writes its adapter.

    Args:
        encoder: freshly loaded to be tuned.
        examples: texts by intent.
        file: where the adapter goes.
        recipe: steps, sizes and seed.
        progress: called with the step and its loss.
    """
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)  # noqa: S311 (training, not a secret)
    head = nn.Linear(encoder.pack.get_embedding_dimension(), len(examples))
    batches = _batches(examples, recipe.examples_a_step, chance)

    def loss_of_step() -> torch.Tensor:
        texts, intents = next(batches)
        vectors = encoder.model(encoder.pack.preprocess(texts, prompt=QUERY_PREFIX))["sentence_embedding"]
        logits = head(LOGIT_SCALE * vectors.float())
        return functional.cross_entropy(logits, torch.tensor(intents), label_smoothing=LABEL_SMOOTHING)

    tune_adapter(encoder, file, recipe, loss_of_step, progress, head=head.parameters())


def _batches(
    examples: Mapping[str, Sequence[str]], size: int, chance: random.Random
) -> Iterator[tuple[list[str], list[int]]]:
    """Endless steps: texts, and the number of each one's intent; every text of an intent is seen equally often."""
    weights = [len(texts) ** FREQUENCY_POWER for texts in examples.values()]
    queues = [endless(list(texts), chance) for texts in examples.values()]
    while True:
        intents = chance.choices(range(len(queues)), weights, k=size)
        yield [_slipped(next(queues[intent]), chance).lower() for intent in intents], intents


def _slipped(text: str, chance: random.Random) -> str:
    """Half of the texts as they are: many are noisy already."""
    return noisy(text, chance) if chance.random() < 0.5 else text  # noqa: PLR2004
