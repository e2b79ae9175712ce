"""Low-rank adapters: what tuning adds to the embedded encoder, without a second copy of it.

A linear layer ``W`` becomes ``W + scale × B A`` with ``A`` of shape [rank, columns] and ``B`` of shape [rows, rank]
(Hu et al., « LoRA », 2021). The adapter alone is kept in a file, and merged into the weights when the encoder is
loaded: serving costs nothing more.
"""

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn.utils import parametrize

FILE = "adapter.safetensors"


class LowRank(nn.Module):
    """The parametrisation of one layer's weight while it is tuned."""

    def __init__(self, rows: int, columns: int, rank: int, scale: float) -> None:
        super().__init__()
        self.scale = scale
        self.a = nn.Parameter(torch.randn(rank, columns) / columns**0.5)
        self.b = nn.Parameter(torch.zeros(rows, rank))

    def forward(self, weight: torch.Tensor) -> torch.Tensor:
        """The layer's weight with the adapter added."""
        return weight + self.scale * (self.b @ self.a)


def attach(bert: nn.Module, rank: int, scale: float) -> list[nn.Parameter]:
    """Freezes the model, gives each linear layer of its blocks an adapter, and returns what is left to tune."""
    for parameter in bert.parameters():
        parameter.requires_grad_(False)
    tuned = []
    for module in bert.modules():
        if isinstance(module, nn.Linear):
            rows, columns = module.weight.shape
            adapter = LowRank(rows, columns, rank, scale)
            parametrize.register_parametrization(module, "weight", adapter)
            tuned += [adapter.a, adapter.b]
    return tuned


def save(bert: nn.Module, file: Path, metadata: Mapping[str, str]) -> None:
    """Writes the adapters in half precision; the file appears whole or not at all."""
    tensors = {}
    for name, module in bert.named_modules():
        if isinstance(module, LowRank):
            layer = name.removesuffix(".parametrizations.weight.0")
            tensors[f"{layer}.a"] = module.a.detach().half().contiguous()
            tensors[f"{layer}.b"] = (module.scale * module.b).detach().half().contiguous()
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_suffix(".part")
    save_file(tensors, aside, metadata=dict(metadata))
    aside.replace(file)


def merge(weights: dict[str, torch.Tensor], file: Path) -> None:
    """Adds a kept adapter to the model's weights, in place."""
    tensors = load_file(file)
    for name in tensors:
        if name.endswith(".a"):
            layer = name.removesuffix(".a")
            weights[f"{layer}.weight"] += tensors[f"{layer}.b"].float() @ tensors[name].float()
