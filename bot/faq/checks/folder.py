"""Every check over a folder of entries: what ``faq check`` reports."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.faq.amounts import Amount, read_amounts
from bot.faq.catalogue import FILE as CATALOGUE
from bot.faq.catalogue import Topic, read_catalogue
from bot.faq.checks import (
    acronyms,
    amounts,
    dates,
    duplicates,
    lengths,
    links,
    personal_data,
    personal_requests,
    readability,
    references,
    typography,
    words,
)
from bot.faq.checks.context import Channel, Context
from bot.faq.documents import Document
from bot.faq.entries import Entry, entry_files, read_entry_document
from bot.faq.problems import Finding, InvalidFileError, Problem, finding
from bot.faq.vectors import VectorStore

Check = Callable[[Entry, Context], Iterator[Finding]]

ENTRY_CHECKS: tuple[Check, ...] = (
    references.check,
    lengths.check,
    links.check,
    personal_data.check,
    personal_requests.check,
    dates.check,
    readability.check,
    words.check,
    acronyms.check,
    typography.check,
    amounts.check,
)
"""The checks of one entry; an editor's form can run them on what is being typed."""


def check_entry(entry: Entry, context: Context) -> list[Finding]:
    """Everything that is wrong in one entry, in the order of the checks."""
    return [found for check in ENTRY_CHECKS for found in check(entry, context)]


@dataclass(frozen=True, slots=True)
class Folder:
    """A FAQ as its files hold it, with what keeps some of them from being read."""

    path: Path
    entries: dict[str, tuple[Entry, Document]]
    topics: dict[str, Topic]
    amounts: dict[str, Amount]
    amounts_document: Document | None
    problems: tuple[Problem, ...]

    @classmethod
    def read(cls, path: Path) -> "Folder":
        """Reads entries, catalogue and amounts; a file that is wrong becomes problems."""
        problems: list[Problem] = []
        entries: dict[str, tuple[Entry, Document]] = {}
        for file in entry_files(path):
            try:
                entry, document = read_entry_document(file)
            except InvalidFileError as error:
                problems += error.problems
                continue
            if entry.id in entries:
                problems.append(finding("twice", (), None, id=entry.id).at(file, 1))
            else:
                entries[entry.id] = (entry, document)
        topics: dict[str, Topic] = {}
        known: dict[str, Amount] = {}
        amounts_document = None
        try:
            topics = read_catalogue(path)
        except InvalidFileError as error:
            problems += error.problems
        try:
            known, amounts_document = read_amounts(path)
        except InvalidFileError as error:
            problems += error.problems
        return cls(path, entries, topics, known, amounts_document, tuple(problems))

    def context(self, today: date, channels: Sequence[Channel]) -> Context:
        """What the checks of one entry know of this folder."""
        themes = {id_: topic.theme for id_, topic in self.topics.items()}
        return Context(today, themes, self.entries.keys(), self.amounts, channels)


def check_folder(
    folder: Folder,
    today: date,
    channels: Sequence[Channel],
    vectors: VectorStore,
    *,
    only: Collection[Path] = (),
    progress: Callable[[Iterable[str]], Iterable[str]] = iter,
) -> list[Problem]:
    """Everything that is wrong in a folder, by file and line.

    Args:
        folder: the files as they were read.
        today: the day of the check.
        channels: the channels that answers go out on.
        vectors: where the phrasings' vectors come from.
        only: files to report on, resolved; all where there are none. The others are still compared with.
        progress: passes the identifiers on as they are checked.
    """
    context = folder.context(today, channels)
    found: list[tuple[str, Finding]] = []
    for entry_id in progress(folder.entries):
        entry, document = folder.entries[entry_id]
        if not only or document.file.resolve() in only:
            found += [(entry_id, each) for each in check_entry(entry, context)]
    entries = [entry for entry, _ in folder.entries.values()]
    found += duplicates.check_labels(entries)
    found += duplicates.check_all(entries, vectors)
    problems = [*folder.problems, *(_located(folder.entries[id_][1], each) for id_, each in found)]
    problems += _amounts(folder, entries, today)
    problems += _missing(folder)
    kept = [problem for problem in problems if not only or problem.file.resolve() in only]
    return sorted(kept, key=lambda problem: (problem.file, problem.line, problem.kind, problem.message))


def _located(document: Document, found: Finding) -> Problem:
    return found.at(document.file, document.line(found.field, found.row))


def _amounts(folder: Folder, entries: Sequence[Entry], today: date) -> Iterator[Problem]:
    if folder.amounts_document:
        found = [*amounts.check_amounts(folder.amounts, entries, today)]
        found += personal_data.check_amounts(folder.amounts.values())
        yield from (_located(folder.amounts_document, each) for each in found)


def _missing(folder: Folder) -> Iterator[Problem]:
    """Topics of the catalogue without any file; one whose file is broken has its own problem."""
    broken = {problem.file.stem for problem in folder.problems}
    for line, entry_id in enumerate(folder.topics, start=2):
        if entry_id not in folder.entries and entry_id not in broken:
            yield finding("no_entry", (), None, id=entry_id).at(folder.path / CATALOGUE, line)
