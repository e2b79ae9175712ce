"""Serves the embedded pack with ONNX Runtime, straight from its 4-bit blocks: twice as fast as torch on one thread.

The graph is made in memory when the encoder is loaded (a fraction of a second), from the same integers that the pack
holds: nothing is quantised again, and no second copy of the model lies on disk. The adapter's low-rank matrices stay
apart, for added to the weights they would not survive four bits. Operators: ONNX opset 21 and ONNX Runtime's own
``MatMulNBits``, ``GatherBlockQuantized`` and ``MultiHeadAttention``
(https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md).
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from safetensors import safe_open
from safetensors.numpy import load_file
from sentence_transformers.base.modules import InputModule
from tokenizers import Tokenizer

from bot.faq.pack import BLOCK, WEIGHTS, load_tokenizer, pieces

_CONTRIB = "com.microsoft"
_FOUR_BIT_SIGN = 0x88
"""The pack stores value + 8; flipping the top bit of both nibbles of a byte gives ONNX's signed 4-bit integers."""

_INT8_ACTIVATIONS = 4
"""``accuracy_level`` of MatMulNBits: activations are rounded to 8 bits for the product (cosine with fp32: 0.9998)."""

Tensors = Mapping[str, npt.NDArray[Any]]


class OnnxPack(InputModule):
    """The pack as the only module of a SentenceTransformer: pieces in, normalised sentence vectors out.

    Args:
        folder: the pack.
        threads: threads of ONNX Runtime; one is best in a server that runs several processes.
        adapter: a file of low-rank matrices; the pack is served as it is where there is none.
    """

    def __init__(self, folder: Path, threads: int, adapter: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        with safe_open(str(folder / WEIGHTS), "np") as pack:
            config: dict[str, int] = json.loads(pack.metadata()["config"])
        tensors = load_file(folder / WEIGHTS)
        if adapter.exists():
            tensors |= {f"adapter.{name}": tensor for name, tensor in load_file(adapter).items()}
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        graph = _Graph(tensors).bert(config)
        self._session = onnxruntime.InferenceSession(
            graph.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        self._dimensions = config["hidden_size"]
        self.tokenizer: Tokenizer = load_tokenizer(folder, config)

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: Any) -> dict[str, torch.Tensor]:
        """Pieces of the texts, ``prompt`` put before each."""
        return pieces(self.tokenizer, inputs, prompt)

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:
        """Adds one unit vector a text to the features."""
        inputs = {name: features[name].numpy() for name in ("input_ids", "attention_mask")}
        features["sentence_embedding"] = torch.from_numpy(self._session.run(None, inputs)[0])
        return features

    def get_embedding_dimension(self) -> int:
        """Length of the vectors."""
        return self._dimensions

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Not possible: the pack is read only."""
        raise NotImplementedError("the embedded encoder is read only")


class _Graph:
    """Builds the graph of a Bert with mean pooling, node by node; each method returns the name of its output."""

    def __init__(self, tensors: Tensors) -> None:
        self._tensors = tensors
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def bert(self, config: Mapping[str, int]) -> onnx.ModelProto:
        """``input_ids`` and ``attention_mask`` [texts, pieces] → ``sentence_embedding`` [texts, dimensions]."""
        epsilon = float(config["layer_norm_eps"])
        mask = self._node("Cast", "attention_mask", to=TensorProto.INT32)
        hidden = self._norm(self._embeddings(), "embeddings.LayerNorm", epsilon)
        for number in range(config["num_hidden_layers"]):
            layer = f"encoder.layer.{number}"
            query, key, value = (
                self._linear(hidden, f"{layer}.attention.self.{part}") for part in ("query", "key", "value")
            )
            heads = config["num_attention_heads"]
            attended = self._node("MultiHeadAttention", query, key, value, "", mask, domain=_CONTRIB, num_heads=heads)
            attended = self._node("Add", self._linear(attended, f"{layer}.attention.output.dense"), hidden)
            hidden = self._norm(attended, f"{layer}.attention.output.LayerNorm", epsilon)
            inner = self._node("Gelu", self._linear(hidden, f"{layer}.intermediate.dense"), domain=_CONTRIB)
            inner = self._node("Add", self._linear(inner, f"{layer}.output.dense"), hidden)
            hidden = self._norm(inner, f"{layer}.output.LayerNorm", epsilon)
        return self._model(self._mean(hidden), config["hidden_size"])

    def _embeddings(self) -> str:
        words = self._tensors["embeddings.word_embeddings.weight.q4"]
        packed = TensorProto(name="words", data_type=TensorProto.INT4, dims=[words.shape[0], words.shape[1] * 2])
        packed.raw_data = np.ascontiguousarray(words ^ _FOUR_BIT_SIGN).tobytes()
        self._constants.append(packed)
        scales = self._constant(self._tensors["embeddings.word_embeddings.weight.d"])
        embedded = self._node(
            "GatherBlockQuantized", "words", "input_ids", scales,
            domain=_CONTRIB, gather_axis=0, quantize_axis=1, block_size=BLOCK,
        )  # fmt: skip
        places = self._constant(
            self._tensors["embeddings.position_embeddings.weight"].astype(np.float32)
            + self._tensors["embeddings.token_type_embeddings.weight"][0].astype(np.float32)
        )
        length = self._node("Shape", "input_ids", start=1, end=2)
        return self._node("Add", embedded, self._node("Slice", places, self._integers(0), length, self._integers(0)))

    def _linear(self, value: str, layer: str) -> str:
        quants = self._tensors[f"{layer}.weight.q4"]
        rows, columns = quants.shape[0], quants.shape[1] * 2
        product = self._node(
            "MatMulNBits",
            value,
            self._constant(quants.reshape(rows, columns // BLOCK, BLOCK // 2), kept_as_it_is=True),
            self._constant(self._tensors[f"{layer}.weight.d"].ravel()),
            domain=_CONTRIB, K=columns, N=rows, bits=4, block_size=BLOCK, accuracy_level=_INT8_ACTIVATIONS,
        )  # fmt: skip
        if f"adapter.{layer}.a" in self._tensors:
            narrow = self._node("MatMul", value, self._constant(self._tensors[f"adapter.{layer}.a"].T))
            wide = self._node("MatMul", narrow, self._constant(self._tensors[f"adapter.{layer}.b"].T))
            product = self._node("Add", product, wide)
        return self._node("Add", product, self._constant(self._tensors[f"{layer}.bias"]))

    def _norm(self, value: str, layer: str, epsilon: float) -> str:
        weight, bias = (self._constant(self._tensors[f"{layer}.{part}"]) for part in ("weight", "bias"))
        return self._node("LayerNormalization", value, weight, bias, axis=-1, epsilon=epsilon)

    def _mean(self, hidden: str) -> str:
        mask = self._node("Cast", "attention_mask", to=TensorProto.FLOAT)
        kept = self._node("Mul", hidden, self._node("Unsqueeze", mask, self._integers(2)))
        total = self._node("ReduceSum", kept, self._integers(1), keepdims=0)
        mean = self._node("Div", total, self._node("ReduceSum", mask, self._integers(1), keepdims=1))
        return self._node("Div", mean, self._node("ReduceL2", mean, self._integers(1), keepdims=1))

    def _model(self, output: str, dimensions: int) -> onnx.ModelProto:
        self._nodes.append(helper.make_node("Identity", [output], ["sentence_embedding"]))
        shape = ["texts", "pieces"]
        graph = helper.make_graph(
            self._nodes,
            "sentence-encoder",
            [helper.make_tensor_value_info(name, TensorProto.INT64, shape) for name in ("input_ids", "attention_mask")],
            [helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["texts", dimensions])],
            self._constants,
        )
        opsets = [helper.make_opsetid("", 21), helper.make_opsetid(_CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10)

    def _node(self, operator: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        output = f"{operator}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def _constant(self, tensor: npt.NDArray[Any], *, kept_as_it_is: bool = False) -> str:
        array = np.ascontiguousarray(tensor if kept_as_it_is else tensor.astype(np.float32))
        name = f"constant_{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(array, name))
        return name

    def _integers(self, *values: int) -> str:
        return self._constant(np.array(values, dtype=np.int64), kept_as_it_is=True)
