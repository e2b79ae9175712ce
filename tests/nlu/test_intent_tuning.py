"""The adapter for intents: it learns to tell them apart, and is drawn fairly."""

from pathlib import Path

import numpy as np
import pytest

from bot.config import environment
from bot.faq.encoder import Encoder
from bot.nlu.intent_tuning import Recipe, tune

PACK = environment.ROOT / "data" / "encoder" / "base"
EXAMPLES = {
    "general": [
        "comment suivre un dossier",
        "quel délai pour une demande",
        "où voir ses paiements",
        "qui a droit au rsa",
    ],
    "personal": ["où en est mon dossier", "ma demande est reçue ?", "mon rsa a sauté"],
}


@pytest.mark.timeout(600)
def test_a_few_steps_draw_intents_apart(tmp_path: Path) -> None:
    """An example is nearer to its own intent than before, as served from the adapter's file."""
    losses: list[float] = []
    encoder = Encoder(PACK, tunable=True)

    def margin(of: Encoder) -> float:
        vectors = {intent: of.encode_queries(texts) for intent, texts in EXAMPLES.items()}
        within = np.mean([(texts @ texts.T).mean() for texts in vectors.values()])
        return float(within - (vectors["general"] @ vectors["personal"].T).mean())

    before = margin(encoder)
    file = tmp_path / "intents.safetensors"
    tune(
        encoder,
        EXAMPLES,
        file,
        Recipe(steps=12, examples_a_step=8, learning_rate=2e-3),
        lambda _, loss: losses.append(loss),
    )
    assert len(losses) == 12
    assert margin(Encoder(PACK, adapter=file)) > before + 0.05


def test_tuning_twice_gives_the_same_adapter(tmp_path: Path) -> None:
    """The layer that names the intent, which is drawn at random and not kept, included."""
    recipe = Recipe(steps=3, examples_a_step=4, rank=4)
    files = [tmp_path / "first.safetensors", tmp_path / "second.safetensors"]
    for file in files:
        tune(Encoder(PACK, tunable=True), EXAMPLES, file, recipe, lambda *_: None)
    assert files[0].read_bytes() == files[1].read_bytes()
