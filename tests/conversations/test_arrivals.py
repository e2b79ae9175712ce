"""The one look by which all open tabs of a process learn that a reply is there."""

import asyncio
import uuid
from collections.abc import Callable

import pytest
from django.db import DatabaseError

from bot.conversations import arrivals
from bot.conversations.arrivals import Arrivals, New


class Replies:
    """Rows as the database holds them, and how often they were looked at."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, uuid.UUID]] = []
        self.looks = 0
        self.down = False

    def last(self) -> int:
        """The highest identifier."""
        return max((row for row, _ in self.rows), default=0)

    def above(self, floor: int) -> New:
        """The rows above it."""
        self.looks += 1
        if self.down:
            raise DatabaseError
        return [row for row in self.rows if row[0] > floor]


async def until(true: Callable[[], bool]) -> None:
    """Waits for something that comes about within a second, or fails."""
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.01)


def test_only_the_conversation_that_is_answered_wakes() -> None:
    """Both of its tabs do; a reply that was there before wakes nobody, nor does one twice."""
    one, other, replies = uuid.uuid4(), uuid.uuid4(), Replies()
    replies.rows.append((1, one))

    async def played() -> None:
        watched = Arrivals(replies.last, replies.above)
        with watched.of(one) as first, watched.of(one) as second, watched.of(other) as third:
            await until(lambda: replies.looks > 1)
            assert not any(tab.is_set() for tab in (first, second, third))
            replies.rows.append((2, one))
            await until(lambda: first.is_set() and second.is_set())
            assert not third.is_set()
            first.clear()
            looked = replies.looks
            await until(lambda: replies.looks > looked + 2)
            assert not first.is_set()

    asyncio.run(played())


def test_a_row_that_is_written_late_wakes_too() -> None:
    """PostgreSQL numbers a row before it is committed: one with a smaller number may come after."""
    conversation, replies = uuid.uuid4(), Replies()

    async def played() -> None:
        watched = Arrivals(replies.last, replies.above)
        with watched.of(conversation) as arrived:
            await until(lambda: replies.looks > 0)
            replies.rows.append((7, uuid.uuid4()))
            looked = replies.looks
            await until(lambda: replies.looks > looked + 1)
            replies.rows.append((6, conversation))
            await until(arrived.is_set)

    asyncio.run(played())


def test_what_is_old_is_looked_at_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """The look takes the same after a day of replies as after the first."""
    conversation, replies = uuid.uuid4(), Replies()
    monkeypatch.setattr(arrivals, "LATE", 0.1)
    asked: list[int] = []

    def above(floor: int) -> New:
        asked.append(floor)
        return replies.above(floor)

    async def played() -> None:
        with Arrivals(replies.last, above).of(conversation):
            replies.rows += [(number, uuid.uuid4()) for number in range(1, 50)]
            await until(lambda: asked[-1:] == [49])

    asyncio.run(played())


def test_many_tabs_take_one_look() -> None:
    """A thousand of them as one; and none once all are closed."""
    replies = Replies()

    async def played() -> None:
        watched = Arrivals(replies.last, replies.above)
        with watched.of(uuid.uuid4()):
            others = [watched.of(uuid.uuid4()) for _ in range(1000)]
            for other in others:
                other.__enter__()
            looked = replies.looks
            await asyncio.sleep(4 * arrivals.LOOK_EVERY)
            assert replies.looks - looked < 100
            for other in others:
                other.__exit__(None, None, None)
        await asyncio.sleep(3 * arrivals.LOOK_EVERY)
        looked = replies.looks
        await asyncio.sleep(3 * arrivals.LOOK_EVERY)
        assert replies.looks == looked

    asyncio.run(played())


def test_a_database_that_is_down_is_found_out_by_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """They look themselves and end; whoever is still there when it is back is woken as before."""
    conversation, replies = uuid.uuid4(), Replies()
    monkeypatch.setattr(arrivals, "LOOK_AGAIN_AFTER", 0.02)

    async def played() -> None:
        with Arrivals(replies.last, replies.above).of(conversation) as arrived:
            replies.down = True
            await until(arrived.is_set)
            replies.down = False
            arrived.clear()
            looked = replies.looks
            await until(lambda: replies.looks > looked + 2)
            arrived.clear()
            replies.rows.append((replies.last() + 1, conversation))
            await until(arrived.is_set)

    asyncio.run(played())
