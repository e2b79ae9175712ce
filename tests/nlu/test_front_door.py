"""No message enters Rasa with personal data in it, whichever way it comes (CH2)."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.channels.channel import UserMessage
from rasa.core.channels.console import CmdlineInput
from rasa.core.channels.rest import RestInput
from sanic.request import Request

from bot.charter.privacy import WORDS, Kind
from bot.nlu import front_door
from bot.nlu.front_door import FrontDoorError
from bot.nlu.rest import GuardedRestInput
from tests.leaks.personal import messages

NIR = "2 85 07 99 990 042 37"
MARK = WORDS[Kind.NIR].mark


@pytest.mark.parametrize("message", messages(64, seed=11), ids=lambda message: message.kind)
def test_a_user_message_holds_no_value(message: Any) -> None:
    """Whatever makes it, with the text by place or by name."""
    for made in (UserMessage(message.text), UserMessage(text=message.text, sender_id="x")):
        assert message.value not in made.text
        assert WORDS[message.kind].mark in made.text


@pytest.mark.parametrize("text", [None, "", "Bonjour", "/restart"])
def test_what_is_not_personal_enters_as_it_is(text: str | None) -> None:
    """A message without a text stays one."""
    assert UserMessage(text).text == text


@pytest.mark.parametrize("channel", [RestInput(), CmdlineInput(), GuardedRestInput("t" * 32)])
def test_rest_channels_read_no_value(channel: RestInput) -> None:
    """« rasa shell » is one of them: what it logs when something fails is erased already."""
    request = Request(b"/webhooks/rest/webhook", {}, "1.1", "POST", None, None)  # type: ignore[arg-type]
    request.body = json.dumps({"message": f"mon numéro {NIR}"}).encode()
    assert channel._extract_message(request) == f"mon numéro {MARK}"


def test_what_the_detector_chokes_on_does_not_enter(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the exception does not quote it."""

    def choke(text: str) -> str:
        raise ValueError(text)

    monkeypatch.setattr(front_door, "redact", choke)
    with pytest.raises(FrontDoorError) as caught:
        UserMessage(NIR)
    assert NIR not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@given(st.text(max_size=60))
def test_entering_twice_changes_nothing_more(text: str) -> None:
    """A message passes the door at each room of Rasa; its marks are left alone."""
    once = UserMessage(text).text
    assert UserMessage(once).text == (once.strip() if once else once)
