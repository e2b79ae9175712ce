"""``encoder train``: tunes the embedded encoder's adapters on the phrasings and examples of ``data/nlu``."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tqdm import tqdm

from bot.cli.model import INTENT_ADAPTER, INTENTS, PHRASINGS
from bot.cli.texts import say
from bot.config import environment
from bot.config.trained import ENCODER
from bot.faq import tuning
from bot.faq.adapter_tuning import Progress, Recipe
from bot.faq.encoder import Encoder
from bot.faq.entries import read_entries
from bot.faq.pack import ADAPTER
from bot.faq.phrasings import read_intents, read_phrasings
from bot.nlu import intent_tuning

PHRASINGS_A_TOPIC = 20
"""So many of each topic's phrasings are examples of a question: all of them would drown the border cases."""


def train(*, search: bool, intents: bool) -> float:
    """Makes the named adapters again from the base pack; returns the minutes it took."""
    started = time.monotonic()
    if search:
        _train_for_search()
    if intents:
        _train_for_intents()
    return (time.monotonic() - started) / 60


def _train_for_search() -> None:
    entries, _ = read_entries(environment.path("CAF_FAQ_DIR"))
    indexed = {entry.id: entry.phrasings for entry in entries.values()}
    recipe = tuning.Recipe()
    with _bar(recipe) as progress:
        tuning.tune(_untuned(), indexed, read_phrasings(PHRASINGS), ENCODER / ADAPTER, recipe, progress)


def _train_for_intents() -> None:
    examples = read_intents(*INTENTS)
    for phrasings in read_phrasings(PHRASINGS).values():
        examples["question"] += phrasings[:PHRASINGS_A_TOPIC]
    recipe = intent_tuning.Recipe()
    with _bar(recipe) as progress:
        intent_tuning.tune(_untuned(), examples, INTENT_ADAPTER, recipe, progress)


def _untuned() -> Encoder:
    return Encoder(ENCODER, threads=2, tunable=True)


@contextmanager
def _bar(recipe: Recipe) -> Iterator[Progress]:
    with tqdm(total=recipe.steps, unit=" " + say("encoder.step"), file=sys.stderr) as bar:

        def progress(_: int, loss: float) -> None:
            bar.update()
            bar.set_postfix(loss=f"{loss:.2f}")

        yield progress
