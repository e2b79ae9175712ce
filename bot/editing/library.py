"""Every entry as its file says, read again only where the file has changed: every list and comparison asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.editing.contents import folder
from bot.faq.entries import Entry, entry_files, read_entry
from bot.faq.problems import InvalidFileError, Problem


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was last read: its entry, or what is wrong with it."""

    file: Path
    stamp: tuple[int, int, int]
    entry: Entry | None
    problems: Sequence[Problem] = ()


class Library:
    """The entries of a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[Path, Read] = {}

    def files(self) -> list[Read]:
        """Every file, in order."""
        self._known = {file: self._read(file) for file in entry_files(self._path)}
        return list(self._known.values())

    def entries(self) -> list[Entry]:
        """The entries of the files that are right."""
        return [read.entry for read in self.files() if read.entry]

    def _read(self, file: Path) -> Read:
        state = file.stat()
        # A file that is replaced is another inode: two saves within a tick of the clock are told apart.
        stamp = (state.st_mtime_ns, state.st_size, state.st_ino)
        known = self._known.get(file)
        if known and known.stamp == stamp:
            return known
        try:
            return Read(file, stamp, read_entry(file))
        except InvalidFileError as error:
            return Read(file, stamp, None, error.problems)


def library() -> Library:
    """The FAQ's."""
    return _library(folder())


@cache
def _library(path: Path) -> Library:
    return Library(path)
