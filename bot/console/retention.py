"""The nightly purge, with its proof in the audit trail (AR4)."""

from collections.abc import Mapping

from django.db import transaction

from bot.console import audit
from bot.console.models import EditorMark, HandlingRecord
from bot.conversations import clock, retention
from bot.learning import retention as learning
from bot.trials import running


@transaction.atomic
def purge() -> Mapping[str, int]:
    """Deletes what has been kept long enough, here and below; returns how many rows of each sort went."""
    now = clock.now()
    counts = dict(retention.purge(now))
    records, marks = (retention.limit(f"CAF_KEEP_{name}_DAYS", now) for name in ("RECORDS", "ESCALATED"))
    counts["handlings"] = HandlingRecord.objects.filter(closed_at__lt=records).delete()[0]
    counts["marks"] = EditorMark.objects.filter(created_at__lt=marks).delete()[0]
    counts["trials"] = running.purge(retention.limit("CAF_KEEP_TEXT_DAYS", now))
    counts["groups"] = learning.purge(now)
    audit.record(None, "purged", **counts)
    return counts
