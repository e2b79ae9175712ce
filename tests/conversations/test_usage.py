"""Which entries are used, out of the contact records."""

from datetime import UTC, date, datetime

import pytest

from bot.conversations.models import ContactRecord
from bot.conversations.usage import entries_used_since

pytestmark = pytest.mark.django_db


def record(motive: str, outcome: str, at: datetime) -> None:
    """One contact."""
    ContactRecord.objects.create(
        channel="web", page="demo", started_at=at, ended_at=at, duration_ms=1, motive=motive, outcome=outcome
    )


def test_answered_entries_are_named_once_since_the_day() -> None:
    """Other outcomes name an intent, not an entry; the first day counts from its local midnight."""
    record("rsa-montant", "answered", datetime(2026, 11, 20, 10, tzinfo=UTC))
    record("rsa-montant", "answered", datetime(2026, 11, 21, 10, tzinfo=UTC))
    record("complaint", "routed_complaint", datetime(2026, 11, 21, 10, tzinfo=UTC))
    record("trop-vieux", "answered", datetime(2026, 11, 19, 22, 59, tzinfo=UTC))
    record("a-minuit", "answered", datetime(2026, 11, 19, 23, 0, tzinfo=UTC))
    assert entries_used_since(date(2026, 11, 20)) == {"rsa-montant", "a-minuit"}
