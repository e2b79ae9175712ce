"""Tuning: the adapter, the phrasings it learns from, and the slips they get."""

import random
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from bot.config import environment
from bot.faq import adapter
from bot.faq.encoder import Encoder
from bot.faq.noise import noisy
from bot.faq.pack import ADAPTER
from bot.faq.phrasings import read_phrasings
from bot.faq.tuning import Recipe, tune

PACK = environment.ROOT / "data" / "encoder" / "base"


def test_every_topic_has_its_phrasings() -> None:
    """At least forty a topic, all 166 topics, none twice (the FAQ's work and DESIGN)."""
    phrasings = read_phrasings(environment.ROOT / "data" / "nlu" / "faq")
    assert len(phrasings) == 166
    assert min(map(len, phrasings.values())) >= 40
    everything = [text for texts in phrasings.values() for text in texts]
    assert len(set(everything)) == len(everything)


def test_an_adapter_is_served_as_it_was_tuned(tmp_path: Path) -> None:
    """ONNX Runtime, on the 4-bit pack and the adapter's file, gives what torch gave at the end of the tuning."""
    torch.manual_seed(0)
    shutil.copytree(PACK, tmp_path / "pack")
    tuned = Encoder(PACK, tunable=True)
    for parameter in adapter.attach(tuned.pack.bert, rank=4, scale=2.0):
        nn.init.normal_(parameter, std=0.08)
    adapter.save(tuned.pack.bert, tmp_path / "pack" / ADAPTER, {"steps": 1})
    questions = [
        "où en est mon dossier ?",
        "cb pr 2 enfan",
        "comment demander la prime d'activité quand on est salarié",
    ]
    served = Encoder(tmp_path / "pack").encode_queries(questions)
    likeness = (served * tuned.encode_queries(questions)).sum(axis=1)
    untuned = (served * Encoder(PACK, tunable=True).encode_queries(questions)).sum(axis=1)
    assert likeness.min() > 0.998
    assert untuned.max() < 0.98
    assert not list((tmp_path / "pack").glob("*.part"))


def test_a_new_adapter_changes_nothing() -> None:
    """Tuning starts from the encoder as it is."""
    model = nn.Sequential(nn.Linear(8, 8))
    question = torch.randn(2, 8)
    before = model(question).detach()
    adapter.attach(model, rank=2, scale=2.0)
    assert torch.allclose(model(question), before)


@pytest.mark.timeout(600)
def test_a_few_steps_bring_questions_nearer_to_their_topic(tmp_path: Path) -> None:
    """On four small topics, the right passage gains on the others; the adapter's file holds the recipe."""
    indexed = {
        "lait": ["où acheter du lait", "prix du lait"],
        "pain": ["où acheter du pain", "prix du pain"],
        "vin": ["où acheter du vin", "prix du vin"],
        "sel": ["où acheter du sel", "prix du sel"],
    }
    asked = {
        "lait": ["la boisson blanche des vaches", "pour le petit déjeuner du bébé"],
        "pain": ["la baguette du matin", "ce que fait le boulanger"],
        "vin": ["une bouteille de bordeaux", "ce qui vient des vignes"],
        "sel": ["pour saler les pâtes", "ce qu'on tire des marais"],
    }
    file = tmp_path / "adapter.safetensors"
    losses: list[float] = []
    encoder = Encoder(PACK, tunable=True)

    def margin() -> float:
        passages = np.stack([encoder.encode_passages(texts).mean(axis=0) for texts in indexed.values()])
        gains = []
        for number, texts in enumerate(asked.values()):
            likeness = encoder.encode_queries(texts) @ passages.T
            gains.append(likeness[:, number].mean() - np.delete(likeness, number, axis=1).mean())
        return float(np.mean(gains))

    before = margin()
    recipe = Recipe(steps=15, topics_a_step=4, learning_rate=2e-3)
    tune(encoder, indexed, asked, file, recipe, lambda _, loss: losses.append(loss))
    assert len(losses) == 15
    assert margin() > before + 0.01
    assert file.stat().st_size > 0


def test_tuning_twice_gives_the_same_adapter(tmp_path: Path) -> None:
    """`encoder train` can be repeated: the same texts and recipe give the same file, byte for byte."""
    topics = {"lait": ["où acheter du lait"], "pain": ["où acheter du pain"]}
    recipe = Recipe(steps=3, topics_a_step=2, rank=4)
    files = [tmp_path / "first.safetensors", tmp_path / "second.safetensors"]
    for file in files:
        tune(Encoder(PACK, tunable=True), topics, topics, file, recipe, lambda *_: None)
    assert files[0].read_bytes() == files[1].read_bytes()


@given(st.text(min_size=1, max_size=80), st.integers())
def test_slips_never_fail_and_keep_some_text(text: str, seed: int) -> None:
    """Any text may be made noisy; chance alone decides how."""
    once = noisy(text, random.Random(seed))  # noqa: S311
    assert once == noisy(text, random.Random(seed))  # noqa: S311
