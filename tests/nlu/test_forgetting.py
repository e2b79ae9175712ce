"""What turned out to be a piece of personal data leaves Rasa's tracker store."""

import asyncio
import json
from pathlib import Path

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from bot.nlu.forgetting import forget_words
from tests.servers import PASSWORD, USER, Postgresql

PIECE = "2 83 11"
DOMAIN = Domain.empty()


@pytest.fixture(params=["sqlite", "postgresql"])
def tracker_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the tracker store is, of either profile."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tracker.sqlite3'}"
    server: Postgresql = request.getfixturevalue("postgresql")
    return f"postgresql://{USER}:{PASSWORD}@127.0.0.1:{server.port}/caf"


def written(url: str) -> SQLTrackerStore:
    """Two conversations in a store of Rasa's."""
    store = SQLTrackerStore(DOMAIN, host=url)
    for sender, said in (("a", PIECE), ("b", "bonjour")):
        events = [ActionExecuted("action_listen"), UserUttered(said), BotUttered("Oui.")]
        asyncio.run(store.save(DialogueStateTracker.from_events(sender, events, domain=DOMAIN)))
    return store


def test_what_was_typed_is_gone_and_the_rest_stays(tracker_url: str) -> None:
    """Of the one conversation alone; actions and replies stay, so that the dialogue goes on where it was."""
    store = written(tracker_url)
    forget_words(tracker_url, "a")
    kept, other = asyncio.run(store.retrieve("a")), asyncio.run(store.retrieve("b"))
    store.engine.dispose()
    assert kept is not None
    assert other is not None
    assert [event.text for event in kept.events if isinstance(event, BotUttered)] == ["Oui."]
    assert PIECE not in json.dumps(kept.current_state())
    assert other.latest_message is not None
    assert other.latest_message.text == "bonjour"
    with create_engine(tracker_url, poolclass=NullPool).connect() as connection:
        assert connection.execute(text("SELECT COUNT(*) FROM events WHERE type_name = 'user'")).scalar() == 1


def test_the_bytes_leave_the_file(tmp_path: Path) -> None:
    """SQLite keeps deleted rows in its file unless it is told otherwise."""
    file = tmp_path / "tracker.sqlite3"
    written(f"sqlite:///{file}").engine.dispose()
    assert PIECE.encode() in file.read_bytes()
    forget_words(f"sqlite:///{file}", "a")
    assert PIECE.encode() not in file.read_bytes()


def test_what_is_no_tracker_store_is_an_error(tmp_path: Path) -> None:
    """Forgetting never seems done where it is not."""
    with pytest.raises(SQLAlchemyError):
        forget_words(f"sqlite:///{tmp_path / 'none.sqlite3'}", "a")
