"""Learns from citizens' phrasings which words ask for which topic.

The index compares a question with each entry's dozen clean phrasings. This model has read many times as many, in every
spelling, and weighs what tells one topic from its neighbours: of a writer whose messages it has not seen it puts a
third more in the right place than the index alone. It is a softmax regression on character and word n-grams, so that
it learns in seconds and needs no encoder. An entry added since is not known to it: the index alone finds that one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import numpy.typing as npt
import skops.io
import torch
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion
from torch import nn

from bot.faq.normaliser import normalise
from bot.faq.phrasings import Phrasings

Probabilities = Mapping[str, float]
"""By topic; with that of « no topic » they sum to 1."""

Scores = npt.NDArray[np.float32]

OUTSIDE = ""
"""The « topic » of messages that no entry answers."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the model learns; all chosen on a writer left out."""

    epochs: int = 7
    batch: int = 512
    learning_rate: float = 0.02
    label_smoothing: float = 0.05
    gain: float = 2.0
    seed: int = 20261122


class TopicModel:
    """The probability of each topic that it has learnt, given a question.

    Args:
        vectoriser: n-grams of normalised texts.
        weights: shape [n-grams, topics], in half precision: the file is half as large and nothing is lost.
        bias: shape [topics].
        topics: their ids; the last is ``OUTSIDE``.
    """

    def __init__(
        self, vectoriser: FeatureUnion, weights: npt.NDArray[np.float16], bias: Scores, topics: Sequence[str]
    ) -> None:
        self._vectoriser = vectoriser
        self._weights = weights
        self._bias = bias
        self.topics = tuple(topics)

    @classmethod
    def learn(cls, phrasings: Phrasings, outside: Sequence[str], recipe: Recipe) -> TopicModel:
        """Learns from phrasings by topic and from messages that no topic answers; the same each time."""
        topics = [*phrasings, OUTSIDE]
        texts = [normalise(text) for known in (*phrasings.values(), outside) for text in known]
        sizes = torch.tensor([len(known) for known in (*phrasings.values(), outside)])
        right = torch.repeat_interleave(torch.arange(len(topics)), sizes)
        vectoriser = _vectoriser().fit(texts)
        features = vectoriser.transform(texts).astype(np.float32).tocsr()
        weights = torch.zeros(features.shape[1], len(topics), requires_grad=True)
        bias = torch.zeros(len(topics), requires_grad=True)
        optimiser = torch.optim.Adam([weights, bias], lr=recipe.learning_rate)
        steps = recipe.epochs * -(-len(texts) // recipe.batch)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(0.02, 1 - step / steps))
        chance = np.random.default_rng(recipe.seed)
        for _ in range(recipe.epochs):
            order = chance.permutation(len(texts))
            for start in range(0, len(texts), recipe.batch):
                rows = order[start : start + recipe.batch]
                scores = recipe.gain * torch.sparse.mm(_tensor(features[rows]), weights) + bias
                loss = nn.functional.cross_entropy(scores, right[rows], label_smoothing=recipe.label_smoothing)
                optimiser.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                optimiser.step()
                schedule.step()
        learnt = (recipe.gain * weights.detach()).half().numpy()
        return cls(vectoriser, learnt, bias.detach().numpy(), topics)

    def probabilities(self, question: str) -> Probabilities:
        """The probability of each topic, and under ``OUTSIDE`` that of none of them."""
        features = self._vectoriser.transform([normalise(question)]).tocsr()
        scores = features.data.astype(np.float32) @ self._weights[features.indices].astype(np.float32) + self._bias
        weights = np.exp(scores - scores.max())
        return dict(zip(self.topics, (weights / weights.sum()).tolist(), strict=True))

    def save(self, file: Path, made_of: str) -> None:
        """Writes the model; the file appears whole or not at all. ``made_of`` tells its inputs from others."""
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_suffix(".part")
        kept = {
            "vectoriser": self._vectoriser,
            "weights": self._weights,
            "bias": self._bias,
            "topics": list(self.topics),
        }
        skops.io.dump(kept, aside)
        with ZipFile(aside, "a") as archive:  # read without unpacking the model, nor importing torch
            archive.comment = made_of.encode()
        aside.replace(file)

    @classmethod
    def load(cls, file: Path) -> TopicModel:
        """Reads a saved model.

        Raises:
            OSError: there is none.
        """
        kept = skops.io.load(file)
        return cls(kept["vectoriser"], kept["weights"], kept["bias"], kept["topics"])


def _vectoriser() -> FeatureUnion:
    common = {"sublinear_tf": True, "preprocessor": None, "lowercase": False}
    return FeatureUnion(
        [
            ("characters", TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, **common)),
            ("words", TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\b\w+\b", min_df=2, **common)),  # noqa: S106
        ]
    )


def _tensor(rows: csr_matrix) -> torch.Tensor:
    entries = rows.tocoo()
    places = torch.from_numpy(np.stack([entries.row, entries.col]))
    return torch.sparse_coo_tensor(
        places, torch.from_numpy(entries.data), rows.shape, is_coalesced=True, check_invariants=False
    )
