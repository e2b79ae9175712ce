"""The sentence encoder: one encoding serves intent classification and FAQ search.

The default encoder is embedded (``data/encoder/base``, see the README there) and loaded through
sentence-transformers with no network. An operator may name another one, as a folder or a hub name.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import safe_open
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule, Normalize
from sentence_transformers.sentence_transformer.modules import Pooling
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from bot.faq import adapter
from bot.faq.vectors import Vectors

QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "
_TYPED = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "\u00a0": " ", "\u202f": " "})
"""Typographic signs as they are typed: an answer's title and a citizen's keyboard must not differ by them."""

MAX_PIECES = 128
"""A citizen's message has some 20 pieces; what is longer is searched by its first 128 pieces."""

PACK_WEIGHTS = "model.q4.safetensors"
PACK_TOKENIZER = "tokenizer.json"


class EncoderError(Exception):
    """The encoder's files are missing or broken; the message names the file and what to do."""


class Encoder:
    """Turns French sentences into unit vectors whose dot product is their likeness.

    Args:
        source: folder of the embedded pack, or any sentence-transformers folder or hub name.
        threads: torch threads; one is best in a server that runs several processes.
        adapted: whether the pack's adapter, where there is one, is merged in; tuning starts without.

    Raises:
        EncoderError: the folder is missing or is not a model.
    """

    def __init__(self, source: str | Path, *, threads: int = 1, adapted: bool = True) -> None:
        torch.set_num_threads(threads)
        folder = Path(source)
        try:
            if (folder / PACK_WEIGHTS).is_file():
                modules = [PackedBert(folder, adapted), Pooling(_hidden_size(folder), "mean"), Normalize()]
                self.model = SentenceTransformer(modules=modules, device="cpu")
            else:
                self.model = SentenceTransformer(str(source), device="cpu", local_files_only=folder.exists())
        except Exception as error:
            raise EncoderError(f"the encoder at {source} cannot be loaded: {error}") from error
        self.model.eval()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encodes what citizens type: float32, one row a text, rows of length 1."""
        return self._encode(texts, QUERY_PREFIX)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encodes what is indexed: float32, one row a text, rows of length 1."""
        return self._encode(texts, PASSAGE_PREFIX)

    @property
    def pack(self) -> "PackedBert":
        """The embedded pack, which alone can be tuned.

        Raises:
            EncoderError: this encoder was loaded from another model.
        """
        module = self.model[0]
        if not isinstance(module, PackedBert):
            raise EncoderError("only the embedded pack can be tuned")
        return module

    def _encode(self, texts: Sequence[str], prefix: str) -> Vectors:
        vectors = self.model.encode(
            [text.translate(_TYPED) for text in texts],
            prompt=prefix,
            convert_to_numpy=True,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)


class PackedBert(InputModule):
    """The embedded pack as the first module of a SentenceTransformer; read only."""

    def __init__(self, folder: Path, adapted: bool) -> None:
        super().__init__()
        with safe_open(str(folder / PACK_WEIGHTS), "pt") as pack:
            config = json.loads(pack.metadata()["config"])
            tensors = {name: pack.get_tensor(name) for name in pack.keys()}  # noqa: SIM118 (not a mapping)
        packed = {name.removesuffix(".q4") for name in tensors if name.endswith(".q4")}
        weights = {name: _dequantise(tensors[f"{name}.q4"], tensors[f"{name}.d"]) for name in packed}
        weights |= {name: tensor.float() for name, tensor in tensors.items() if not name.endswith((".q4", ".d"))}
        if adapted and (folder / adapter.FILE).exists():
            adapter.merge(weights, folder / adapter.FILE)
        self.bert = BertModel(BertConfig(**config), add_pooling_layer=False)
        self.bert.load_state_dict(weights)
        self.tokenizer = Tokenizer.from_file(str(folder / PACK_TOKENIZER))
        self.tokenizer.enable_truncation(MAX_PIECES)
        self.tokenizer.enable_padding(pad_id=config["pad_token_id"], pad_token="<pad>")  # noqa: S106

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: Any) -> dict[str, torch.Tensor]:
        """Pieces of the texts, ``prompt`` put before each."""
        encoded = self.tokenizer.encode_batch([(prompt or "") + text for text in inputs])
        return {
            "input_ids": torch.tensor([e.ids for e in encoded]),
            "attention_mask": torch.tensor([e.attention_mask for e in encoded]),
        }

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
        raise EncoderError("the embedded encoder is read only")


def _hidden_size(folder: Path) -> int:
    with safe_open(str(folder / PACK_WEIGHTS), "pt") as pack:
        metadata: Mapping[str, str] = pack.metadata()
    return int(json.loads(metadata["config"])["hidden_size"])


def _dequantise(quants: torch.Tensor, scales: torch.Tensor) -> torch.Tensor:
    """Q4_0: uint8 [rows, columns/2] (low nibble first), float16 [rows, columns/32] → float32 [rows, columns]."""
    blocks = torch.stack((quants & 15, quants >> 4), -1).view(quants.shape[0], -1, 32).float().sub_(8)
    return (blocks * scales.float().unsqueeze(-1)).view(quants.shape[0], -1)
