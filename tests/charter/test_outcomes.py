"""The closed list of outcomes (AR1)."""

import re
from pathlib import Path

import yaml

from bot.charter import outcomes
from bot.charter.outcomes import Outcome, labels

FILE = Path(outcomes.__file__).with_name("outcomes.yml")


def test_the_file_and_the_code_name_the_same_outcomes() -> None:
    """Each outcome of the code has its words, and no other has."""
    assert set(yaml.safe_load(FILE.read_text(encoding="utf-8"))) == {outcome.value for outcome in Outcome}


def test_each_outcome_has_a_label_and_a_colour() -> None:
    """Statistics show a French label of its own and a colour for each outcome."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    for name, words in content.items():
        assert set(words) == {"label", "colour"}, name
        assert words["label"].strip(), name
        assert re.fullmatch(r"#[0-9a-f]{6}", words["colour"]), name
    assert len({words["label"] for words in content.values()}) == len(content)


def test_labels_are_those_of_the_file() -> None:
    """What is shown is what the file says."""
    assert labels()[Outcome.ANSWERED] == "Réponse donnée"
    assert set(labels()) == set(Outcome)
