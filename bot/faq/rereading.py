"""Entries, read again only where their file has changed: who follows the folder, or lists it, reads them often."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.faq.entries import Entry, read_entry
from bot.faq.problems import InvalidFileError, Problem

TICK_NS = 100_000_000
"""Nanoseconds within which two saves may bear the same time: the clocks of file systems are coarse."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one state of a file from another; a file that is replaced is another inode."""

    changed_ns: int
    size: int
    inode: int

    @classmethod
    def of(cls, file: Path) -> "Stamp":
        """The file's now; of zeros where it is gone since the folder was listed, or a link to nowhere."""
        try:
            state = file.stat()
        except OSError:
            return cls(0, 0, 0)
        return cls(state.st_mtime_ns, state.st_size, state.st_ino)

    def is_settled(self, now_ns: int) -> bool:
        """Whether a later save shows; a file saved just now may be saved again without its time changing."""
        return abs(now_ns - self.changed_ns) > TICK_NS


class Reader:
    """Reads entries, and remembers what the files said."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[Stamp, Entry | Sequence[Problem]]] = {}

    def read(self, file: Path) -> Entry:
        """The entry in a file.

        Raises:
            InvalidFileError: as :func:`bot.faq.entries.read_entry`.
        """
        now, stamp = time.time_ns(), Stamp.of(file)
        known, found = self._known.get(file, (None, ()))
        if known != stamp:
            found = _read(file)
            if stamp.is_settled(now):
                self._known[file] = (stamp, found)
        if isinstance(found, Entry):
            return found
        raise InvalidFileError(list(found))


def _read(file: Path) -> Entry | Sequence[Problem]:
    try:
        return read_entry(file)
    except InvalidFileError as error:
        return error.problems
