"""Meta's Graph API as far as Messenger goes: sends, thread control, profile; echoes and webhook events.

https://developers.facebook.com/docs/messenger-platform/
"""

import contextlib
import hashlib
import hmac
import itertools
import json
import threading
import time
from typing import Any

import httpx

from tests.platforms.server import Answer, Platform, Request

APP_SECRET = "0123456789abcdef0123456789abcdef"
TOKEN = "EAAsynthetic0123456789abcdefghijklmnop"
APP_ID = "300000000000001"
PAGE_ID = "100000000000001"
OTHER_TOKEN = "EAAsynthetic-other-0123456789abcdefghi"
OTHER_PAGE_ID = "100000000000003"
PAGES = {TOKEN: PAGE_ID, OTHER_TOKEN: OTHER_PAGE_ID}
"""The pages by their tokens: a call speaks for the page whose token it bears."""


def error(code: int, status: int = 400, *, subcode: int | None = None, headers: Any = None, **more: Any) -> Answer:
    """An error as documented: https://developers.facebook.com/docs/graph-api/guides/error-handling."""
    content = {"message": "(synthetic)", "type": "OAuthException", "code": code, "fbtrace_id": "synthetic"} | more
    if subcode:
        content["error_subcode"] = subcode
    return Answer(status, {"error": content}, headers or {})


CUT = Answer(0, None, cut=True)
"""The line breaks after the message was taken."""


