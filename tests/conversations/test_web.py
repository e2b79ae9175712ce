"""The web chat's views: who may write, what is refused, what the page always shows."""

import json
import uuid
from typing import Any

import pytest
from django.test import Client
from limits import RateLimitItem

from bot.conversations import rates
from bot.conversations.models import InboxMessage

pytestmark = pytest.mark.django_db


TOKEN = "Bearer " + "a" * 48


def post(client: Client, body: Any, token: str | None = TOKEN) -> int:
    """The status of one message sent to the demonstration page."""
    headers = {"authorization": token} if token else {}
    data = body if isinstance(body, str) else json.dumps(body)
    return client.post("/chat/demo/messages", data, content_type="application/json", headers=headers).status_code


def message(**changes: Any) -> dict[str, Any]:
    """A valid payload, changed."""
    return {"id": str(uuid.uuid4()), "text": "Bonjour"} | changes


def test_the_page_always_shows_the_way_to_the_caf(client: Client) -> None:
    """Disclosure, notice on personal data and « Contacter ma Caf » are in the page, with and without JavaScript."""
    content = client.get("/chat/demo/").content.decode()
    assert "assistant automatique" in content
    assert "N’écrivez rien de personnel" in content
    assert content.count("Contacter ma Caf") >= 3
    assert "Sans lui, vous pouvez joindre la Caf" in content


def test_the_page_allows_no_script_but_its_own(client: Client) -> None:
    """The content security policy forbids inline and foreign code, and framing."""
    policy = client.get("/chat/demo/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_the_script_for_other_sites_names_this_installation(client: Client) -> None:
    """JavaScript that any site may load, with the chat's whole address and French words."""
    response = client.get("/chat/demo/embed.js")
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    script = response.content.decode()
    assert "http://testserver/chat/demo/" in script.replace("\\u002D", "-")
    assert "Fermer la conversation" in script
    assert "{{" not in script
    assert client.get("/chat/inconnue/embed.js").status_code == 404


@pytest.mark.parametrize(
    ("limit", "who", "count"),
    [(rates.MESSAGES_A_TAB, TOKEN.removeprefix("Bearer "), 20), (rates.REQUESTS_AN_ADDRESS, "127.0.0.1", 240)],
)
def test_whoever_writes_too_fast_is_told_to_wait(client: Client, limit: RateLimitItem, who: str, count: int) -> None:
    """By tab and by address: 429, no row; whoever is below the limit is taken."""
    for _ in range(count - 1):
        rates.is_too_fast(limit, who)
    assert [post(client, message()) for _ in range(2)] == [202, 429]
    assert InboxMessage.objects.count() == 1


def test_another_tab_goes_on(client: Client) -> None:
    """One tab's limit is its own."""
    for _ in range(20):
        rates.is_too_fast(rates.MESSAGES_A_TAB, TOKEN.removeprefix("Bearer "))
    assert post(client, message(), "Bearer " + "b" * 48) == 202


def test_the_root_leads_to_the_first_page(client: Client) -> None:
    """Somebody who types the bare address arrives at the chat."""
    response = client.get("/")
    assert (response.status_code, response.headers["Location"]) == (302, "/chat/demo/")


def test_an_unknown_page_is_not_found(client: Client) -> None:
    """A page that is not in the settings has no chat."""
    assert client.get("/chat/inconnue/").status_code == 404


def test_a_message_is_written_before_it_is_acknowledged(client: Client) -> None:
    """202 means that the row is there."""
    assert post(client, message()) == 202
    assert InboxMessage.objects.count() == 1


def test_the_same_message_sent_twice_is_one(client: Client) -> None:
    """The browser sends again after a cut, with the same identifier."""
    again = message()
    assert (post(client, again), post(client, again)) == (202, 202)
    assert InboxMessage.objects.count() == 1


@pytest.mark.parametrize("token", [None, "", "Bearer", "Bearer court", "Basic " + "a" * 48, TOKEN + "é"])
def test_without_a_proper_token_nothing_is_taken(client: Client, token: str | None) -> None:
    """403, and no row."""
    assert post(client, message(), token) == 403
    assert not InboxMessage.objects.exists()


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "null", '"x"', {}, message(text=3), message(text=""), message(text=" \n"), message(text="x" * 2001),
     message(id="1"), message(id=None), message(choice=["faq:x"]), message(choice="x" * 201)],
)  # fmt: skip
def test_a_malformed_message_is_refused(client: Client, body: Any) -> None:
    """400, no row, and nothing of the body in the answer."""
    assert post(client, body) == 400
    assert not InboxMessage.objects.exists()


def test_a_huge_body_is_refused(client: Client) -> None:
    """413 before the body is read."""
    assert post(client, message(text="x" * 40_000)) == 413


def test_get_is_not_allowed_on_messages(client: Client) -> None:
    """A message is never sent by an address."""
    assert client.get("/chat/demo/messages").status_code == 405
