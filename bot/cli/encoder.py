"""``encoder train``: tunes the embedded encoder on the phrasings of ``data/nlu/faq``."""

import sys
import time

from tqdm import tqdm

from bot.cli.model import ENCODER, PHRASINGS
from bot.cli.texts import say
from bot.config import environment
from bot.faq.encoder import Encoder
from bot.faq.entries import read_entries
from bot.faq.pack import ADAPTER
from bot.faq.phrasings import read_phrasings
from bot.faq.tuning import Recipe, tune


def train() -> float:
    """Makes the adapter again from the base pack; returns the minutes it took."""
    started = time.monotonic()
    entries, _ = read_entries(environment.path("CAF_FAQ_DIR"))
    indexed = {entry.id: entry.phrasings for entry in entries.values()}
    recipe = Recipe()
    with tqdm(total=recipe.steps, unit=" " + say("encoder.step"), file=sys.stderr) as bar:

        def progress(_: int, loss: float) -> None:
            bar.update()
            bar.set_postfix(loss=f"{loss:.2f}")

        encoder = Encoder(ENCODER, threads=2, tunable=True)
        tune(encoder, indexed, read_phrasings(PHRASINGS), ENCODER / ADAPTER, recipe, progress)
    return (time.monotonic() - started) / 60
