"""The FAQ as it stands in the files now, kept up to date in a running process.

The index lives outside Rasa's model, so that an edit is served without training or restart. A file that breaks the
format never takes a good entry down: the last good version of that entry stays, and the problem is reported.

A thread of its own follows the folder, so that no citizen waits for what an editor has just saved.
"""

import logging
import threading
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from bot.faq.amounts import FILE, Amount, fill, read_amounts
from bot.faq.entries import Entry, entry_files, read_entries
from bot.faq.problems import InvalidFileError, Problem
from bot.faq.rereading import Reader, Stamp

logger = logging.getLogger(__name__)

CHECK_EVERY = 0.25
"""Seconds between two looks at the folder: an edit is served within a second."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the folder gives on one day: the entries that are served, amounts inserted, and what is wrong in it."""

    served: Mapping[str, Entry]
    problems: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class _Read:
    """What was last read: good entries and amounts, on which those of broken files fall back, and the outcome."""

    entries: Mapping[str, Entry]
    amounts: Mapping[str, Amount]
    snapshot: Snapshot


class Live(Generic[T]):
    """Makes a value from the folder, and makes it again when what the files say changes, or the day does.

    The first value is made when it is first asked for. From then on a thread looks at the folder; the last value is
    handed out while the next one is made. The thread ends with its owner.
    """

    def __init__(self, folder: Path, today: Callable[[], date], make: Callable[[Snapshot], T | None]) -> None:
        self._folder = folder
        self._today = today
        self._make = make
        self._looking = threading.Lock()
        self._starting = threading.Lock()
        self._watcher: threading.Thread | None = None
        self._released = threading.Event()
        weakref.finalize(self, self._released.set)
        self._stamp: object = None
        self._reader = Reader()
        self._read: _Read | None = None
        self._value: T | None = None

    def look(self) -> None:
        """Looks at the folder now; returns when what it says is what is served."""
        with self._looking:
            today, now = self._today(), time.time_ns()
            stamps = {file: Stamp.of(file) for file in (self._folder / FILE, *entry_files(self._folder))}
            if self._stamp == (today, stamps):
                return
            read = self._read_folder(today)
            if read != self._read:
                for problem in read.snapshot.problems:
                    logger.warning("faq: %s", problem)
                # Where making fails (a full disk, say) nothing has changed yet: the next look tries again.
                self._value = self._make(read.snapshot)
                self._read = read
                logger.info("faq: %d entries served from %s", len(read.snapshot.served), self._folder)
            settled = all(stamp.is_settled(now) for stamp in stamps.values())
            self._stamp = (today, stamps) if settled else None

    def current(self) -> T:
        """The last good value; waits only where there is none yet."""
        if self._value is None:
            self.look()
        self._watch()
        value = self._value
        if value is None:
            raise EmptyFaqError(self._folder)
        return value

    def _watch(self) -> None:
        with self._starting:
            if self._watcher is None:
                watched = (weakref.ref(self), self._released)
                self._watcher = threading.Thread(target=_keep_looking, args=watched, name="faq-watch", daemon=True)
                self._watcher.start()

    def _read_folder(self, today: date) -> _Read:
        last = self._read or _Read({}, {}, Snapshot({}, ()))
        entries, problems = read_entries(self._folder, self._reader.read)
        if not entries and not problems:
            logger.error("faq: nothing in %s; what was served before stays, within its dates", self._folder)
            entries = dict(last.entries)
        amounts, wrong_amounts = self._read_amounts(last)
        problems += wrong_amounts
        broken = {problem.file.stem for problem in problems}
        entries |= {id_: entry for id_, entry in last.entries.items() if id_ in broken and id_ not in entries}
        filled = (fill(entry, amounts, today) for entry in entries.values() if entry.is_served(today))
        return _Read(entries, amounts, Snapshot({entry.id: entry for entry in filled if entry.answer}, problems))

    def _read_amounts(self, last: _Read) -> tuple[Mapping[str, Amount], Sequence[Problem]]:
        """The amounts of the file; the last good ones (their dates still hold) where it is missing or wrong."""
        if not (self._folder / FILE).exists():
            return last.amounts, ()
        try:
            return read_amounts(self._folder)[0], ()
        except InvalidFileError as error:
            return last.amounts, error.problems


def _keep_looking(owner: Callable[[], Live[T] | None], released: threading.Event) -> None:
    """Looks at the folder until the owner, whom this thread does not keep alive, is gone."""
    well = True
    while not released.wait(CHECK_EVERY):
        well = _look_once(owner(), tell=well)


def _look_once(live: Live[T] | None, tell: bool) -> bool:
    """Whether a look went well. Nothing ends the thread; a failure that lasts is logged once."""
    try:
        if live:
            live.look()
    except Exception:
        if tell:
            logger.exception("faq: the folder cannot be followed now; what was served before stays")
        return False
    return True


class EmptyFaqError(Exception):
    """No entry can be served and there is no earlier index to fall back on."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"no FAQ entry can be served from {folder}: check that the folder is there, then `faq check`")


class LiveEntries(Live[Mapping[str, Entry]]):
    """The entries that are served today."""

    def __init__(self, folder: Path, today: Callable[[], date] = date.today) -> None:
        super().__init__(folder, today, lambda snapshot: snapshot.served or None)

    def get(self, entry_id: str) -> Entry | None:
        """The entry, or None when it is unknown, not published or out of date.

        Raises:
            EmptyFaqError: the folder holds no entry at all.
        """
        return self.current().get(entry_id)


class LiveSnapshot(Live[Snapshot]):
    """The state of the folder, for a health page: what is served and, line by line, what cannot be."""

    def __init__(self, folder: Path, today: Callable[[], date] = date.today) -> None:
        super().__init__(folder, today, lambda snapshot: snapshot)

    def get(self) -> Snapshot:
        """The state of the folder."""
        return self.current()
