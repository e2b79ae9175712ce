"""One look for all open tabs of a process: wakes the streams whose conversation has a new reply.

A look for each tab, four times a second, takes two cores for some two thousand tabs in which nobody writes; a look at
what is new since the last one takes the same however many tabs are open.
"""

import asyncio
import contextlib
import uuid
import weakref
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections
from django.db.models import Max

from bot.conversations.models import OutboxMessage

LOOK_EVERY = 0.05
"""Seconds between two looks."""

LOOK_AGAIN_AFTER = 1.0
"""Seconds after a look that failed."""

LATE = 5.0
"""Seconds for which a look goes back: a row may be numbered before another one and be written after it."""

New = Sequence[tuple[int, uuid.UUID]]
"""Rows: identifier and conversation."""


class Arrivals:
    """The streams that wait, of one event loop, and the look that wakes them.

    Args:
        last: the highest identifier of a reply so far.
        above: the replies whose identifier is above one.
    """

    def __init__(self, last: Callable[[], int], above: Callable[[int], New]) -> None:
        self._last = last
        self._above = above
        self._waiting: dict[uuid.UUID, set[asyncio.Event]] = {}
        self._looking: asyncio.Task[None] | None = None

    @contextlib.contextmanager
    def of(self, conversation: uuid.UUID) -> Iterator[asyncio.Event]:
        """An event that is set when the conversation has a new reply, until the block is left."""
        arrived = asyncio.Event()
        self._waiting.setdefault(conversation, set()).add(arrived)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            yield arrived
        finally:
            self._waiting[conversation].discard(arrived)
            if not self._waiting[conversation]:
                del self._waiting[conversation]

    async def _look(self) -> None:
        """Looks while anybody waits; where the database does not answer, all are woken to find that out."""
        clock = asyncio.get_running_loop().time
        floor: int | None = None
        passed: deque[tuple[float, int]] = deque()
        told: set[int] = set()
        while self._waiting:
            try:
                if floor is None:
                    floor = await sync_to_async(self._last)()
                new = await sync_to_async(self._above)(floor)
            except DatabaseError:
                self._wake(self._waiting)
                await asyncio.sleep(LOOK_AGAIN_AFTER)
                continue
            self._wake({conversation for row, conversation in new if row not in told})
            told.update(row for row, _ in new)
            passed.append((clock(), max(told, default=floor)))
            while passed[0][0] < clock() - LATE:
                floor = passed.popleft()[1]
                told = {row for row in told if row > floor}
            await asyncio.sleep(LOOK_EVERY)

    def _wake(self, conversations: Iterable[uuid.UUID]) -> None:
        for conversation in conversations:
            for arrived in self._waiting.get(conversation, ()):
                arrived.set()


_of_loops: "weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, Arrivals]" = weakref.WeakKeyDictionary()


def arrivals() -> Arrivals:
    """Those of the running event loop."""
    return _of_loops.setdefault(asyncio.get_running_loop(), Arrivals(_last, _above))


def _last() -> int:
    return OutboxMessage.objects.aggregate(last=Max("id"))["last"] or 0


def _above(floor: int) -> New:
    found = list(OutboxMessage.objects.filter(id__gt=floor).exclude(text="").values_list("id", "conversation_id"))
    close_old_connections()
    return found
