"""The worker's side of Rasa's REST channel: a message and its circumstances in, one reply out.

There may be several Rasa servers, each with an action server of its own: the one that cannot answer is passed over.
"""

import logging
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

import httpx

from bot.charter.envelope import Envelope
from bot.charter.escalations import Reason
from bot.charter.outcomes import Outcome
from bot.config import environment, servers

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 10.0
"""An answer takes some 50 ms; after ten seconds the citizen is better told that something is wrong."""

MOST_SERVERS = 2
"""How many servers are asked for one answer: together they take less than a lease (``worker.LEASE_SECONDS``)."""


KEPT_TIMEOUT_SECONDS = 3.0
"""For what Rasa keeps: a person waits at the console, and the database with them."""


class RasaError(Exception):
    """Rasa did not answer, or answered nothing that can be said. Its message never holds the citizen's text."""


@dataclass(frozen=True, slots=True)
class RasaReply:
    """What Rasa said: the text, and what the action reported beside it."""

    text: str
    outcome: Outcome
    buttons: Sequence[Mapping[str, str]]
    detail: Mapping[str, Any] = field(default_factory=dict)


def ask(sender: str, text: str, envelope: Envelope) -> RasaReply:
    """Sends one message and waits for its reply; where a server fails the next one is asked.

    Args:
        sender: the conversation's identifier (ours, never the platform's).
        text: without personal data.
        envelope: page, hour, who is in charge.

    Raises:
        RasaError: no answer, an error, an empty answer, or one whose report is none; from every server asked.
    """
    failure = RasaError("no server")
    for server in _in_turn(sender)[:MOST_SERVERS]:
        try:
            return _ask(server, sender, text, envelope)
        except RasaError as error:
            logger.warning("%s does not answer (%s)", server, error)
            failure = error
    raise failure


def _in_turn(sender: str) -> Sequence[str]:
    """The servers in the order in which this conversation asks them: each gets its share of conversations."""
    known = servers.rasa()
    first = zlib.crc32(sender.encode()) % len(known)
    return [*known[first:], *known[:first]]


def _ask(server: str, sender: str, text: str, envelope: Envelope) -> RasaReply:
    try:
        response = _client().post(
            f"{server}/webhooks/rest/webhook",
            json={"sender": sender, "message": text, "metadata": envelope.to_metadata()},
        )
        response.raise_for_status()
        parts = response.json()
    except (httpx.HTTPError, ValueError) as error:
        # The cause is cut off: its request holds the message's text.
        raise RasaError(type(error).__name__) from None
    return _reply(parts)


def held(sender: str) -> Sequence[Mapping[str, Any]]:
    """What Rasa keeps of a conversation: its events, oldest first.

    Raises:
        RasaError: no answer.
    """
    events: Sequence[Mapping[str, Any]] = _kept("GET", f"/conversations/{sender}")
    return events


def forget(sender: str) -> int:
    """Has Rasa erase a conversation; returns how many events that were.

    Raises:
        RasaError: no answer.
    """
    return int(_kept("DELETE", f"/conversations/{sender}"))


def forget_before(moment: datetime) -> int:
    """Has Rasa erase what it keeps from before an aware moment; returns how many events that were.

    Raises:
        RasaError: no answer.
    """
    return int(_kept("DELETE", "/conversations", before=moment.isoformat()))


def is_ready() -> bool:
    """Whether a Rasa answers and has a model loaded."""
    return any(answers(f"{server}/webhooks/rest/") for server in servers.rasa())


def actions_are_ready() -> bool:
    """Whether an action server answers."""
    return any(answers(f"{server}/health") for server in servers.actions())


def answers(url: str) -> bool:
    """Whether a server of ours answers at that address."""
    try:
        return _client().get(url, timeout=2).is_success
    except httpx.HTTPError:
        return False


@cache
def _client() -> httpx.Client:
    token = environment.secret("CAF_RASA_TOKEN")
    return httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=TIMEOUT_SECONDS, trust_env=False)


def _kept(method: str, path: str, **query: str) -> Any:
    """What the first server that answers says of events (``bot.nlu.rest``): they share one store of conversations."""
    failure = RasaError("no server")
    for server in servers.rasa()[:MOST_SERVERS]:
        url = f"{server}/webhooks/rest{path}"
        try:
            response = _client().request(method, url, params=query, timeout=KEPT_TIMEOUT_SECONDS)
            response.raise_for_status()
            return response.json()["events"]
        except (httpx.HTTPError, ValueError, KeyError) as error:
            failure = RasaError(type(error).__name__)
    raise failure from None


def _reply(parts: Any) -> RasaReply:
    if not (isinstance(parts, list) and all(isinstance(part, Mapping) for part in parts)):
        raise RasaError("no list of messages")
    reports = [part["custom"] for part in parts if isinstance(part.get("custom"), Mapping)]
    text = "\n\n".join(part["text"] for part in parts if part.get("text"))
    if not reports or reports[-1].get("outcome") not in set(Outcome):
        raise RasaError("no outcome")
    if reports[-1].get("escalation") not in {None, *Reason}:
        raise RasaError("no such reason of an escalation")
    report = dict(reports[-1])
    outcome = Outcome(report.pop("outcome"))
    silent = report.pop("silent", False) or outcome is Outcome.HUMAN_IN_CHARGE
    if not text and not silent:
        raise RasaError("empty answer")
    return RasaReply(text, outcome, report.pop("buttons", []), report)
