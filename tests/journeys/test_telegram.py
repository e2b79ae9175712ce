"""Whole conversations on Telegram: the running processes, and Telegram's platform played on loopback."""

import itertools
from collections.abc import Callable

import pytest

from tests.journeys.conftest import Assistant
from tests.platforms.server import until
from tests.platforms.telegram import Telegram, error

pytestmark = pytest.mark.system

_numbers = itertools.count(200001000)
Told = Callable[[int], list[str]]


@pytest.fixture
def telegram(assistant: Assistant) -> Telegram:
    """The platform that the assistant is connected to."""
    return assistant.telegram


@pytest.fixture
def citizen() -> int:
    """A new person."""
    return next(_numbers)


@pytest.fixture
def told(telegram: Telegram, citizen: int) -> Told:
    """What the person was told, once it is that many messages."""

    def wait(count: int) -> list[str]:
        until(lambda: len(telegram.texts(citizen)) >= count)
        return telegram.texts(citizen)

    return wait


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("comment demander l'apl quand on est étudiant ?", "https://www.caf.fr"),
        ("/start", "assistant automatique"),
        ("/aide", "un programme"),
        ("/conseiller", "3230"),
        ("mon numéro allocataire est le 5647382", "Supprimez"),
    ],
)
def test_what_is_typed_is_answered(telegram: Telegram, citizen: int, told: Told, text: str, words: str) -> None:
    """Questions, commands, refusals."""
    assert telegram.deliver(telegram.update(citizen, text)).status_code == 200
    assert words in told(1)[0]
    assert any(request.body["chat_id"] == str(citizen) for request in telegram.calls("sendChatAction"))


def test_a_choice_is_made_by_button(telegram: Telegram, citizen: int, told: Told) -> None:
    """The pressed entry is answered; the button's clock is stopped by the response."""
    telegram.deliver(telegram.update(citizen, "la prime d'activité"))
    told(1)
    assert telegram.deliver(telegram.press(citizen, 1)).json()["method"] == "answerCallbackQuery"
    assert "https://" in told(2)[1]


def test_a_redelivery_is_answered_once(telegram: Telegram, citizen: int, told: Told) -> None:
    """Telegram delivers until it gets its 200."""
    update = telegram.update(citizen, "bonjour")
    for _ in range(3):
        assert telegram.deliver(update).status_code == 200
    told(1)
    telegram.deliver(telegram.update(citizen, "merci"))
    assert len(told(2)) == 2


def test_flood_control_is_obeyed(telegram: Telegram, citizen: int, told: Told) -> None:
    """Sent again after the time that Telegram asks for."""
    telegram.fail(error(429, "Too Many Requests: retry after 1", retry_after=1))
    telegram.deliver(telegram.update(citizen, "bonjour"))
    assert len(told(1)) == 1


def test_a_photo_is_not_fetched(telegram: Telegram, citizen: int, told: Told) -> None:
    """CH2: ``getFile`` is never called."""
    update = telegram.update(citizen, "")
    del update["message"]["text"]
    update["message"]["photo"] = [{"file_id": "synthetic", "file_unique_id": "x", "width": 9, "height": 9}]
    telegram.deliver(update)
    assert "Mon Compte" in told(1)[0]
    assert not telegram.calls("getFile")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"sticker": {"file_id": "synthetic", "emoji": "👍"}}, "petit signe"),
        ({"dice": {"emoji": "🎲", "value": 3}}, "petit signe"),
        ({"location": {"latitude": 0.0, "longitude": 0.0}}, "position"),
        ({"poll": {"id": "1", "question": "?"}}, "seulement les messages écrits"),
    ],
)
def test_what_is_no_document_has_words_of_its_own(
    telegram: Telegram, citizen: int, told: Told, sent: dict[str, object], words: str
) -> None:
    """A thumb up is no letter to delete."""
    update = telegram.update(citizen, "")
    del update["message"]["text"]
    update["message"] |= sent
    telegram.deliver(update)
    assert words in told(1)[0]
    assert "justificatif" not in told(1)[0]


def test_another_secret_is_refused(telegram: Telegram, citizen: int) -> None:
    """403, and nobody is answered."""
    for secret in (None, "", "x" * 40):
        assert telegram.deliver(telegram.update(citizen, "bonjour"), secret).status_code == 403
    assert telegram.texts(citizen) == []
