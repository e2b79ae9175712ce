"""Entries by meaning, as the assistant finds them: Rasa holds the encoder and the index, this process holds neither."""

import uuid

from bot.charter.envelope import Envelope
from bot.config.pages import first_page
from bot.conversations import rasa


def nearest(question: str) -> list[str]:
    """Identifiers of the entries that a citizen's question leads to, likeliest first; those that are served alone.

    Raises:
        RasaError: Rasa does not answer.
    """
    page = first_page()
    envelope = Envelope(page.name, page.contact_url, page.appointment_url)
    reply = rasa.ask(uuid.uuid4().hex, question, envelope)
    return [candidate["id"] for candidate in reply.detail.get("candidates", [])]
