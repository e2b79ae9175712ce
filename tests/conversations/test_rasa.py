"""Several Rasa servers: one that fails is passed over."""

import uuid

import pytest

from bot.charter.envelope import Envelope
from bot.config import environment
from bot.conversations import rasa
from tests.conversations.conftest import FakeRasa

ENVELOPE = Envelope("Caf de démonstration", "https://www.caf.fr", "https://www.caf.fr")
CLOSED = "http://127.0.0.1:9"


@pytest.fixture
def here(fake_rasa: FakeRasa) -> str:
    """The address of the one that answers."""
    return f"http://127.0.0.1:{environment.value('CAF_RASA_PORT')}"


def test_whichever_server_is_down_another_answers(
    fake_rasa: FakeRasa, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Conversations are spread over the servers: half of them ask the one that is down first."""
    monkeypatch.setenv("CAF_RASA_URLS", f"{CLOSED},{here}")
    for _ in range(8):
        assert rasa.ask(uuid.uuid4().hex, "bonjour", ENVELOPE).text == "D’accord."
    assert rasa.is_ready()


def test_a_server_that_answers_wrongly_is_passed_over_too(
    fake_rasa: FakeRasa, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its action server may be down: each of two servers is asked once."""
    monkeypatch.setenv("CAF_RASA_URLS", f"{here},{here}")
    good = fake_rasa.answer
    fake_rasa.answer = lambda body: (200, []) if len(fake_rasa.asked) == 1 else good(body)
    assert rasa.ask("a", "bonjour", ENVELOPE).text == "D’accord."
    assert len(fake_rasa.asked) == 2


def test_no_more_than_two_are_asked(fake_rasa: FakeRasa, here: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer must come within a lease."""
    monkeypatch.setenv("CAF_RASA_URLS", ",".join([here] * 5))
    fake_rasa.answer = lambda _: (500, {})
    with pytest.raises(rasa.RasaError):
        rasa.ask("a", "bonjour", ENVELOPE)
    assert len(fake_rasa.asked) == rasa.MOST_SERVERS


def test_a_conversation_asks_the_same_server_first(
    fake_rasa: FakeRasa, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And conversations are spread over all of them."""
    monkeypatch.setenv("CAF_RASA_URLS", "http://a:1,http://b:1,http://c:1")
    orders = {sender: rasa._in_turn(sender) for sender in (uuid.uuid4().hex for _ in range(60))}
    assert all(rasa._in_turn(sender) == order for sender, order in orders.items())
    assert {order[0] for order in orders.values()} == {"http://a:1", "http://b:1", "http://c:1"}
