"""The inbox: nothing raw is kept, an event is one row however often it is delivered."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.event import Event
from bot.conversations.inbox import receive, sender_key
from bot.conversations.models import Conversation, InboxMessage

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def event(text: str = "Bonjour", *, id_: str = "1", sender: str = "person-1", **more: Any) -> Event:
    """A message of the web chat."""
    return Event("web", "demo", sender, id_, AT, text=text, **more)


def test_personal_data_is_erased_before_the_row_is_written() -> None:
    """The row holds the kinds and the erased text, never the digits."""
    message = receive(event("mon numéro allocataire est le 1234567, où en est mon dossier ?"), AT)
    assert message is not None
    row = InboxMessage.objects.get(id=message.id)
    assert "1234567" not in row.text
    assert "où en est mon dossier" in row.text
    assert row.kinds == ["ALLOC"]


def test_a_redelivery_is_no_new_row() -> None:
    """The platform may deliver an event any number of times: one row."""
    assert receive(event(), AT) is not None
    assert receive(event("Bonjour"), AT) is None
    assert InboxMessage.objects.count() == 1


def test_the_person_cannot_be_found_from_the_conversation() -> None:
    """The platform's identifier is kept as an HMAC; it is the same for the same person and page only."""
    receive(event(sender="psid-4242424242"), AT)
    conversation = Conversation.objects.get()
    assert "4242424242" not in conversation.sender_key
    assert conversation.sender_key == sender_key("web", "demo", "psid-4242424242")
    assert conversation.sender_key != sender_key("web", "autre", "psid-4242424242")


def test_one_person_has_one_conversation_a_page() -> None:
    """Two messages of a person share a conversation; another person has another."""
    receive(event(id_="1"), AT)
    receive(event(id_="2"), AT)
    receive(event(id_="3", sender="person-2"), AT)
    assert Conversation.objects.count() == 2


def test_a_bare_number_after_talk_of_it_is_erased() -> None:
    """What was said before decides: a bare number after « numéro allocataire » is one."""
    receive(event("je vous donne mon numéro allocataire", id_="1"), AT)
    message = receive(event("7654321", id_="2"), AT)
    assert message is not None
    assert "7654321" not in message.text
    assert message.kinds == ["ALLOC"]


def test_a_nir_sent_in_pieces_is_erased_with_its_earlier_pieces() -> None:
    """The message that completes a NIR takes the pieces before it along."""
    receive(event("mon numéro de sécu", id_="0"), AT)
    receive(event("2 85 07", id_="1"), AT)
    last = receive(event("99 990 042 37", id_="2"), AT)
    assert last is not None
    assert last.kinds == ["NIR"]
    kept = " ".join(InboxMessage.objects.values_list("text", flat=True))
    assert "85" not in kept
    assert "990" not in kept


@pytest.mark.parametrize("text", ["/restart", '/inform{"slot": "x"}', "  /back", "//restart", "\uff0frestart"])
def test_typed_text_is_never_a_command(text: str) -> None:
    """A leading slash, which Rasa takes for a direct intent, is gone."""
    message = receive(event(text), AT)
    assert message is not None
    assert not message.text.strip().startswith(("/", "\uff0f"))
