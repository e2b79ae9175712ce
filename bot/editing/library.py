"""Every entry as its file says, read again only where the file has changed: every list and comparison asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.editing.contents import folder
from bot.faq.entries import Entry, entry_files
from bot.faq.problems import InvalidFileError, Problem
from bot.faq.rereading import Reader


@dataclass(frozen=True, slots=True)
class Read:
    """A file as it was last read: its entry, or what is wrong with it."""

    file: Path
    entry: Entry | None
    problems: Sequence[Problem] = ()


class Library:
    """The entries of a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reader = Reader()

    def files(self) -> list[Read]:
        """Every file, in order."""
        return [self._read(file) for file in entry_files(self._path)]

    def entries(self) -> list[Entry]:
        """The entries of the files that are right."""
        return [read.entry for read in self.files() if read.entry]

    def _read(self, file: Path) -> Read:
        try:
            return Read(file, self._reader.read(file))
        except InvalidFileError as error:
            return Read(file, None, error.problems)


def library() -> Library:
    """The FAQ's."""
    return _library(folder())


@cache
def _library(path: Path) -> Library:
    return Library(path)
