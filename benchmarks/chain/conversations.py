"""Citizens who write to the played Messenger, each as soon as the reply to the message before is there."""

import contextlib
import itertools
import math
import queue
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import httpx

from tests.platforms.graph import Graph, sign
from tests.platforms.server import Answer, Request

MESSAGES_EACH = 4
"""Of a conversation, as the capacity plan has it; the next one is another citizen's."""

PATIENCE_SECONDS = 120.0


class Stopwatch(Graph):
    """The platform, which notes when the first part of each reply arrives."""

    def __init__(self) -> None:
        super().__init__()
        # One for all: to make a client takes as much of the processor as to answer a message.
        self._http = httpx.Client(timeout=PATIENCE_SECONDS, limits=httpx.Limits(), trust_env=False)
        self._replies: dict[str, queue.SimpleQueue[float]] = defaultdict(queue.SimpleQueue)

    def answer(self, request: Request) -> Answer:
        """As the platform does."""
        if self.is_message(request) and request.body["message"]["metadata"].endswith(FIRST_PART):
            self._replies[request.body["recipient"]["id"]].put(time.perf_counter())
        return super().answer(request)

    def post(self, body: bytes) -> httpx.Response:
        """As the platform does, on connections that stay open; again where the server has closed one meanwhile."""
        headers = {"X-Hub-Signature-256": sign(body), "Content-Type": "application/json"}
        while True:
            with contextlib.suppress(httpx.ReadError, httpx.RemoteProtocolError):
                return self._http.post(self.webhook, content=body, headers=headers)

    def ask(self, citizen: str, text: str) -> float:
        """Delivers a message; the seconds until its reply arrived, infinite where none did for long."""
        sent = time.perf_counter()
        self.citizen_writes(citizen, text).raise_for_status()
        try:
            return self._replies[citizen].get(timeout=PATIENCE_SECONDS) - sent
        except queue.Empty:
            return math.inf


FIRST_PART = ".0"
"""How the reference of a reply's first part ends (``bot.conversations.outbox``)."""

_citizens = itertools.count(1)


def talk(graph: Stopwatch, at_once: int, texts: Sequence[str]) -> list[float]:
    """Asks all of it in so many conversations at once; the seconds that each reply took."""
    waiting = iter(texts)
    taking = threading.Lock()

    def turns() -> Iterator[tuple[str, str]]:
        while True:
            with taking:
                some = list(itertools.islice(waiting, MESSAGES_EACH))
                citizen = str(next(_citizens))
            if not some:
                return
            yield from ((citizen, text) for text in some)

    def converse(_: int) -> list[float]:
        return [graph.ask(citizen, text) for citizen, text in turns()]

    with ThreadPoolExecutor(at_once) as pool:
        return [seconds for took in pool.map(converse, range(at_once)) for seconds in took]
