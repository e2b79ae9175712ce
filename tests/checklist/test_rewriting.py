"""The ways of writing a message otherwise."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.charter.outcomes import Outcome
from bot.cli.rewriting import REWRITINGS
from bot.cli.robustness import MESSAGES, development_messages

CONTENT = yaml.safe_load(MESSAGES.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("no_accents", "comment declarer l'apl a la caf, vous ?"),
        ("capitals", "COMMENT DÉCLARER L'APL À LA CAF, VOUS ?"),
        ("no_apostrophes", "Comment déclarer lApl à la Caf, vous ?"),
        ("curly_apostrophes", "Comment déclarer l’Apl à la Caf, vous ?"),
        ("sms", "cmt déclarer l'Apl à la Caf, vs ?"),
        ("greeting", "Bonjour, Comment déclarer l'Apl à la Caf, vous ?"),
        ("tu", "Comment déclarer l'Apl à la Caf, toi ?"),
        ("caf_dotted", "Comment déclarer l'Apl à la C.A.F, vous ?"),
        ("no_punctuation", "Comment déclarer l'Apl à la Caf vous"),
    ],
)
def test_a_rewriting(name: str, written: str) -> None:
    """Each does what its name says and nothing else."""
    assert REWRITINGS[name]("Comment déclarer l'Apl à la Caf, vous ?") == written


@given(st.text(max_size=60))
def test_typing_errors_are_always_the_same(text: str) -> None:
    """Two measures compare; letters are swapped, none is lost."""
    mistype = REWRITINGS["typos"]
    assert mistype(text) == mistype(text)
    assert sorted(mistype(text)) == sorted(text)


@pytest.mark.parametrize("name", REWRITINGS)
def test_every_rewriting_changes_some_message(name: str) -> None:
    """Otherwise its measure would say nothing."""
    assert any(REWRITINGS[name](text) != text for text in development_messages())


def test_quotes_are_curled_in_pairs() -> None:
    """As a phone writes them."""
    assert REWRITINGS["curly_quotes"]('le bouton "payer", 12" de large') == 'le bouton “payer”, 12" de large'


def test_a_hundred_messages_are_played_always_the_same() -> None:
    """Of several intents, each once."""
    messages = development_messages()
    assert messages == development_messages()
    assert len(messages) >= 100
    assert set(CONTENT["messages"]) < set(messages)


def test_directions_name_outcomes() -> None:
    """The changes lead to outcomes that exist."""
    for change in CONTENT["directions"]:
        assert set(change["outcomes"]) <= set(Outcome)
        assert change["messages"]
