"""How varied the phrasings of a topic are: those that the encoder learns from, and those that are indexed.

    python -m benchmarks.phrasings

Several writers give more variety than one only if they do not write the same: measured by distinct word n-grams
(different ones by all, Li et al. 2016) and by how far each phrasing is from the nearest other one of its topic
(1 − cosine of TF-IDF on character n-grams). Both are taken topic by topic; the table shows the median topic and, in
brackets, the poorest.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks import results
from bot.cli.model import KEPT_PHRASINGS, PHRASINGS
from bot.config import environment
from bot.faq.entries import read_entries
from bot.faq.folding import unaccent
from bot.faq.phrasings import Phrasings, read_phrasings

LONGEST_WORDS = 3
CHARACTERS = (3, 5)
NEARLY_THE_SAME = 0.2
"""Distance under which a phrasing repeats another one."""


def main() -> None:
    """Measures and prints the table."""
    options = results.parser("phrasings", __doc__).parse_args()
    entries = read_entries(environment.path("CAF_FAQ_DIR"))[0]
    indexed = {entry.id: entry.phrasings for entry in entries.values()}
    sets: Mapping[str, Phrasings] = {
        "training": read_phrasings(PHRASINGS),
        "training, one more writer": read_phrasings(KEPT_PHRASINGS),
        "indexed": indexed,
    }
    rows = {name: measures(phrasings) for name, phrasings in sets.items()}
    names = list(rows["indexed"])
    with results.kept_in(options.results) as kept:
        kept.table(
            "How varied the phrasings of a topic are: the median topic (the poorest one)",
            ("phrasings", *names),
            [(name, *(_shown(measure, row[measure]) for measure in names)) for name, row in rows.items()],
        )


def measures(phrasings: Phrasings) -> Mapping[str, Sequence[float]]:
    """Each measure's value, topic by topic."""
    topics = [texts for texts in phrasings.values() if len(texts) > 1]
    near = [nearest_distances(texts) for texts in topics]
    return {
        "a topic": [len(texts) for texts in topics],
        **{f"distinct {n}-grams": [distinct(texts, n) for texts in topics] for n in range(1, LONGEST_WORDS + 1)},
        "distance to the nearest": [float(distances.mean()) for distances in near],
        f"repeats (distance < {NEARLY_THE_SAME})": [float((distances < NEARLY_THE_SAME).mean()) for distances in near],
    }


def distinct(texts: Sequence[str], size: int) -> float:
    """Different word n-grams by all n-grams of some texts, from 0 to 1."""
    grams = [
        tuple(words[start : start + size])
        for words in (unaccent(text).split() for text in texts)
        for start in range(len(words) - size + 1)
    ]
    return len(set(grams)) / len(grams) if grams else 0.0


def nearest_distances(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """For each text how far the nearest other one is, from 0 (the same) to 1 (no character n-gram in common)."""
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=CHARACTERS, preprocessor=unaccent).fit_transform(texts)
    likeness = (vectors @ vectors.T).toarray()
    np.fill_diagonal(likeness, 0.0)
    distances: npt.NDArray[np.float64] = 1 - likeness.max(axis=1)
    return distances


def _shown(measure: str, values: Sequence[float]) -> str:
    poorest = max(values) if measure.startswith("repeats") else min(values)
    return f"{np.median(values):.3g} ({poorest:.3g})"


if __name__ == "__main__":
    main()
