"""What turned out to be a piece of personal data leaves the file of Rasa's tracker store."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.nlu.forgetting import forget_words

PIECE = "2 83 11"


def test_what_was_typed_is_gone_from_the_file_and_the_rest_stays(tmp_path: Path) -> None:
    """Of the one conversation alone; actions and replies stay, so that the dialogue goes on where it was."""
    file = tmp_path / "tracker.sqlite3"
    domain = Domain.empty()
    store = SQLTrackerStore(domain, dialect="sqlite", db=str(file))
    for sender, text in (("a", PIECE), ("b", "bonjour")):
        events = [ActionExecuted("action_listen"), UserUttered(text), BotUttered("Oui.")]
        asyncio.run(store.save(DialogueStateTracker.from_events(sender, events, domain=domain)))
    assert PIECE.encode() in file.read_bytes()
    forget_words(str(file), "a")
    assert PIECE.encode() not in file.read_bytes()
    kept, other = asyncio.run(store.retrieve("a")), asyncio.run(store.retrieve("b"))
    assert kept is not None
    assert other is not None
    assert [event.text for event in kept.events if isinstance(event, BotUttered)] == ["Oui."]
    assert PIECE not in json.dumps(kept.current_state())
    assert other.latest_message is not None
    assert other.latest_message.text == "bonjour"
    with closing(sqlite3.connect(file)) as database:
        (left,) = database.execute("SELECT COUNT(*) FROM events WHERE type_name = 'user'").fetchone()
    assert left == 1


def test_a_file_that_is_no_tracker_store_is_an_error(tmp_path: Path) -> None:
    """Forgetting never seems done where it is not."""
    with pytest.raises(sqlite3.OperationalError):
        forget_words(str(tmp_path / "none.sqlite3"), "a")
