"""The files of the embedded encoder (``data/encoder/base``, see the README there)."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

WEIGHTS = "model.q4.safetensors"
TOKENIZER = "tokenizer.json"
ADAPTER = "adapter.safetensors"
"""What tuning adds: two low-rank matrices ``a`` and ``b`` a linear layer; the layer gives W·x + b·a·x."""

BLOCK = 32
"""Q4_0: blocks of 32 columns share a scale."""

MAX_PIECES = 128
"""A citizen's message has some 20 pieces; what is longer is searched by its first 128 pieces."""


def load_tokenizer(folder: Path, config: Mapping[str, int]) -> Tokenizer:
    """The pack's tokenizer, which cuts at ``MAX_PIECES`` and pads to the longest of a batch."""
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.enable_truncation(MAX_PIECES)
    tokenizer.enable_padding(pad_id=config["pad_token_id"], pad_token="<pad>")  # noqa: S106
    return tokenizer


def pieces(tokenizer: Tokenizer, texts: Sequence[Any], prompt: str | None) -> dict[str, torch.Tensor]:
    """The features that a SentenceTransformer's first module works on: ids and mask, shape [texts, pieces]."""
    encoded = tokenizer.encode_batch([(prompt or "") + text for text in texts])
    return {
        "input_ids": torch.tensor([e.ids for e in encoded]),
        "attention_mask": torch.tensor([e.attention_mask for e in encoded]),
    }
