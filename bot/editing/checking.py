"""The checks of ``faq check`` on what is being written, for a form that shows them beside the field."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from bot.channels.answering import CHANNELS
from bot.conversations import clock
from bot.editing.contents import entry_of, folder
from bot.editing.models import Draft
from bot.editing.nearness import Near, near_phrasings
from bot.faq.amounts import read_amounts
from bot.faq.catalogue import read_catalogue
from bot.faq.checks.context import Context
from bot.faq.checks.folder import check_entry
from bot.faq.entries import Entry
from bot.faq.problems import Finding, InvalidFileError


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything that the checks find in a draft, and for the phrasings that are taken the entries that have them.

    ``entry`` is what the draft makes; None where it is none yet.
    """

    findings: Sequence[Finding]
    near: Sequence[Near] = ()
    entry: Entry | None = None


def check_draft(draft: Draft) -> Checked:
    """Everything that is wrong in a draft; what keeps it from being an entry comes alone, for the rest builds on it."""
    try:
        entry = entry_of(draft)
    except InvalidFileError as error:
        return Checked([Finding(p.kind, p.field, p.message, p.remedy, p.severity) for p in error.problems])
    near = near_phrasings(entry)
    return Checked([*check(entry), *(each.found for each in near)], near, entry)


def check(entry: Entry) -> list[Finding]:
    """What the checks of one entry find, in today's FAQ.

    Raises:
        InvalidFileError: the catalogue or the amounts cannot be read.
    """
    return check_entry(entry, context())


def context() -> Context:
    """What the checks know of today's FAQ.

    Raises:
        InvalidFileError: the catalogue or the amounts cannot be read.
    """
    path = folder()
    themes = {id_: topic.theme for id_, topic in read_catalogue(path).items()}
    ids = {file.stem for file in path.glob("*/*.yml")}
    return Context(localdate(clock.now()), themes, ids, read_amounts(path)[0], CHANNELS)
