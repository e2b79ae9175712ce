"""The audit trail: written in the transaction of what is done, never changed, checked by its chain of hashes."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, transaction

from bot.console.models import Account, AuditEntry
from bot.conversations import clock

GENESIS = "0" * 64
"""What stands before the first entry."""

_ATTEMPTS = 20


def record(actor: Account | None, action: str, about: object = "", **detail: Any) -> AuditEntry:
    """Adds an entry.

    Args:
        actor: who did it; None for the application itself.
        action: a key of ``audit`` in ``texts.yml``.
        about: what it was done to, as an identifier that names no citizen.
        detail: closed values only, never a text that somebody typed.
    """
    entry = AuditEntry(at=clock.now(), actor=actor.username if actor else "", action=action, object=str(about))
    entry.detail = detail
    for attempt in range(_ATTEMPTS):
        entry.previous = AuditEntry.objects.order_by("-id").values_list("hash", flat=True).first() or GENESIS
        entry.hash = _hash(entry)
        try:
            with transaction.atomic():
                entry.save(force_insert=True)
                return entry
        except IntegrityError:  # somebody else wrote behind the same entry: take theirs as the one before
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def faults() -> Iterator[AuditEntry]:
    """Entries that do not fit the chain: changed, or behind one that was removed. None when the trail is whole."""
    previous = GENESIS
    for entry in AuditEntry.objects.order_by("id").iterator():
        if entry.previous != previous or entry.hash != _hash(entry):
            yield entry
        previous = entry.hash


def _hash(entry: AuditEntry) -> str:
    at = entry.at.isoformat(timespec="microseconds")
    content = [at, entry.actor, entry.action, entry.object, entry.detail, entry.previous]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
