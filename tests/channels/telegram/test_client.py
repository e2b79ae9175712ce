"""The Bot API's client, against a server that answers as Telegram documents."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.channels.delivery import DeliveryError, NotNowError, RefusedError, UnknownFateError
from bot.channels.event import Outgoing
from bot.channels.telegram.client import TelegramSender
from tests.platforms.server import Answer
from tests.platforms.telegram import CUT, SECRET, TOKEN, Telegram, error

CITIZEN = 200000001
MESSAGE = Outgoing(str(CITIZEN), "Oui.")


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    """The platform."""
    with Telegram() as platform:
        yield platform


@pytest.fixture
def sender(telegram: Telegram) -> Iterator[TelegramSender]:
    """A client with the bot's own token."""
    with closing(TelegramSender(telegram.api_url, TOKEN)) as client:
        yield client


@pytest.fixture
def alone() -> Iterator[TelegramSender]:
    """A client for whom nothing listens (port 9 is « discard », closed on any sane machine)."""
    with closing(TelegramSender("http://127.0.0.1:9/bot", TOKEN)) as client:
        yield client


def test_a_message_is_sent(telegram: Telegram, sender: TelegramSender) -> None:
    """With its buttons, nothing asked of Telegram before."""
    sender.send(Outgoing(str(CITIZEN), "Laquelle ?", [{"title": "APL", "payload": "faq:apl"}]))
    assert telegram.texts(CITIZEN) == ["Laquelle ?"]
    assert "faq:apl" in telegram.sent[0]["reply_markup"]
    assert len(telegram.requests) == 1


def test_work_is_shown(telegram: Telegram, sender: TelegramSender, alone: TelegramSender) -> None:
    """« écrit… »; a failure is nobody's trouble."""
    sender.show_work(str(CITIZEN))
    assert telegram.calls("sendChatAction")[0].body == {"chat_id": str(CITIZEN), "action": "typing"}
    alone.show_work(str(CITIZEN))


def test_flood_control_is_obeyed(telegram: Telegram, sender: TelegramSender) -> None:
    """With the time that Telegram asks for."""
    telegram.fail(error(429, "Too Many Requests: retry after 37", retry_after=37))
    with pytest.raises(NotNowError, match="flood") as refused:
        sender.send(MESSAGE)
    assert refused.value.retry_after == 37


@pytest.mark.parametrize("answer", [error(403, "Forbidden: bot was blocked by the user"), error(400)])
def test_a_refusal_is_final(telegram: Telegram, sender: TelegramSender, answer: Answer) -> None:
    """Somebody who blocked the bot, a chat that is gone."""
    telegram.fail(answer)
    with pytest.raises(RefusedError):
        sender.send(MESSAGE)


@pytest.mark.parametrize("answer", [Answer(502, {}), Answer(500, "<html>"), error(401, "Unauthorized"), error(409)])
def test_passing_trouble_is_for_later(telegram: Telegram, sender: TelegramSender, answer: Answer) -> None:
    """A server's trouble, or one that an operator can mend."""
    telegram.fail(answer)
    with pytest.raises(NotNowError):
        sender.send(MESSAGE)
    assert not telegram.sent


def test_what_was_never_taken_may_be_sent_again(alone: TelegramSender) -> None:
    """Nothing listens: certainly not delivered."""
    with pytest.raises(NotNowError, match="ConnectError"):
        alone.send(MESSAGE)


def test_a_line_that_breaks_afterwards_leaves_the_fate_unknown(telegram: Telegram, sender: TelegramSender) -> None:
    """Telegram had it: sending again would say it twice."""
    telegram.fail(CUT)
    with pytest.raises(UnknownFateError) as refused:
        sender.send(MESSAGE)
    assert telegram.texts(CITIZEN) == ["Oui."]
    assert refused.value.__cause__ is None
    assert TOKEN not in str(refused.value)


def test_long_replies_come_in_pieces_that_telegram_takes(telegram: Telegram, sender: TelegramSender) -> None:
    """Each of at most 4,096 UTF-16 units, however many emojis."""
    parts = sender.parts("Une phrase de longueur moyenne, avec des emojis 🙂🙂🙂. " * 200)
    for part in parts:
        sender.send(Outgoing(str(CITIZEN), part))
    assert len(parts) > 1
    assert telegram.texts(CITIZEN) == list(parts)


def test_the_webhook_is_set_with_its_secret_and_our_commands(telegram: Telegram, sender: TelegramSender) -> None:
    """Only the kinds of update that we read are asked for; polling takes the webhook away."""
    sender.set_webhook("https://assistant.example/telegram/demo", SECRET)
    assert telegram.settings["setWebhook"]["secret_token"] == SECRET
    assert telegram.settings["setWebhook"]["allowed_updates"] == '["message", "edited_message", "callback_query"]'
    assert "conseiller" in telegram.settings["setMyCommands"]["commands"]
    sender.delete_webhook()
    assert "deleteWebhook" in telegram.settings


def test_updates_are_fetched_from_where_we_were(telegram: Telegram, sender: TelegramSender) -> None:
    """As the JSON that a webhook would have brought."""
    first, second = telegram.update(CITIZEN, "Bonjour"), telegram.update(CITIZEN, "Merci")
    telegram.pending = [first, second]
    (update,) = sender.updates(second["update_id"])
    assert update["update_id"] == second["update_id"]
    assert update["message"]["text"] == "Merci"
    assert update["message"]["chat"]["type"] == "private"
    assert isinstance(update["message"]["date"], int)


def test_no_error_shows_the_token(telegram: Telegram) -> None:
    """It stands in every address of the Bot API."""
    wrong = TOKEN.replace("synthetic", "other")
    with closing(TelegramSender(telegram.api_url, wrong)) as client, pytest.raises(DeliveryError) as refused:
        client.send(MESSAGE)
    assert wrong not in str(refused.value)
    assert refused.value.__suppress_context__
