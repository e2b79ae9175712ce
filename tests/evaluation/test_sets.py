"""The held-apart sets are as large and as wide as was asked. They are counted; nobody reads or prints them."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from bot.cli.evaluate import EXPECTED, MESSAGES
from bot.cli.model import INTENTS
from bot.config import environment
from bot.faq.catalogue import read_catalogue
from bot.faq.evaluation import read_questions
from bot.faq.phrasings import read_intents

QUESTIONS = environment.ROOT / "tests" / "faq" / "questions.jsonl"
FEWEST_A_ROUTE = 8


def test_the_questions_are_of_every_topic() -> None:
    """Five hundred that an entry answers, over all topics, and a hundred and fifty that none does; none twice."""
    questions = read_questions(QUESTIONS)
    inside = [question for question in questions if question.accepted]
    topics = read_catalogue(environment.ROOT / "data" / "faq").keys()
    named = {entry for question in inside for entry in question.accepted}
    figures = (
        len(inside) >= 500,
        len(questions) - len(inside) >= 150,
        {question.accepted[0] for question in inside} == set(topics) >= named,
        len({question.text for question in questions}) == len(questions),
    )
    assert figures == (True, True, True, True)


@pytest.mark.parametrize("name", ["second.jsonl", "third.jsonl"])
def test_the_other_writers_messages_are_of_known_routes(name: str) -> None:
    """Some five hundred, none twice, none that has been learnt from."""
    routes, _, texts = _messages(MESSAGES.with_name(name))
    assert routes.total() == texts >= 480
    assert routes.keys() <= EXPECTED.keys()


def test_the_messages_are_of_every_route() -> None:
    """Six hundred, some of each route that `eval` measures; those of an entry name one of the catalogue."""
    routes, entries, texts = _messages(MESSAGES)
    topics = read_catalogue(environment.ROOT / "data" / "faq").keys()
    assert routes.total() >= 600
    assert routes.keys() == EXPECTED.keys()
    assert min(routes.values()) >= FEWEST_A_ROUTE
    assert entries <= topics
    assert texts == routes.total()


@pytest.mark.parametrize("name", ["triage.jsonl", "second.jsonl", "third.jsonl"])
def test_nothing_held_apart_has_been_learnt(name: str) -> None:
    """No message is an example of an intent, however it is written: it would be known by heart."""
    learnt = {_letters(text) for examples in read_intents(*INTENTS).values() for text in examples}
    rows = MESSAGES.with_name(name).read_text(encoding="utf-8").splitlines()
    assert sum(_letters(json.loads(row)["text"]) in learnt for row in rows) == 0


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _messages(file: Path) -> tuple[Counter[str], set[str], int]:
    """How many messages a route has, the entries that are right, and how many different texts there are."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    entries = {row["faq_id"] for row in rows if row["faq_id"]}
    return Counter(row["route"] for row in rows), entries, len({row["text"] for row in rows})
