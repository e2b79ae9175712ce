"""``faq search`` and ``faq calibrate``."""

from collections.abc import Callable

import yaml

from bot.cli.encoder import PHRASINGS
from bot.cli.model import ENCODER, vector_store
from bot.cli.texts import say
from bot.config import environment
from bot.faq import calibration
from bot.faq.encoder import Encoder
from bot.faq.index import Index
from bot.faq.live import LiveIndex
from bot.faq.search import CALIBRATION, Calibration, decide, rank
from bot.faq.tuning import read_phrasings, split

OUTSIDE = environment.ROOT / "data" / "nlu" / "out_of_scope.yml"
SHOWN = 10

Tell = Callable[[str], None]


def search(question: str, tell: Tell) -> None:
    """Shows the likeliest entries, how near they are by meaning and by words, and what would be done.

    Raises:
        EmptyFaqError: no entry can be served.
    """
    index, encoder = served_index(), Encoder(ENCODER)
    candidates = rank(index.match(question, encoder.encode_queries([question])[0]), Calibration.default())
    for candidate in candidates[:SHOWN]:
        match, entry = candidate.match, index.entries[candidate.entry_id]
        tell(f"{candidate.probability:6.1%}  {match.dense:.3f} + {match.lexical:.3f}  {entry.id:32} {entry.title}")
    tell(say(f"faq.decision.{decide([c.probability for c in candidates], Calibration.default())}"))


def calibrate(tell: Tell) -> None:
    """Learns the calibration again and writes it.

    Raises:
        EmptyFaqError: no entry can be served.
    """
    index, encoder = served_index(), Encoder(ENCODER, threads=2)
    _, kept = split(read_phrasings(PHRASINGS))
    asked = [(text, topic) for topic, texts in kept.items() if topic in index.entries for text in texts]
    blocks = yaml.safe_load(OUTSIDE.read_text(encoding="utf-8"))["nlu"]
    outside = [line.removeprefix("- ") for block in blocks for line in block["examples"].splitlines() if line.strip()]
    texts = [text for text, _ in asked] + outside
    right = [topic for _, topic in asked] + [None] * len(outside)
    found = calibration.fit(calibration.ask_all(index, encoder, texts, right))
    CALIBRATION.write_text(yaml.safe_dump(found.as_mapping(), sort_keys=False), encoding="utf-8")
    tell(say("faq.calibrated", file=CALIBRATION.relative_to(environment.ROOT), values=found))


def served_index() -> Index:
    """The index of the entries that are served today.

    Raises:
        EmptyFaqError: no entry can be served.
    """
    return LiveIndex(environment.path("CAF_FAQ_DIR"), vector_store()).get()
