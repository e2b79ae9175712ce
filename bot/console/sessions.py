"""Django's database sessions, with the account that each belongs to (Django's documented way to extend them)."""

from datetime import datetime
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from bot.console.models import Session
from bot.conversations import clock


class SessionStore(DatabaseStore):
    """Writes the account beside the session's data."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """The rows that this engine writes."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """A row for this session, with its account once somebody has logged in."""
        started = data.setdefault("started_at", clock.now().isoformat())
        row = cast(Session, super().create_model_instance(data))
        row.started_at = datetime.fromisoformat(started)
        row.account_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row
