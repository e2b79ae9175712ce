"""A turn of a conversation, as Rasa hands it to an action."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.charter.envelope import Envelope

ENVELOPE = Envelope("Caf d’essai", "https://caf.example/contact", "https://caf.example/rendez-vous")


@dataclass(frozen=True, slots=True)
class Turned:
    """What came of it: the report, and the slots that were set."""

    report: Mapping[str, Any]
    slots: Mapping[str, Any]


def tracker(
    message: Mapping[str, Any] | None = None,
    slots: Mapping[str, Any] | None = None,
    envelope: Envelope | None = ENVELOPE,
) -> Any:
    """A tracker whose latest message is that one, in those circumstances."""
    latest = dict(message or {})
    if envelope is not None:
        latest["metadata"] = envelope.to_metadata()
    return Tracker("essai", dict(slots or {}), latest, [], False, None, {}, "action_listen")


def play(
    action: Action,
    message: Mapping[str, Any] | None = None,
    slots: Mapping[str, Any] | None = None,
    envelope: Envelope | None = ENVELOPE,
) -> Turned:
    """Runs an action; it must send exactly one report, and no text of its own (what is said is in domain.yml)."""
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, tracker(message, slots, envelope), {})
    (sent,) = dispatcher.messages
    assert not sent.get("text")
    assert not sent.get("buttons"), "buttons travel in the report: the worker shapes them for the channel"
    assert all(event["event"] == "slot" for event in events)
    names = [event["name"] for event in events]
    assert len(names) == len(set(names)), "a slot is set once"
    return Turned(sent["custom"], {event["name"]: event["value"] for event in events})
