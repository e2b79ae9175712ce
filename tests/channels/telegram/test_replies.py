"""A reply as the Bot API wants it."""

from bot.channels.event import Outgoing
from bot.channels.telegram.replies import to_arguments


def test_a_reply_is_plain_text_without_preview() -> None:
    """Nothing of it is read as markup; no keyboard where nothing is to be chosen."""
    arguments = to_arguments(Outgoing("200000001", "<b>2 * 3</b> https://www.caf.fr"))
    assert arguments["chat_id"] == 200000001
    assert arguments["text"] == "<b>2 * 3</b> https://www.caf.fr"
    assert arguments["link_preview_options"].is_disabled
    assert arguments["reply_markup"] is None
    assert "parse_mode" not in arguments


def test_buttons_stand_below_each_other_with_their_payloads() -> None:
    """Phones are narrow; a payload above Telegram's 64 bytes is left out, as the text numbers the choices."""
    buttons = [{"title": title, "payload": payload} for title, payload in (("A", "faq:a"), ("B", "faq:" + "b" * 61))]
    keyboard = to_arguments(Outgoing("200000001", "?", buttons))["reply_markup"].to_dict()["inline_keyboard"]
    assert keyboard == [[{"text": "A", "callback_data": "faq:a"}]]