class Graph(Platform):
    """The platform, with two pages; ``webhook`` is where it delivers events, when it does."""

    def __init__(self, webhook: str = "") -> None:
        super().__init__()
        self.webhook = webhook
        self.echoing = bool(webhook)
        self.sent: list[dict[str, Any]] = []
        self.profile: dict[str, Any] = {}
        self.subscribed: list[str] = []
        self.routing: Answer | None = None
        self._owners: dict[str, str] = {}
        self._numbers = itertools.count(1)

    def is_message(self, request: Request) -> bool:
        return request.path.endswith("/me/messages") and "message" in request.body

    def texts(self, person: str) -> list[str]:
        """What a person was told, in order."""
        return [sent["message"]["text"] for sent in self.sent if sent["recipient"]["id"] == person]

    def pages_that_told(self, person: str) -> set[str]:
        """The pages that wrote to a person, by the tokens of the calls."""
        sent = [request for request in list(self.requests) if self.is_message(request)]
        return {_page_of(request) for request in sent if request.body["recipient"]["id"] == person}

    def calls(self, path: str) -> list[Request]:
        """Requests to an endpoint."""
        return [request for request in self.requests if request.path.endswith(path)]

    def answer(self, request: Request) -> Answer:  # noqa: PLR0911 (one return an endpoint)
        token = _token_of(request)
        proof = hmac.new(APP_SECRET.encode(), token.encode(), hashlib.sha256).hexdigest()
        if token not in PAGES:
            return error(190, 401)
        if request.query.get("appsecret_proof") != proof:
            return error(100)
        match request.method, request.path.rsplit("/", 1)[-1]:
            case "POST", "messages" if "sender_action" in request.body:
                return Answer(200, {"recipient_id": request.body["recipient"]["id"]})
            case "POST", "messages":
                return self._send(request)
            case "POST", "take_thread_control" | "pass_thread_control":
                return self.routing or self._route(request.body)
            case "GET", "messenger_profile":
                fields = request.query["fields"].split(",")
                known = {name: value for name, value in self.profile.items() if name in fields}
                return Answer(200, {"data": [known] if known else []})
            case "POST", "messenger_profile":
                self.profile |= request.body
                return Answer(200, {"result": "success"})
            case "GET", "subscribed_apps":
                apps = [{"id": APP_ID, "subscribed_fields": self.subscribed}] if self.subscribed else []
                return Answer(200, {"data": apps})
            case "POST", "subscribed_apps":
                self.subscribed = request.body["subscribed_fields"].split(",")
                return Answer(200, {"success": True})
        return error(100, 404)

    def owner(self, person: str) -> str:
        """The application that holds a person's thread."""
        return self._owners.get(person, APP_ID)

    def _route(self, body: dict[str, Any]) -> Answer:
        self._owners[body["recipient"]["id"]] = body.get("target_app_id", APP_ID)
        return Answer(200, {"success": True})

    def trouble(self, request: Request, answer: Answer) -> Answer:
        if answer.cut:
            self._send(request)
        return answer

    def _send(self, request: Request) -> Answer:
        body = request.body
        message = body["message"]
        if body.get("messaging_type") not in {"RESPONSE", "UPDATE", "MESSAGE_TAG"}:
            return error(100)
        if len(message["text"]) > 2000 or not message["text"].strip() or len(message.get("quick_replies", ())) > 13:
            return error(100)
        if any(len(reply["title"]) > 20 for reply in message.get("quick_replies", ())):
            return error(100)
        self.sent.append(body)
        mid = f"m_synthetic-echo-{next(self._numbers)}"
        if self.echoing:
            threading.Thread(target=self._echo, args=(body, mid, _page_of(request)), daemon=True).start()
        return Answer(200, {"recipient_id": body["recipient"]["id"], "message_id": mid})

    def _echo(self, body: dict[str, Any], mid: str, page: str) -> None:
        message = {"mid": mid, "is_echo": True, "app_id": int(APP_ID), **body["message"]}
        head = {"sender": {"id": page}, "recipient": body["recipient"], "timestamp": now_ms()}
        self.deliver_until_taken(head | {"message": message}, page)

    def deliver_until_taken(self, item: dict[str, Any], page: str = PAGE_ID) -> None:
        """As Meta does: again and again until there is a 200; for ten minutes here."""
        for _ in range(1200):
            with contextlib.suppress(httpx.HTTPError):
                if self.deliver(item, page=page).is_success:
                    return
            time.sleep(0.5)

    def person_types(self, citizen: str, text: str) -> httpx.Response:
        """Somebody of the Caf answers in Meta's inbox."""
        message = {"mid": f"m_person-{next(self._numbers)}", "is_echo": True, "app_id": 263902037430900, "text": text}
        return self.deliver(
            {"sender": {"id": PAGE_ID}, "recipient": {"id": citizen}, "timestamp": now_ms(), "message": message}
        )

    def citizen_writes(self, citizen: str, text: str, mid: str | None = None, **more: Any) -> httpx.Response:
        """A message of a citizen is delivered."""
        return self.deliver(from_citizen(citizen, text, mid or f"m_citizen-{next(self._numbers)}", **more))

    def deliver(self, *items: dict[str, Any], field: str = "messaging", page: str = PAGE_ID) -> httpx.Response:
        """One signed webhook request with these events of a page."""
        payload = {"object": "page", "entry": [{"id": page, "time": now_ms(), field: list(items)}]}
        return self.post(json.dumps(payload).encode())

    def post(self, body: bytes) -> httpx.Response:
        """One signed webhook request."""
        headers = {"X-Hub-Signature-256": sign(body), "Content-Type": "application/json"}
        return httpx.post(self.webhook, content=body, headers=headers, timeout=10, trust_env=False)


def from_citizen(citizen: str, text: str, mid: str, **more: Any) -> dict[str, Any]:
    """The event of a message."""
    message = {"mid": mid, "text": text} | more
    return {"sender": {"id": citizen}, "recipient": {"id": PAGE_ID}, "timestamp": now_ms(), "message": message}


def _token_of(request: Request) -> str:
    return request.headers.get("authorization", "").removeprefix("Bearer ")


def _page_of(request: Request) -> str:
    """The page that a call speaks for; empty where it bears no page's token."""
    return PAGES.get(_token_of(request), "")


def sign(body: bytes) -> str:
    """Meta's signature of a body."""
    return "sha256=" + hmac.new(APP_SECRET.encode(), body, hashlib.sha256).hexdigest()


def now_ms() -> int:
    """The platform's clock."""
    return int(time.time() * 1000)
