"""Grouping by meaning: geometry alone, then the real encoder in its own process."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.apart import run_apart
from bot.faq.vectors import Vectors
from bot.learning.anonymity import LEAST
from bot.learning.grouping import LIKENESS, clusters, nearest_group

BIKES = [
    "comment avoir une aide pour acheter un vélo électrique",
    "aide pour acheter un vélo électrique",
    "est ce que la caf aide à acheter un vélo électrique ?",
    "y a-t-il une aide de la caf pour l'achat d'un vélo électrique",
    "je veux acheter un vélo électrique, avez-vous une aide ?",
    "prime pour acheter un vélo électrique",
]
DOGS = [
    f"{words} mon chien {end}" for words in ("qui garde", "où faire garder") for end in ("pendant les vacances", "svp")
]


def around(direction: int, count: int, noise: float, seed: int) -> Vectors:
    """Vectors of length 1 near one axis of eight."""
    chance = np.random.default_rng(seed)
    vectors = np.eye(8)[direction] + noise * chance.normal(size=(count, 8))
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=5), st.integers(0, 1000))
def test_each_meaning_that_is_asked_often_enough_is_one_group(sizes: list[int], seed: int) -> None:
    """Whatever the sizes: groups of at least five, whole, apart, in no other; the rest in none."""
    vectors = np.vstack([around(axis, size, 0.05, seed + axis) for axis, size in enumerate(sizes)])
    owners = np.repeat(range(len(sizes)), sizes)
    found = [set(cluster.members) for cluster in clusters(vectors)]
    expected = [set(np.flatnonzero(owners == axis)) for axis, size in enumerate(sizes) if size >= LEAST]
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))


def test_a_question_joins_the_nearest_group_or_none() -> None:
    centres = [around(axis, 1, 0, 0)[0] for axis in (0, 1)]
    vectors = np.vstack([around(1, 1, 0.05, 1), around(0, 1, 0.05, 2), around(2, 1, 0.05, 3)])
    assert nearest_group(vectors, centres) == [1, 0, None]
    assert nearest_group(vectors, []) == [None, None, None]


def test_centres_have_length_1_and_lie_in_their_group() -> None:
    (cluster,) = clusters(around(3, 9, 0.1, 5))
    assert np.linalg.norm(cluster.centre) == pytest.approx(1, abs=1e-5)
    assert cluster.centre[3] > LIKENESS


@pytest.mark.system
def test_questions_of_one_meaning_are_one_group_and_later_ones_join_it() -> None:
    """The real encoder: six ways to ask for a bicycle are a group, four about a dog are too few, a seventh joins."""
    (found,) = run_apart("bot.learning", {"texts": BIKES + DOGS, "centres": []})
    (group,) = found["new"]
    assert group["members"] == list(range(len(BIKES)))
    later = {"texts": ["une aide pour un vélo électrique svp", "où est la mairie ?"], "centres": [group["centre"]]}
    (found,) = run_apart("bot.learning", later)
    assert (found["joins"], found["new"]) == ([0, None], [])
