"""What each part of the search brings, on the phrasings of a writer whom neither encoder nor topic model has read.

    python -m benchmarks.retrieval                            # parts left out one by one, and alone
    python -m benchmarks.retrieval --left-out logement,rsa    # entries of themes that nothing was tuned on, too

Shares of questions whose entry comes first, and among the first three. Weights are those in use (``calibration.yml``).
The topic model is learnt again without that writer. With ``--left-out`` encoder and topic model are made again without
the phrasings of those themes, which takes some minutes: it is how an entry fares that is added later, without tuning.
"""

import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks import results
from bot.cli.faq import served_index
from bot.cli.model import KEPT_PHRASINGS, OUTSIDE, PHRASINGS
from bot.config import environment
from bot.config.trained import ENCODER
from bot.faq import calibration, tuning
from bot.faq.calibration import Asked
from bot.faq.encoder import Encoder
from bot.faq.entries import read_entries
from bot.faq.index import Index
from bot.faq.phrasings import Phrasings, read_intents, read_phrasings
from bot.faq.search import Calibration
from bot.faq.topics import Recipe, TopicModel
from bot.faq.vectors import VectorStore

PARTS = ("dense", "lexical", "learnt")


def main() -> None:
    """Measures and prints the table."""
    parser = results.parser("retrieval", __doc__)
    parser.add_argument("--left-out", default="", help="themes, by commas, to make encoder and topic model without")
    options = parser.parse_args()
    themes = set(filter(None, options.left_out.split(",")))
    kept = read_phrasings(KEPT_PHRASINGS)
    phrasings = read_phrasings(PHRASINGS)
    rows: list[Sequence[str]] = []
    tuned, base = Encoder(ENCODER, threads=2), Encoder(ENCODER, threads=2, adapter=ENCODER / "none")
    asked = _ask(served_index(), tuned, _learn(phrasings), kept)
    for name, weights in _variants().items():
        rows.append(_row(name, asked, weights))
    with tempfile.TemporaryDirectory() as folder:
        untuned = _ask(_index(base, Path(folder)), base, _learn(phrasings), kept)
        rows.append(_row("all, encoder not tuned", untuned, _weights()))
        rows.append(_row("dense alone, encoder not tuned", untuned, _weights("dense")))
        if themes:
            rows += _left_out(themes, kept, phrasings, Path(folder))
    with results.kept_in(options.results) as told:
        told.table("What each part of the search brings", ("parts", "questions", "first", "in three"), rows)


def _left_out(themes: set[str], kept: Phrasings, phrasings: Phrasings, folder: Path) -> list[Sequence[str]]:
    entries, _ = read_entries(environment.path("CAF_FAQ_DIR"))
    unknown = themes - {entry.theme for entry in entries.values()}
    if unknown:
        sys.exit(f"no such theme: {', '.join(unknown)}")
    out = {entry.id for entry in entries.values() if entry.theme in themes}
    known = {topic: texts for topic, texts in phrasings.items() if topic not in out}
    indexed = {entry.id: entry.phrasings for entry in entries.values() if entry.id not in out}
    adapter = folder / "adapter.safetensors"
    tuning.tune(Encoder(ENCODER, threads=2, tunable=True), indexed, known, adapter, tuning.Recipe(), lambda *_: None)
    encoder = Encoder(ENCODER, threads=2, adapter=adapter)
    asked = {topic: texts for topic, texts in kept.items() if topic in out}
    index = _index(encoder, folder / "left-out")
    tuned = _ask(served_index(), Encoder(ENCODER), _learn(phrasings), asked)
    return [
        _row("themes left out: nothing tuned", _ask(index, encoder, _learn(known), asked), _weights()),
        _row("the same questions, all tuned", tuned, _weights()),
    ]


def _variants() -> Mapping[str, Mapping[str, float]]:
    without = {f"without {part}": _weights(*(other for other in PARTS if other != part)) for part in PARTS}
    return {"all": _weights()} | without | {f"{part} alone": _weights(part) for part in PARTS}


def _weights(*parts: str) -> Mapping[str, float]:
    used = Calibration.default()
    weights = {"dense": 1.0, "lexical": used.lexical_weight, "learnt": used.learnt_weight}
    return {part: weight if part in (parts or PARTS) else 0.0 for part, weight in weights.items()}


def _learn(phrasings: Phrasings) -> TopicModel:
    (outside,) = read_intents(OUTSIDE).values()
    return TopicModel.learn(phrasings, outside, Recipe())


def _index(encoder: Encoder, folder: Path) -> Index:
    entries, _ = read_entries(environment.path("CAF_FAQ_DIR"))
    return Index(list(entries.values()), VectorStore(folder / "vectors.npz", "measured", encoder.encode_passages))


def _ask(index: Index, encoder: Encoder, topics: TopicModel, asked: Phrasings) -> Asked:
    pairs = [(text, topic) for topic, texts in asked.items() if topic in index.entries for text in texts]
    return calibration.ask_all(index, encoder, topics, [text for text, _ in pairs], [topic for _, topic in pairs])


def _row(name: str, asked: Asked, weights: Mapping[str, float]) -> Sequence[str]:
    places = _places(asked, weights)
    return (name, str(len(places)), f"{np.mean(places < 1):.1%}", f"{np.mean(places < 3):.1%}")


def _places(asked: Asked, weights: Mapping[str, float]) -> npt.NDArray[np.int64]:
    """How many entries come before the right one, for each question."""
    rows = np.arange(len(asked.right))
    parts = replace(asked, learnt=np.sqrt(asked.learnt))
    scores = sum(weight * getattr(parts, part) for part, weight in weights.items())
    right = scores[rows, asked.right]
    return np.asarray((scores > right[:, None]).sum(axis=1))


if __name__ == "__main__":
    main()
