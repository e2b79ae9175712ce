"""The FAQ as it stands in the files now, kept up to date in a running process.

The index lives outside Rasa's model, so that an edit is served without training or restart. A file that breaks the
format never takes a good entry down: the last good version of that entry stays, and the problem is reported.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from bot.faq.amounts import FILE, Amount, fill, read_amounts
from bot.faq.entries import Entry, entry_files, read_entries
from bot.faq.index import Index
from bot.faq.problems import InvalidFileError, Problem
from bot.faq.vectors import VectorStore

logger = logging.getLogger(__name__)

CHECK_EVERY = 0.5
"""Seconds between two looks at the folder: an edit is served within a second."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the folder gives on one day: the entries that are served, amounts inserted, and what is wrong in it."""

    served: Mapping[str, Entry]
    problems: Sequence[Problem]


class _Live(Generic[T]):
    """Makes a value from the folder, and makes it again when a file's name, size or time changes, or the day does."""

    def __init__(self, folder: Path, today: Callable[[], date], make: Callable[[Snapshot], T | None]) -> None:
        self._folder = folder
        self._today = today
        self._make = make
        self._lock = threading.Lock()
        self._looked = float("-inf")
        self._stamp: object = None
        self._entries: dict[str, Entry] = {}
        self._amounts: dict[str, Amount] = {}
        self._value: T | None = None

    def value(self) -> T:
        with self._lock:
            if time.monotonic() - self._looked >= CHECK_EVERY:
                self._looked = time.monotonic()
                self._refresh()
            if self._value is None:
                raise EmptyFaqError(self._folder)
            return self._value

    def _refresh(self) -> None:
        today = self._today()
        stamp = (today, [_file_stamp(file) for file in (self._folder / FILE, *entry_files(self._folder))])
        if stamp == self._stamp:
            return
        read, problems = read_entries(self._folder)
        if not read and not problems:
            logger.error("faq: nothing in %s; what was served before stays, within its dates", self._folder)
            read = self._entries
        amounts, wrong_amounts = self._read_amounts()
        problems = [*problems, *wrong_amounts]
        for problem in problems:
            logger.warning("faq: %s", problem)
        broken = {problem.file.stem for problem in problems}
        kept = {id_: entry for id_, entry in self._entries.items() if id_ in broken and id_ not in read}
        entries = read | kept
        filled = (fill(entry, amounts, today) for entry in entries.values() if entry.is_served(today))
        served = {entry.id: entry for entry in filled if entry.answer}
        # Where making fails (a full disk, say) nothing has changed yet: the next look tries again.
        self._value = self._make(Snapshot(served, problems))
        self._entries, self._amounts, self._stamp = entries, amounts, stamp
        logger.info("faq: %d entries served from %s", len(served), self._folder)

    def _read_amounts(self) -> tuple[dict[str, Amount], Sequence[Problem]]:
        """The amounts of the file; the last good ones (their dates still hold) where it is missing or wrong."""
        if not (self._folder / FILE).exists():
            return self._amounts, ()
        try:
            return read_amounts(self._folder)[0], ()
        except InvalidFileError as error:
            return self._amounts, error.problems


def _file_stamp(file: Path) -> tuple[Path, int, int]:
    try:
        state = file.stat()
    except OSError:  # gone since the folder was listed, or a link to nowhere: reading it will say so
        return file, 0, 0
    return file, state.st_mtime_ns, state.st_size


class EmptyFaqError(Exception):
    """No entry can be served and there is no earlier index to fall back on."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"no FAQ entry can be served from {folder}: check that the folder is there, then `faq check`")


class LiveEntries:
    """The entries that are served today."""

    def __init__(self, folder: Path, today: Callable[[], date] = date.today) -> None:
        self._live = _Live(folder, today, lambda snapshot: snapshot.served or None)

    def get(self, entry_id: str) -> Entry | None:
        """The entry, or None when it is unknown, not published or out of date.

        Raises:
            EmptyFaqError: the folder holds no entry at all.
        """
        return self._live.value().get(entry_id)


class LiveIndex:
    """The index of the entries that are served today."""

    def __init__(self, folder: Path, vectors: VectorStore, today: Callable[[], date] = date.today) -> None:
        self._live = _Live(folder, today, lambda snapshot: _index(snapshot, vectors))

    def get(self) -> Index:
        """The index, made again if a file has changed since.

        Raises:
            EmptyFaqError: the folder holds no entry at all.
        """
        return self._live.value()


class LiveSnapshot:
    """The state of the folder, for a health page: what is served and, line by line, what cannot be."""

    def __init__(self, folder: Path, today: Callable[[], date] = date.today) -> None:
        self._live = _Live(folder, today, lambda snapshot: snapshot)

    def get(self) -> Snapshot:
        """The state of the folder, read again if a file has changed since."""
        return self._live.value()


def _index(snapshot: Snapshot, vectors: VectorStore) -> Index | None:
    return Index(list(snapshot.served.values()), vectors) if snapshot.served else None
