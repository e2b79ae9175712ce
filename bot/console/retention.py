"""The nightly purge, with its proof in the audit trail (AR4)."""

import logging
from collections.abc import Mapping

from django.db import transaction

from bot.console import audit
from bot.console.models import EditorMark, HandlingRecord
from bot.conversations import clock, rasa, retention
from bot.learning import retention as learning
from bot.trials import running

logger = logging.getLogger(__name__)


def purge() -> Mapping[str, int]:
    """Deletes what has been kept long enough, here, below and in Rasa's store; returns how many rows of each sort went.

    Each store leaves its own proof. Rasa is asked outside the transaction, which it would keep open for seconds; where
    it does not answer there is no ``remembered``, and the next purge catches up.
    """
    with transaction.atomic():
        counts = _purge_rows()
        audit.record(None, "purged", **counts)
    remembered = _purge_rasa()
    if remembered:
        audit.record(None, "memory_purged", **remembered)
    return counts | remembered


def _purge_rows() -> dict[str, int]:
    now = clock.now()
    counts = dict(retention.purge(now))
    records, marks = (retention.limit(f"CAF_KEEP_{name}_DAYS", now) for name in ("RECORDS", "ESCALATED"))
    counts["handlings"] = HandlingRecord.objects.filter(closed_at__lt=records).delete()[0]
    counts["marks"] = EditorMark.objects.filter(created_at__lt=marks).delete()[0]
    counts["trials"] = running.purge(retention.limit("CAF_KEEP_TEXT_DAYS", now))
    counts["groups"] = learning.purge(now)
    return counts


def _purge_rasa() -> dict[str, int]:
    try:
        return {"remembered": rasa.forget_before(retention.limit("CAF_KEEP_TEXT_DAYS", clock.now()))}
    except rasa.RasaError as error:
        logger.error("Rasa's store is not purged (%s); the next purge will", error)
        return {}
