"""The ways in. A new channel is one function here and one line of :data:`CHANNELS`."""

import json
import uuid
from collections.abc import Callable, Sequence

from tests.leaks.installation import Installation
from tests.platforms.graph import from_citizen

Send = Callable[[Installation, Sequence[str]], None]
"""Sends these texts, each by another person, and waits for nothing but that they are taken."""


def web_chat(installation: Installation, texts: Sequence[str]) -> None:
    """The page's own chat."""
    for text in texts:
        assert installation.say(text).status_code == 202


def messenger(installation: Installation, texts: Sequence[str]) -> None:
    """Meta's webhook: in turn typed, edited, and as the words beside a photo."""
    for number, text in enumerate(texts):
        citizen = str(uuid.uuid4().int)[:16]
        photo = [{"type": "image", "payload": {"url": "https://attachments.invalid/x"}}]
        item = from_citizen(citizen, text, uuid.uuid4().hex, **({"attachments": photo} if number % 3 == 1 else {}))
        if number % 3 == 2:
            item["message_edit"] = item.pop("message") | {"num_edit": 1}
        assert installation.graph.deliver(item).status_code == 200


def metas_inbox(installation: Installation, texts: Sequence[str]) -> None:
    """What a person of the Caf types in Meta's inbox comes as an echo."""
    for text in texts:
        assert installation.graph.person_types(str(uuid.uuid4().int)[:16], text).status_code == 200


def telegram(installation: Installation, texts: Sequence[str]) -> None:
    """Telegram's webhook: typed and edited in turn."""
    for number, text in enumerate(texts):
        update = installation.telegram.update(200_000_000 + number, text)
        if number % 2:
            update["edited_message"] = update.pop("message") | {"edit_date": 1795510800}
        assert installation.telegram.deliver(update).status_code == 200


def rasa_rest(installation: Installation, texts: Sequence[str]) -> None:
    """Rasa's REST channel, as the worker speaks it, without a gate before it."""
    for text in texts:
        body = {"sender": uuid.uuid4().hex, "message": text}
        assert installation.rasa_request("/webhooks/rest/webhook", json=body).is_success


def rasa_parse(installation: Installation, texts: Sequence[str]) -> None:
    """Rasa's HTTP API: a text is understood."""
    for text in texts:
        assert installation.rasa_request("/model/parse", json={"text": text}).is_success


def rasa_messages(installation: Installation, texts: Sequence[str]) -> None:
    """Rasa's HTTP API: a text is written to a conversation."""
    for text in texts:
        path = f"/conversations/{uuid.uuid4().hex}/messages"
        assert installation.rasa_request(path, json={"text": text, "sender": "user"}).is_success


def replay(installation: Installation, texts: Sequence[str]) -> None:
    """The command line; its input lies outside of what is searched."""
    file = installation.data.parent / "replay.jsonl"
    file.write_text("".join(json.dumps({"id": str(n), "text": t}) + "\n" for n, t in enumerate(texts)), "utf-8")
    assert installation.command("replay", str(file), "--out", str(installation.data / "replay.out")) == 0


def ask(installation: Installation, texts: Sequence[str]) -> None:
    """The command line, one question a process."""
    for text in texts[:2]:
        assert installation.command("ask", text, "--json") == 0


CHANNELS: tuple[Send, ...] = (
    web_chat, messenger, metas_inbox, telegram, rasa_rest, rasa_parse, rasa_messages, replay, ask,
)  # fmt: skip
