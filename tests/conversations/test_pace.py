"""Who writes faster than anybody reads is asked once to wait."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.conversations import worker
from bot.conversations.models import InboxMessage
from bot.conversations.pace import MOST_MESSAGES, MOST_REPEATS, WINDOW, Pace, pace
from tests.conversations.conftest import FakeRasa, reply
from tests.conversations.test_worker import say

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CALM = Pace(too_many=False, told=False)


def messages(texts: list[str], every: timedelta = timedelta(seconds=2)) -> list[InboxMessage]:
    """What one person writes."""
    return [say(text, START + number * every) for number, text in enumerate(texts)]


def test_a_conversation_is_calm() -> None:
    """As many different messages as people write are all answered."""
    assert [pace(message) for message in messages([f"question {n}" for n in range(MOST_MESSAGES)])] == (
        [CALM] * MOST_MESSAGES
    )


def test_one_message_too_many() -> None:
    """The one above the limit, and the next, until the pace falls."""
    sent = messages([f"question {n}" for n in range(MOST_MESSAGES + 2)])
    assert [pace(message).too_many for message in sent[-3:]] == [False, True, True]
    assert pace(say("une autre question", sent[-1].received_at + WINDOW)) == CALM


def test_the_same_text_again_and_again() -> None:
    """Whatever its capitals and spaces."""
    sent = messages(["Gagnez de l’argent", "gagnez  de l’argent", "GAGNEZ DE L’ARGENT "])
    assert [pace(message).too_many for message in sent] == [False] * (MOST_REPEATS - 1) + [True]


def test_short_answers_may_be_repeated() -> None:
    """« oui » to five questions is no spam; nor are photos, which have no text."""
    assert not any(pace(message).too_many for message in messages(["oui"] * 6 + [""] * 6))


def test_it_is_told_once(fake_rasa: FakeRasa) -> None:
    """The worker tells Rasa that it was said already."""
    fake_rasa.answer = lambda body: (
        200,
        reply("", outcome="too_many_messages", silent=True)
        if body["metadata"]["silent"]
        else reply("Attendez.", outcome="too_many_messages")
        if body["metadata"]["too_many"]
        else reply("Oui."),
    )
    sent = messages(["la même question"] * 5)
    worker.drain(sent[0].conversation_id)
    assert [message.reply.text for message in InboxMessage.objects.order_by("id")] == [
        *("Oui.", "Oui.", "Attendez.", "", ""),
    ]
