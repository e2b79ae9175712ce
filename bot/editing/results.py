"""What the checks say of each file, kept for the list: checking the whole FAQ takes seconds, looking it up none.

The worker keeps it up to date, some entries at a time, so that no citizen waits behind it.
"""

import hashlib
from collections import Counter

from django.utils.timezone import localdate

from bot.conversations import clock
from bot.editing.checking import check
from bot.editing.contents import folder
from bot.editing.library import Read, library
from bot.editing.models import CheckResult
from bot.faq.amounts import FILE as AMOUNTS
from bot.faq.problems import Severity

AT_ONCE = 20
"""Entries that one look checks; each takes some tens of milliseconds."""


def refresh(at_once: int = AT_ONCE) -> int:
    """Checks the files that have changed, or whose day is over; returns how many.

    Raises:
        InvalidFileError: the catalogue or the amounts cannot be read.
    """
    known = dict(CheckResult.objects.values_list("entry_id", "key"))
    files = {read.file.stem: read for read in library().files()}
    CheckResult.objects.exclude(entry_id__in=files).delete()
    shared = _shared()
    due = [(id_, read, key) for id_, read in files.items() if known.get(id_) != (key := _key(read, shared))][:at_once]
    for entry_id, read, key in due:
        count = _count(read)
        values = {"key": key, "errors": count[Severity.ERROR], "warnings": count[Severity.WARNING]}
        CheckResult.objects.update_or_create(entry_id=entry_id, defaults=values)
    return len(due)


def _count(read: Read) -> Counter[Severity]:
    found = check(read.entry) if read.entry else read.problems
    return Counter(each.severity for each in found)


def _shared() -> bytes:
    """What the result of every entry depends on: the day and the amounts."""
    amounts = folder() / AMOUNTS
    return str(localdate(clock.now())).encode() + (amounts.read_bytes() if amounts.exists() else b"")


def _key(read: Read, shared: bytes) -> str:
    return hashlib.sha256(shared + read.file.read_bytes()).hexdigest()
