"""Open tabs of the web chat in which nobody writes: what looking for their replies costs the web process."""

import asyncio
import contextlib
import uuid
from ipaddress import ip_address

import httpx

from benchmarks.processes import cost


def idle_cost(url: str, web: int, tabs: int, seconds: float) -> float:
    """Milliseconds of the web process's time that an open tab takes each second.

    Args:
        url: of the web process.
        web: its process's number.
        tabs: how many are open.
        seconds: how long they are looked at, once all are open.
    """
    return asyncio.run(_idle_cost(url, web, tabs, seconds))


async def _idle_cost(url: str, web: int, tabs: int, seconds: float) -> float:
    opened = asyncio.Semaphore(0)
    streams = [asyncio.create_task(_tab(url, number, opened)) for number in range(tabs)]
    for _ in streams:
        await opened.acquire()
    before = cost(web).processor
    await asyncio.sleep(seconds)
    spent = cost(web).processor - before
    for stream in streams:
        stream.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await stream
    return spent * 1000 / tabs / seconds


async def _tab(url: str, number: int, opened: asyncio.Semaphore) -> None:
    # Each has an address of its own: one address may not ask as often as all of them do.
    transport = httpx.AsyncHTTPTransport(local_address=str(ip_address("127.2.0.1") + number))
    headers = {"Authorization": f"Bearer {uuid.uuid4().hex}"}
    async with (
        httpx.AsyncClient(transport=transport, headers=headers, timeout=60, trust_env=False) as http,
        http.stream("GET", f"{url}/chat/demo/replies", params={"after": 0}) as stream,
    ):
        async for _ in stream.aiter_raw():
            opened.release()
