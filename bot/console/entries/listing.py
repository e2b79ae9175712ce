"""The list of entries: what each one is, whether it serves, what is wrong with it, and what to look for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Count, Q
from django.utils.timezone import localdate

from bot.charter.outcomes import Outcome
from bot.console.entries.reminders import review
from bot.conversations import clock
from bot.conversations.models import ContactRecord
from bot.editing.library import Read, library
from bot.editing.models import CheckResult, Draft
from bot.faq.entries import Entry
from bot.faq.folding import unaccent
from bot.faq.stats import UNUSED_AFTER


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of the list.

    Attributes:
        entry: what its file says; None where the file is wrong, or is still to be written.
        state: key of ``entry_states`` in ``texts.yml``: its draft's state, else its file's status.
        answered, refused: contacts that it was the answer of since ``UNUSED_AFTER``, and those that said « non » to it.
        errors, warnings: what the checks find; None where they have not looked yet.
        review: « late » or « soon », or nothing.
    """

    id: str
    theme: str
    title: str
    entry: Entry | None
    state: str
    owner: str
    answered: int
    refused: int
    errors: int | None
    warnings: int | None
    review: str

    @property
    def unused(self) -> bool:
        """Whether citizens may read it and nobody was answered with it for ``UNUSED_AFTER``."""
        return bool(self.entry and self.entry.is_served(localdate(clock.now())) and not self.answered)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show: names of the fields are those of the page's form. ``sens`` asks for ``q`` by meaning."""

    theme: str = ""
    etat: str = ""
    responsable: str = ""
    relire: str = ""
    usage: str = ""
    problemes: str = ""
    q: str = ""
    sens: str = ""

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "Wanted":
        """What a browser asks for."""
        return cls(**{field.name: sent.get(field.name, "").strip() for field in fields(cls)})

    def shows(self, row: Row) -> bool:
        """Whether the row is among what is wanted."""
        kept = {
            "use": {"": True, "jamais": row.unused, "non": row.refused > 0, "servie": row.answered > 0},
            "problems": {"": True, "erreurs": bool(row.errors), "tous": bool(row.errors or row.warnings)},
            "review": {"": True, "retard": row.review == "late", "bientot": row.review in ("late", "soon")},
        }
        return (
            self.theme in ("", row.theme)
            and self.etat in ("", row.state)
            and self.responsable in ("", row.owner)
            and kept["use"].get(self.usage, True)
            and kept["problems"].get(self.problemes, True)
            and kept["review"].get(self.relire, True)
        )


def pick(everything: Sequence[Row], wanted: Wanted, near: Sequence[str] | None) -> list[Row]:
    """The rows that are wanted: by the words of ``q``, or in the order of ``near`` where it was sought by meaning."""
    shown = [row for row in everything if wanted.shows(row)]
    if near is None:
        return [row for row in shown if all(word in _text(row) for word in unaccent(wanted.q).split())]
    return sorted((row for row in shown if row.id in near), key=lambda row: near.index(row.id))


def rows() -> list[Row]:
    """Every entry, by theme: those with a file, and those that are only a draft yet."""
    files = {read.file.stem: read for read in library().files()}
    checked = {result.entry_id: result for result in CheckResult.objects.all()}
    drafts = {draft.entry_id: draft for draft in Draft.objects.all()}
    known = _Known(files, drafts, checked, _uses(), localdate(clock.now()))
    return sorted((known.row(entry_id) for entry_id in {**files, **drafts}), key=lambda row: (row.theme, row.id))


@dataclass(frozen=True, slots=True)
class _Known:
    """What the list is made of, by entry."""

    files: Mapping[str, Read]
    drafts: Mapping[str, Draft]
    checked: Mapping[str, CheckResult]
    uses: Mapping[str, tuple[int, int]]
    today: date

    def row(self, entry_id: str) -> Row:
        read, draft, checked = self.files.get(entry_id), self.drafts.get(entry_id), self.checked.get(entry_id)
        answered, refused = self.uses.get(entry_id, (0, 0))
        entry = read.entry if read else None
        status = entry.status.value if entry else "broken"
        return Row(
            id=entry_id,
            theme=read.file.parent.name if read else draft.content["theme"] if draft else "",
            title=entry.title if entry else (draft.content["title"] if draft else "") or entry_id,
            entry=entry,
            state=draft.state if draft else status,
            owner=entry.owner if entry else "",
            answered=answered,
            refused=refused,
            errors=checked.errors if checked else None,
            warnings=checked.warnings if checked else None,
            review=review(entry, self.today) if entry else "",
        )


def _uses() -> dict[str, tuple[int, int]]:
    """By entry: contacts that it answered, and those in which somebody said that it did not help.

    A « non » is a contact of its own, after the one that it judges, and names the same entry.
    """
    answered, refused = Q(outcome=Outcome.ANSWERED), Q(helpful=False)
    counted = (
        ContactRecord.objects.filter(answered | refused, started_at__gte=clock.now() - UNUSED_AFTER)
        .values("motive")
        .annotate(answered=Count("id", filter=answered), refused=Count("id", filter=refused))
    )
    return {row["motive"]: (row["answered"], row["refused"]) for row in counted}


def _text(row: Row) -> str:
    parts: Sequence[str] = (*row.entry.phrasings, row.entry.label, row.entry.answer) if row.entry else (row.title,)
    return unaccent(" ".join((row.id, *parts)))
