"""The sentence encoder: one encoding serves intent classification and FAQ search.

The default encoder is embedded (``data/encoder/base``, see the README there) and loaded through
sentence-transformers with no network. An operator may name another one, as a folder or a hub name.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import Normalize
from sentence_transformers.sentence_transformer.modules import Pooling

from bot.faq.onnx_pack import OnnxPack
from bot.faq.pack import ADAPTER, WEIGHTS
from bot.faq.packed_bert import PackedBert
from bot.faq.vectors import Vectors

QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "
_TYPED = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "\u00a0": " ", "\u202f": " "})
"""Typographic signs as they are typed: an answer's title and a citizen's keyboard must not differ by them."""


class EncoderError(Exception):
    """The encoder's files are missing or broken; the message names the file and what to do."""


class Encoder:
    """Turns French sentences into unit vectors whose dot product is their likeness.

    Args:
        source: folder of the embedded pack, or any sentence-transformers folder or hub name.
        threads: computing threads; one is best in a server that runs several processes.
        tunable: load the pack in torch, without its adapter, to tune it.
        adapter: the pack's adapter, where it is not that of the search.

    Raises:
        EncoderError: the folder is missing or is not a model.
    """

    def __init__(
        self, source: str | Path, *, threads: int = 1, tunable: bool = False, adapter: Path | None = None
    ) -> None:
        torch.set_num_threads(threads)
        folder = Path(source)
        try:
            if (folder / WEIGHTS).is_file():
                modules: list[torch.nn.Module] = (
                    _tunable(folder) if tunable else [OnnxPack(folder, threads, adapter or folder / ADAPTER)]
                )
                self.model = SentenceTransformer(modules=modules, device="cpu")
            else:
                self.model = SentenceTransformer(str(source), device="cpu", local_files_only=folder.exists())
        except Exception as error:
            raise EncoderError(f"the encoder at {source} cannot be loaded: {error}") from error
        self.model.eval()

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encodes what citizens type: float32, one row a text, rows of length 1."""
        return self._encode([_calm(text) for text in texts], QUERY_PREFIX)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encodes what is indexed: float32, one row a text, rows of length 1."""
        return self._encode(texts, PASSAGE_PREFIX)

    @property
    def pack(self) -> PackedBert:
        """The embedded pack in torch.

        Raises:
            EncoderError: this encoder was not loaded to be tuned.
        """
        module = self.model[0]
        if not isinstance(module, PackedBert):
            raise EncoderError("only the embedded pack, loaded as tunable, can be tuned")
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


def _calm(text: str) -> str:
    """What is shouted, in lower case: the encoder has seldom read capitals."""
    shouted = sum(map(str.isupper, text)) > sum(map(str.islower, text))
    return text.lower() if shouted else text


def _tunable(folder: Path) -> list[torch.nn.Module]:
    bert = PackedBert(folder)
    return [bert, Pooling(bert.get_embedding_dimension(), "mean"), Normalize()]
