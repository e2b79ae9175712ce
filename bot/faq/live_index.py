"""The index of the FAQ as it stands in the files now; apart, because only a search needs its libraries."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.faq.index import Index
from bot.faq.live import Live, Snapshot
from bot.faq.vectors import VectorStore


class LiveIndex(Live[Index]):
    """The index of the entries that are served today."""

    def __init__(self, folder: Path, vectors: VectorStore, today: Callable[[], date] = date.today) -> None:
        super().__init__(folder, today, lambda snapshot: _index(snapshot, vectors))

    def get(self) -> Index:
        """The last index that was made; it is made again beside, when a file has changed.

        Raises:
            EmptyFaqError: the folder holds no entry at all.
        """
        return self.current()


def _index(snapshot: Snapshot, vectors: VectorStore) -> Index | None:
    return Index(list(snapshot.served.values()), vectors) if snapshot.served else None
