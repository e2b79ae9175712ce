"""Telegram's Bot API as far as we use it: https://core.telegram.org/bots/api."""

import itertools
import json
import time
from typing import Any

import httpx

from tests.platforms.server import Answer, Platform, Request

TOKEN = "123456789:AAsynthetic-0123456789abcdefghijkl"
SECRET = "0123456789abcdef0123456789abcdef_-"


def error(status: int, description: str = "Bad Request: synthetic", **parameters: Any) -> Answer:
    """An error as documented: https://core.telegram.org/bots/api#making-requests."""
    content = {"ok": False, "error_code": status, "description": description}
    return Answer(status, content | ({"parameters": parameters} if parameters else {}))


CUT = Answer(0, None, cut=True)
"""The line breaks after the message was taken."""


class Telegram(Platform):
    """The platform, with one bot; ``webhook`` is where it delivers updates, when it does."""

    def __init__(self, webhook: str = "") -> None:
        super().__init__()
        self.webhook = webhook
        self.sent: list[dict[str, Any]] = []
        self.pending: list[dict[str, Any]] = []
        self.settings: dict[str, Any] = {}
        self._numbers = itertools.count(1000)

    @property
    def api_url(self) -> str:
        """What stands before the token."""
        return f"{self.url}/bot"

    def is_message(self, request: Request) -> bool:
        return request.path.endswith("/sendMessage")

    def texts(self, person: int) -> list[str]:
        """What a person was told, in order."""
        return [sent["text"] for sent in self.sent if sent["chat_id"] == str(person)]

    def calls(self, method: str) -> list[Request]:
        """Requests to a method."""
        return [request for request in self.requests if request.path.endswith(f"/{method}")]

    def answer(self, request: Request) -> Answer:
        _, bot, method = request.path.split("/")
        if bot != f"bot{TOKEN}":
            return error(401, "Unauthorized")
        match method:
            case "sendMessage":
                return self._send(request.body)
            case "getUpdates":
                return self._updates(request.body)
            case "setWebhook" | "deleteWebhook" | "setMyCommands" | "sendChatAction":
                self.settings[method] = request.body
                return Answer(200, {"ok": True, "result": True})
        return error(404, "Not Found")

    def trouble(self, request: Request, answer: Answer) -> Answer:
        if answer.cut:
            self._send(request.body)
        return answer

    def _send(self, body: dict[str, Any]) -> Answer:
        if not 0 < len(body["text"].encode("utf-16-le")) // 2 <= 4096:
            return error(400, "Bad Request: message is too long")
        markup = json.loads(body.get("reply_markup", "{}"))
        for row in markup.get("inline_keyboard", []):
            if any(not 0 < len(button["callback_data"].encode()) <= 64 for button in row):
                return error(400, "Bad Request: BUTTON_DATA_INVALID")
        self.sent.append(body)
        message = {"message_id": next(self._numbers), "date": int(time.time()), "text": body["text"]}
        return Answer(200, {"ok": True, "result": message | {"chat": {"id": int(body["chat_id"]), "type": "private"}}})

    def _updates(self, body: dict[str, Any]) -> Answer:
        offset = int(body.get("offset", 0))
        self.pending = [update for update in self.pending if update["update_id"] >= offset]
        if not self.pending:
            time.sleep(0.2)  # a short « long » poll
        return Answer(200, {"ok": True, "result": self.pending})

    def update(self, citizen: int, text: str) -> dict[str, Any]:
        """A new update: somebody typed a text."""
        chat = {"id": citizen, "type": "private", "first_name": "Synthétique"}
        sender = {"id": citizen, "is_bot": False, "first_name": "Synthétique"}
        message = {"message_id": 1, "from": sender, "chat": chat, "date": int(time.time()), "text": text}
        return {"update_id": next(self._numbers), "message": message}

    def press(self, citizen: int, number: int) -> dict[str, Any]:
        """A new update: the person presses a button (from 0) of the last message."""
        sent = [sent for sent in self.sent if sent["chat_id"] == str(citizen)][-1]
        markup = json.loads(sent["reply_markup"])
        update = self.update(citizen, sent["text"])
        message = update.pop("message") | {"reply_markup": markup}
        data = markup["inline_keyboard"][number][0]["callback_data"]
        query = {"id": "4382", "from": message.pop("from"), "message": message, "chat_instance": "1", "data": data}
        return update | {"callback_query": query}

    def deliver(self, update: Any, secret: str | None = SECRET) -> httpx.Response:
        """One webhook request."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret is not None else {}
        return httpx.post(self.webhook, json=update, headers=headers, timeout=10, trust_env=False)
