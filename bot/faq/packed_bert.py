"""The embedded pack in torch: for tuning only, since serving it with ONNX Runtime is faster (``bot.faq.onnx_pack``)."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open
from sentence_transformers.base.modules import InputModule
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from bot.faq.pack import BLOCK, WEIGHTS, load_tokenizer, pieces


class PackedBert(InputModule):
    """The pack without its adapter, as the first module of a SentenceTransformer."""

    def __init__(self, folder: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        with safe_open(str(folder / WEIGHTS), "pt") as pack:
            config = json.loads(pack.metadata()["config"])
            tensors = {name: pack.get_tensor(name) for name in pack.keys()}  # noqa: SIM118 (not a mapping)
        packed = {name.removesuffix(".q4") for name in tensors if name.endswith(".q4")}
        weights = {name: _dequantise(tensors[f"{name}.q4"], tensors[f"{name}.d"]) for name in packed}
        weights |= {name: tensor.float() for name, tensor in tensors.items() if not name.endswith((".q4", ".d"))}
        self.bert = BertModel(BertConfig(**config), add_pooling_layer=False)
        # The fused kernel's backward pass takes half of a step on a CPU.
        self.bert.set_attn_implementation("eager")
        self.bert.load_state_dict(weights)
        self.tokenizer: Tokenizer = load_tokenizer(folder, config)

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: Any) -> dict[str, torch.Tensor]:
        """Pieces of the texts, ``prompt`` put before each."""
        return pieces(self.tokenizer, inputs, prompt)

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:
        """Adds one vector a piece to the features."""
        output = self.bert(input_ids=features["input_ids"], attention_mask=features["attention_mask"])
        features["token_embeddings"] = output.last_hidden_state
        return features

    def get_embedding_dimension(self) -> int:
        """Length of the vectors."""
        return int(self.bert.config.hidden_size)

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Not possible: the pack is read only, and tuning keeps its adapter itself."""
        raise NotImplementedError("the embedded encoder is read only")


def _dequantise(quants: torch.Tensor, scales: torch.Tensor) -> torch.Tensor:
    """Q4_0: uint8 [rows, columns/2] (low nibble first), float16 [rows, columns/32] → float32 [rows, columns]."""
    blocks = torch.stack((quants & 15, quants >> 4), -1).view(quants.shape[0], -1, BLOCK).float().sub_(8)
    return (blocks * scales.float().unsqueeze(-1)).view(quants.shape[0], -1)
