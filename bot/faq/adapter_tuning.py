"""The loop by which an adapter of the embedded encoder is tuned, whatever it is tuned for."""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from bot.faq import adapter
from bot.faq.encoder import Encoder

MAX_PIECES_TUNED = 48
"""Texts are cut shorter while tuning: a long story would make its whole step slow."""

FAST_BFLOAT16 = bool(torch.cpu._is_amx_tile_supported())
"""Where the processor multiplies bfloat16 in tiles a step takes half the time; elsewhere it would take longer."""

Progress = Callable[[int, float], None]
"""Called with the step and its loss."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How an adapter is tuned; kept with it, so that it can be made again."""

    steps: int
    learning_rate: float
    rank: int = 16
    scale: float = 2.0
    seed: int = 20261122


def tune_adapter(
    encoder: Encoder,
    file: Path,
    recipe: Recipe,
    loss_of_step: Callable[[], torch.Tensor],
    progress: Progress,
    *,
    head: Iterable[nn.Parameter] = (),
) -> None:
    """Tunes a new adapter and writes it.

    Args:
        encoder: freshly loaded to be tuned, so without an adapter.
        file: where the adapter goes.
        recipe: steps, sizes and seed.
        loss_of_step: draws a step's texts, encodes them and says how wrong the encoder is.
        progress: called after each step.
        head: what is tuned along with the adapter, ten times as fast, and not kept.
    """
    torch.manual_seed(recipe.seed)
    pack = encoder.pack
    parameters = adapter.attach(pack.bert, recipe.rank, recipe.scale)
    groups: list[dict[str, Any]] = [{"params": parameters}]
    groups += [{"params": [parameter], "lr": 10 * recipe.learning_rate} for parameter in head]
    optimiser = torch.optim.AdamW(groups, lr=recipe.learning_rate, weight_decay=0.01)
    warm = max(1, recipe.steps // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.02, 1 - step / recipe.steps))
    )
    # Without dropout: it took a third of the time, and the spelling slips already keep texts from being learnt by
    # heart.
    encoder.model.eval()
    pack.tokenizer.enable_truncation(MAX_PIECES_TUNED)
    for step in range(recipe.steps):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=FAST_BFLOAT16):
            loss = loss_of_step()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        schedule.step()
        progress(step + 1, float(loss.detach()))
    adapter.save(pack.bert, file, asdict(recipe))


def endless(texts: list[str], chance: random.Random) -> Iterator[str]:
    """The texts again and again, each time in another order: all are seen equally often."""
    while True:
        chance.shuffle(texts)
        yield from texts
