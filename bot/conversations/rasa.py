"""The worker's side of Rasa's REST channel: a message and its circumstances in, one reply out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx

from bot.charter.envelope import Envelope
from bot.charter.escalations import Reason
from bot.charter.outcomes import Outcome
from bot.config import environment

TIMEOUT_SECONDS = 10.0
"""An answer takes some 50 ms; after ten seconds the citizen is better told that something is wrong."""


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
    """Sends one message and waits for its reply.

    Args:
        sender: the conversation's identifier (ours, never the platform's).
        text: without personal data.
        envelope: page, hour, who is in charge.

    Raises:
        RasaError: no answer, an error, an empty answer, or one whose report is none.
    """
    try:
        response = _client().post(
            "/webhooks/rest/webhook",
            json={"sender": sender, "message": text, "metadata": envelope.to_metadata()},
        )
        response.raise_for_status()
        parts = response.json()
    except (httpx.HTTPError, ValueError) as error:
        # The cause is cut off: its request holds the message's text.
        raise RasaError(type(error).__name__) from None
    return _reply(parts)


def is_ready() -> bool:
    """Whether Rasa answers and has a model loaded."""
    try:
        return _client().get("/webhooks/rest/", timeout=2).is_success
    except httpx.HTTPError:
        return False


def actions_are_ready() -> bool:
    """Whether the action server answers."""
    try:
        url = f"http://127.0.0.1:{environment.value('CAF_ACTIONS_PORT')}/health"
        return httpx.get(url, timeout=2, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def base_url() -> str:
    """Where Rasa listens."""
    return f"http://127.0.0.1:{environment.value('CAF_RASA_PORT')}"


@cache
def _client() -> httpx.Client:
    token = environment.secret("CAF_RASA_TOKEN")
    return httpx.Client(
        base_url=base_url(), headers={"Authorization": f"Bearer {token}"}, timeout=TIMEOUT_SECONDS, trust_env=False
    )


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
