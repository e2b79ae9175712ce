"""Commands of menus and buttons."""

import pytest

from bot.channels.commands import telegram_commands, words_of_payload, words_of_telegram


@pytest.mark.parametrize("key", ["start", "help", "person"])
def test_a_command_stands_for_words(key: str) -> None:
    """Each key is something that a citizen could have typed, and no slash."""
    words = words_of_payload(f"command:{key}")
    assert words
    assert not words.startswith("/")


@pytest.mark.parametrize("payload", ["command:", "command:/restart", "start", "faq:start", "", "xcommand:start"])
def test_another_payload_is_no_command(payload: str) -> None:
    """Nothing but the known keys."""
    assert words_of_payload(payload) is None


def test_telegrams_commands_are_known_and_describable() -> None:
    """The platform shows them: 1–32 characters of a–z, a description of at most 256."""
    names = [item["command"] for item in telegram_commands()]
    assert set(names) == {"start", "aide", "conseiller"}
    for item in telegram_commands():
        assert words_of_telegram(item["command"].upper()) == words_of_payload(f"command:{item['key']}")
        assert 0 < len(item["description"]) <= 256
    assert words_of_telegram("inconnue") is None
