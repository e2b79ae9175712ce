"""The learnt model of which words ask for which topic."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.faq.topics import OUTSIDE, Recipe, TopicModel

PHRASINGS = {
    "lait": ["où acheter du lait", "le lait est à combien", "jveu du lait", "du lait svp", "lait pas cher"],
    "pain": ["où acheter du pain", "le pain est à combien", "jveu du pain", "une baguette de pain", "pain pas cher"],
}
STRAY = ["quel temps fait-il", "il pleut demain ?", "le temps de demain", "quel beau temps", "météo demain"]
RECIPE = Recipe(epochs=40, batch=8)


@pytest.fixture(scope="module")
def model() -> TopicModel:
    """Learnt from two small topics and some stray messages."""
    return TopicModel.learn(PHRASINGS, STRAY, RECIPE)


def test_a_question_goes_to_the_topic_that_has_its_words(model: TopicModel) -> None:
    """In any spelling that shares pieces of words; probabilities sum to 1."""
    for question, topic in (("PAIN COMPLET", "pain"), ("jveux du lai", "lait"), ("le temps demain", OUTSIDE)):
        probabilities = model.probabilities(question)
        assert max(probabilities, key=probabilities.__getitem__) == topic
        assert sum(probabilities.values()) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("question", ["", "🙂", "xyzxyz", "?" * 5000], ids=lambda text: ascii(text[:8]))
def test_a_question_without_a_known_word_is_answered_calmly(model: TopicModel, question: str) -> None:
    """Nothing known, nothing certain."""
    assert max(model.probabilities(question).values()) < 0.7


def test_it_learns_the_same_each_time(model: TopicModel) -> None:
    """Same phrasings, same recipe, same model."""
    again = TopicModel.learn(PHRASINGS, STRAY, RECIPE)
    assert again.probabilities("du pain") == model.probabilities("du pain")


def test_a_saved_model_says_the_same(model: TopicModel, tmp_path: Path) -> None:
    """And what it was made of can be read without unpacking it."""
    file = tmp_path / "models" / "topics.skops"
    model.save(file, "abc123")
    assert TopicModel.load(file).probabilities("du pain") == model.probabilities("du pain")
    with ZipFile(file) as archive:
        assert archive.comment == b"abc123"
    assert not list(file.parent.glob("*.part"))


def test_a_missing_model_is_an_error(tmp_path: Path) -> None:
    """The caller is told, instead of searching with half of its means."""
    with pytest.raises(FileNotFoundError):
        TopicModel.load(tmp_path / "none.skops")
