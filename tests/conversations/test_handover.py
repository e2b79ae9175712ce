"""Who speaks: the assistant or a person."""

import uuid
from datetime import datetime, timedelta

import pytest

from bot.channels.delivery import RefusedError
from bot.channels.event import Event
from bot.channels.messenger import PAGE_INBOX
from bot.config.environment import ConfigurationError
from bot.conversations import clock, handover, worker
from bot.conversations.inbox import receive
from bot.conversations.models import Conversation, OutboxMessage
from tests.conversations.conftest import FakeRasa, Platforms, reply
from tests.platforms.graph import error

pytestmark = pytest.mark.django_db

CITIZEN = "200000000000001"
AGAIN = "C’est de nouveau l’assistant automatique qui vous répond."


@pytest.fixture(autouse=True)
def connected(platforms: Platforms, fake_rasa: FakeRasa) -> Platforms:
    """Every test has Messenger, and a Rasa that is silent beside a person."""
    fake_rasa.answer = lambda body: (
        200,
        reply("", outcome="human_in_charge") if body["metadata"]["human_in_charge"] else reply("Voici."),
    )
    return platforms


def ask(at: datetime | None = None, *, standby: bool = False) -> str:
    """What is answered to a message of that moment."""
    at = at or clock.now()
    message = receive(Event("messenger", "demo", CITIZEN, uuid.uuid4().hex, at, "Et le RSA ?", standby=standby), at)
    assert message
    worker.drain(message.conversation_id)
    return OutboxMessage.objects.get(in_reply_to=message).text


def test_after_a_person_the_assistant_is_silent_then_says_that_it_is_automatic(connected: Platforms) -> None:
    """Paused for some hours; at the first message after them it takes the thread, answers and says so, once."""
    assert ask() == "Voici."
    now = clock.now()
    handover.person_speaks(Conversation.objects.get(), now)
    assert ask(now + timedelta(hours=3, minutes=59)) == ""
    assert not connected.graph.calls("/take_thread_control")
    assert ask(now + timedelta(hours=4)) == f"{AGAIN}\n\nVoici."
    assert len(connected.graph.calls("/take_thread_control")) == 1
    assert ask(now + timedelta(hours=4, minutes=1)) == "Voici."


def test_each_word_of_a_person_makes_the_pause_longer(connected: Platforms) -> None:
    """An older one, delivered late, does not make it shorter."""
    ask()
    now = clock.now()
    for at in (now, now + timedelta(hours=2), now + timedelta(hours=1)):
        handover.person_speaks(Conversation.objects.get(), at)
    assert ask(now + timedelta(hours=5)) == ""
    assert ask(now + timedelta(hours=6)).startswith(AGAIN)


def test_a_clock_that_is_set_back_silences_nobody_for_good(connected: Platforms) -> None:
    """A pause that ends in days is from before the clock jumped: it is over. Who speaks now has a pause as ever."""
    ask()
    now = clock.now()
    handover.person_speaks(Conversation.objects.get(), now + timedelta(days=3))
    assert ask(now).startswith(AGAIN)
    handover.person_speaks(Conversation.objects.get(), now + timedelta(days=3))
    handover.person_speaks(Conversation.objects.get(), now)
    assert ask(now + timedelta(hours=1)) == ""
    assert ask(now + timedelta(hours=4)).startswith(AGAIN)


def test_a_person_can_give_the_floor_back(connected: Platforms) -> None:
    """At once; twice is once."""
    ask()
    handover.person_speaks(Conversation.objects.get(), clock.now())
    for _ in range(2):
        handover.assistant_resumes(Conversation.objects.get())
    assert ask() == f"{AGAIN}\n\nVoici."
    assert ask() == "Voici."


def test_a_thread_goes_to_metas_inbox_and_comes_back(connected: Platforms) -> None:
    """Conversation Routing: the person answers over there, then the assistant owns the thread again."""
    ask()
    handover.pass_to_inbox(Conversation.objects.get())
    assert connected.graph.owner(CITIZEN) == PAGE_INBOX
    assert ask(standby=True) == ""
    handover.assistant_resumes(Conversation.objects.get())
    handover.take_back(Conversation.objects.get())
    assert connected.graph.owner(CITIZEN) != PAGE_INBOX
    assert ask() == f"{AGAIN}\n\nVoici."


def test_a_thread_that_meta_does_not_take_stays_ours(connected: Platforms) -> None:
    """Whoever wanted to pass it on is told so, and the assistant goes on."""
    ask()
    connected.graph.routing = error(10, 403)
    with pytest.raises(RefusedError):
        handover.pass_to_inbox(Conversation.objects.get())
    assert ask() == "Voici."


def test_a_conversation_that_a_person_keeps_is_not_taken_back(connected: Platforms) -> None:
    """Without an end, only the person ends it."""
    ask()
    Conversation.objects.update(human_in_charge=True, human_until=None)
    assert ask(clock.now() + timedelta(days=30)) == ""


def test_who_never_was_silent_does_not_announce_itself(connected: Platforms) -> None:
    """A handover to the assistant, which speaks already, changes nothing."""
    ask()
    handover.assistant_resumes(Conversation.objects.get())
    assert ask() == "Voici."


def test_standby_pauses_and_the_pause_ends(connected: Platforms) -> None:
    """Another application holds the thread: a person does. After the pause the assistant takes it back."""
    now = clock.now()
    assert ask(now, standby=True) == ""
    assert ask(now + timedelta(hours=1), standby=True) == ""
    assert ask(now + timedelta(hours=4), standby=True).startswith(AGAIN)
    assert len(connected.graph.calls("/take_thread_control")) == 1


def test_work_is_shown_only_while_the_assistant_speaks(connected: Platforms) -> None:
    """« Seen » in the citizen's hands means that somebody read it: beside a person it would be a lie."""
    ask()
    assert len(connected.graph.calls("/me/messages")) == 2
    handover.person_speaks(Conversation.objects.get(), clock.now())
    ask()
    assert len(connected.graph.calls("/me/messages")) == 2


@pytest.mark.parametrize("given", ["0", "-1", "quatre", "nan", "inf", "169"])
def test_a_pause_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    """The message names the setting."""
    monkeypatch.setenv("CAF_HUMAN_PAUSE_HOURS", given)
    with pytest.raises(ConfigurationError, match="CAF_HUMAN_PAUSE_HOURS"):
        handover.pause()
