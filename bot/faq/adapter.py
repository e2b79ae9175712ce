"""Low-rank adapters: what tuning adds to the embedded encoder, without a second copy of it.

A linear layer that gives ``W·x`` gives ``W·x + scale × B·A·x`` with ``A`` of shape [rank, columns] and ``B`` of shape
[rows, rank] (Hu et al., « LoRA », 2021). The adapter alone is kept in a file.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional


class LowRank(nn.Module):
    """A frozen linear layer with its adapter beside it."""

    def __init__(self, linear: nn.Linear, rank: int, scale: float) -> None:
        super().__init__()
        self.linear = linear
        self.scale = scale
        self.a = nn.Parameter(torch.randn(rank, linear.in_features) / linear.in_features**0.5)
        self.b = nn.Parameter(torch.zeros(linear.out_features, rank))

    def forward(self, value: torch.Tensor) -> torch.Tensor:
        """The layer's output with the adapter's added; W itself gets no gradient, which saves a third of a step."""
        added = functional.linear(functional.linear(value, self.a), self.b)
        return cast(torch.Tensor, self.linear(value) + self.scale * added)


def attach(bert: nn.Module, rank: int, scale: float) -> list[nn.Parameter]:
    """Freezes the model, gives each of its linear layers an adapter, and returns what is left to tune."""
    for parameter in bert.parameters():
        parameter.requires_grad_(False)
    tuned = []
    for parent in list(bert.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Linear):
                adapted = LowRank(child, rank, scale)
                setattr(parent, name, adapted)
                tuned += [adapted.a, adapted.b]
    return tuned


def save(bert: nn.Module, file: Path, recipe: Mapping[str, object]) -> None:
    """Writes the adapters in half precision, the scale within ``b``; the file appears whole or not at all.

    The recipe is kept as one entry: safetensors writes several in another order each time.
    """
    tensors = {}
    for name, module in bert.named_modules():
        if isinstance(module, LowRank):
            tensors[f"{name}.a"] = module.a.detach().half().contiguous()
            tensors[f"{name}.b"] = (module.scale * module.b).detach().half().contiguous()
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_suffix(".part")
    save_file(tensors, aside, metadata={"recipe": json.dumps(recipe)})
    aside.replace(file)
