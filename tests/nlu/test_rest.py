"""Rasa's REST channel as the worker and the console use it: what Rasa keeps is shown and erased (AR4)."""

import asyncio
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic.compat import Header
from sanic.exceptions import Forbidden, InvalidUsage
from sanic.request import Request

from bot.nlu.rest import GuardedRestInput

TOKEN = "jeton-de-trente-deux-caracteres-x"
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
Call = Callable[..., Any]


@pytest.fixture
def store(tmp_path: Path) -> SQLTrackerStore:
    """A tracker store with two people, one of whom wrote last week as well."""
    store = SQLTrackerStore(Domain.empty(), dialect="sqlite", db=str(tmp_path / "tracker.sqlite3"))
    for sender, days in (("fleur", (8, 1)), ("arbre", (1,))):
        events = []
        for age in days:
            at = (NOW - timedelta(days=age)).timestamp()
            events += [UserUttered(f"bonjour {age}", timestamp=at), BotUttered("Oui.", timestamp=at)]
        asyncio.run(store.save(DialogueStateTracker.from_events(sender, events, domain=Domain.empty())))
    return store


@pytest.fixture
def call(store: SQLTrackerStore, tmp_path: Path) -> Call:
    """Calls what the channel answers at an address; how it is reached from outside is a journey's to show."""

    async def nobody(_: Any) -> None:
        raise AssertionError("no message is sent here")

    blueprint = GuardedRestInput(TOKEN, f"sqlite:///{tmp_path / 'tracker.sqlite3'}").blueprint(nobody)
    routes: Any = blueprint._future_routes
    handlers = {(method, route.uri): route.handler for route in routes for method in route.methods}

    def send(method: str, uri: str, *sender: str, token: str = TOKEN, query: str = "") -> Any:
        url = f"/webhooks/rest{uri}?{query}".encode()
        headers = Header({"authorization": f"Bearer {token}"})
        request = Request(url, headers, "1.1", method, None, None)  # type: ignore[arg-type]
        return json.loads(asyncio.run(handlers[method, uri](request, *sender)).body)["events"]

    return send


@pytest.mark.parametrize(("reports", "kept"), [(True, ["bonjour", "et après ?"]), (False, ["bonjour"])])
def test_a_turn_that_no_action_answers_is_undone(
    reports: bool, kept: list[str], store: SQLTrackerStore, call: Call, tmp_path: Path
) -> None:
    """Rasa would be left in the middle of it; what was said before stays, and the same message may come again."""

    async def rasa(message: UserMessage) -> None:
        tracker = await store.get_or_create_tracker(message.sender_id)
        tracker.update(UserUttered("bonjour", timestamp=time.time() - 60))
        tracker.update(UserUttered(message.text))
        tracker.update(ActionExecuted("action_not_found"))
        await store.save(tracker)
        if reports:
            await message.output_channel.send_custom_json(message.sender_id, {"outcome": "answered"})

    channel = GuardedRestInput(TOKEN, f"sqlite:///{tmp_path / 'tracker.sqlite3'}")
    routes: Any = channel.blueprint(rasa)._future_routes
    handler = next(route.handler for route in routes if route.uri == "/webhook" and "POST" in route.methods)
    headers = Header({"authorization": f"Bearer {TOKEN}"})
    request = Request(b"/webhooks/rest/webhook", headers, "1.1", "POST", None, None)  # type: ignore[arg-type]
    request.body = json.dumps({"sender": "herbe", "message": "et après ?"}).encode()
    asyncio.run(handler(request))
    assert texts(call("GET", ONE, "herbe")) == kept


ONE, ALL = "/conversations/<sender:str>", "/conversations"


def texts(events: list[dict[str, Any]]) -> list[str]:
    """What was said, by the events of an answer."""
    return [event["text"] for event in events if "text" in event]


def test_what_is_kept_of_one_conversation_is_shown(call: Call) -> None:
    assert texts(call("GET", ONE, "fleur")) == ["bonjour 8", "Oui.", "bonjour 1", "Oui."]
    assert texts(call("GET", ONE, "inconnu")) == []


def test_a_conversation_is_erased_and_the_others_stay(call: Call, tmp_path: Path) -> None:
    assert call("DELETE", ONE, "fleur") == 4
    assert texts(call("GET", ONE, "fleur")) == []
    assert texts(call("GET", ONE, "arbre")) == ["bonjour 1", "Oui."]
    assert b"bonjour 8" not in (tmp_path / "tracker.sqlite3").read_bytes()
    assert call("DELETE", ONE, "fleur") == 0


def test_what_is_older_than_a_moment_is_erased_everywhere(call: Call) -> None:
    assert call("DELETE", ALL, query=f"before={quote((NOW - timedelta(days=7)).isoformat())}") == 2
    assert texts(call("GET", ONE, "fleur")) == ["bonjour 1", "Oui."]


@pytest.mark.parametrize("query", ["", "before=", "before=hier"])
def test_without_a_moment_nothing_is_erased(call: Call, query: str) -> None:
    with pytest.raises(InvalidUsage):
        call("DELETE", ALL, query=query)
    assert len(texts(call("GET", ONE, "fleur"))) == 4


@pytest.mark.parametrize("request_", [("GET", ONE, "fleur"), ("DELETE", ONE, "fleur"), ("DELETE", ALL)])
def test_nobody_without_the_token(call: Call, request_: tuple[str, ...]) -> None:
    with pytest.raises(Forbidden):
        call(*request_, token="x")
    assert len(texts(call("GET", ONE, "fleur"))) == 4
