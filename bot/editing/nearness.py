"""Phrasings of a draft that another entry has too, or nearly: by words at once, by meaning when the worker has looked.

By meaning needs the encoder, which neither the web process nor the worker keeps (:mod:`bot.config.apart`).
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from bot.config.apart import ApartError, Row, run_apart
from bot.conversations import clock
from bot.editing.library import library
from bot.editing.models import Comparison, Draft
from bot.faq.checks.duplicates import near_by_words
from bot.faq.entries import Entry
from bot.faq.problems import Finding, Severity

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Near:
    """A phrasing that another entry has too, or nearly: the finding, and that entry."""

    found: Finding
    other: Entry


def near_phrasings(entry: Entry) -> list[Near]:
    """The phrasings of an entry that nearly repeat another's; those by meaning as far as they have been compared."""
    others = {other.id: other for other in library().entries() if other.id != entry.id}
    by_words = [Near(found, others[id_]) for id_, found in near_by_words(entry, list(others.values()))]
    told = {near.found.field for near in by_words}
    by_meaning = [
        Near(found, others[row["other"]])
        for row in _compared(entry)
        if (found := _finding(row["finding"])).field not in told and row["other"] in others
    ]
    return by_words + by_meaning


@transaction.atomic
def ask(entry: Entry) -> bool:
    """Notes that an entry's phrasings are to be compared by meaning; whether the worker has to be told.

    One that runs stays a running one: its worker takes the new phrasings up when it is done with the old, and no other
    hand begins meanwhile. An editor who types changes phrasings faster than they are compared.
    """
    phrasings = list(entry.phrasings)
    rows = Comparison.objects.select_for_update()
    comparison, is_new = rows.get_or_create(entry_id=entry.id, defaults={"phrasings": phrasings})
    if not is_new and comparison.phrasings == phrasings:
        return False
    runs = comparison.state == Comparison.State.RUNNING
    comparison.phrasings, comparison.near = phrasings, []
    comparison.state = Comparison.State.RUNNING if runs else Comparison.State.WAITING
    comparison.save()
    return not runs


def state(entry_id: str) -> str:
    """How far the comparison of an entry's draft is; nothing where none was asked for."""
    return Comparison.objects.filter(entry_id=entry_id).values_list("state", flat=True).first() or ""


def compare_waiting() -> int:
    """Does what waits, unless another hand of the worker is at it; returns how many were done."""
    done = 0
    while (comparison := Comparison.take(clock.now())) is not None:
        _compare(comparison)
        done += 1
    return done


def forget_ended() -> None:
    """Deletes the comparisons of drafts that are published or given up; not one that runs, which holds others back."""
    ended = Comparison.objects.exclude(entry_id__in=Draft.objects.values("entry_id"))
    ended.exclude(state=Comparison.State.RUNNING).delete()


def _compare(comparison: Comparison) -> None:
    job = {"entry": comparison.entry_id, "phrasings": comparison.phrasings}
    try:
        (found,) = run_apart("bot.editing", job)
        outcome: Row = {"state": Comparison.State.DONE, "near": found["near"]}
    except ApartError as error:
        logger.error("phrasings could not be compared (%s)", error)
        outcome = {"state": Comparison.State.FAILED}
    _keep(comparison, outcome)


@transaction.atomic
def _keep(compared: Comparison, outcome: Row) -> None:
    """Keeps what was found, unless the comparison was given up; phrasings that have changed meanwhile wait again."""
    rows = Comparison.objects.filter(pk=compared.pk, state=Comparison.State.RUNNING, started_at=compared.started_at)
    for now in rows.select_for_update():
        changed = now.phrasings != compared.phrasings
        rows.update(**{"state": Comparison.State.WAITING} if changed else outcome)


def _compared(entry: Entry) -> Sequence[Row]:
    comparison = Comparison.objects.filter(entry_id=entry.id, state=Comparison.State.DONE).first()
    return comparison.near if comparison and comparison.phrasings == list(entry.phrasings) else ()


def _finding(row: Row) -> Finding:
    return Finding(**{**row, "field": tuple(row["field"]), "severity": Severity(row["severity"])})
