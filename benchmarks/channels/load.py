"""A fixed rate of signed requests, whatever the answers do, from a process of its own.

Requests are written to open connections as they are due, so that what is measured is the server and not the client.
"""

import asyncio
import json
import sys
import time
from urllib.parse import urlsplit

from tests.platforms.graph import sign


def main() -> None:
    """Reads ``{"url", "rate", "bodies"}`` from standard input; writes the milliseconds that each 200 took, as JSON."""
    order = json.load(sys.stdin)
    took = asyncio.run(_send_all(order["url"], order["rate"], [body.encode() for body in order["bodies"]]))
    json.dump(took, sys.stdout)


async def _send_all(url: str, rate: float, bodies: list[bytes]) -> list[float]:
    address = urlsplit(url)
    host, port = str(address.hostname), int(address.port or 80)
    idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
    requests = [_request(address.path, host, body) for body in bodies]
    started = time.perf_counter()

    async def send(number: int) -> float:
        await asyncio.sleep(started + number / rate - time.perf_counter())
        while idle and idle[-1][0].at_eof():  # the server closes what was idle for some seconds
            idle.pop()[1].close()
        reader, writer = idle.pop() if idle else await asyncio.open_connection(host, port)
        sent = time.perf_counter()
        writer.write(requests[number])
        head = await reader.readuntil(b"\r\n\r\n")
        took = time.perf_counter() - sent
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.splitlines()[0].decode())
        await reader.readexactly(int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]))
        idle.append((reader, writer))
        return took * 1000

    return await asyncio.gather(*map(send, range(len(bodies))))


def _request(path: str, host: str, body: bytes) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return f"{head}X-Hub-Signature-256: {sign(body)}\r\n\r\n".encode() + body


if __name__ == "__main__":
    main()
