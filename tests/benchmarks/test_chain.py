"""The load of the chain's benchmark: citizens who wait for each reply before they write again."""

import hashlib
import hmac
import itertools
import threading
from collections import defaultdict
from collections.abc import Iterator

import httpx
import pytest

from benchmarks.chain.conversations import MESSAGES_EACH, Stopwatch, talk
from tests.platforms.graph import APP_SECRET, TOKEN
from tests.platforms.server import Answer, Platform, Request

PROOF = hmac.new(APP_SECRET.encode(), TOKEN.encode(), hashlib.sha256).hexdigest()


class Assistant(Platform):
    """Answers each message in two parts, as the worker does: after its 200."""

    def __init__(self, graph: Stopwatch) -> None:
        super().__init__()
        self.heard: dict[str, list[str]] = defaultdict(list)
        self.waiting = 0
        self.most_at_once = 0
        self.graph = graph
        self._replies = itertools.count(1)
        self._replying: list[threading.Thread] = []

    def __exit__(self, *details: object) -> None:
        for thread in self._replying:
            thread.join()
        super().__exit__(*details)

    def is_message(self, request: Request) -> bool:
        """None is sent to it."""
        return False

    def answer(self, request: Request) -> Answer:
        (event,) = request.body["entry"][0]["messaging"]
        citizen = event["sender"]["id"]
        self.heard[citizen].append(event["message"]["text"])
        self.waiting += 1
        self.most_at_once = max(self.most_at_once, self.waiting)
        self._replying.append(threading.Thread(target=self._reply, args=(citizen, next(self._replies))))
        self._replying[-1].start()
        return Answer(200, {})

    def _reply(self, citizen: str, number: int) -> None:
        self.waiting -= 1
        for part in range(2):
            httpx.post(
                f"{self.graph.url}/v25.0/me/messages",
                params={"appsecret_proof": PROOF},
                headers={"Authorization": f"Bearer {TOKEN}"},
                json={
                    "messaging_type": "RESPONSE",
                    "recipient": {"id": citizen},
                    "message": {"text": "Bonjour.", "metadata": f"caf:{number}.{part}"},
                },
                trust_env=False,
            ).raise_for_status()


@pytest.fixture
def assistant() -> Iterator[Assistant]:
    """Running, and known to the played Messenger."""
    with Stopwatch() as graph, Assistant(graph) as made:
        graph.webhook = f"{made.url}/messenger"
        yield made


@pytest.mark.parametrize("at_once", [1, 3])
def test_all_is_asked_once_in_conversations_that_wait_for_their_replies(assistant: Assistant, at_once: int) -> None:
    """Each citizen says some messages in order; a reply's second part is not taken for the next reply."""
    texts = [f"question {number}" for number in range(10)]
    took = talk(assistant.graph, at_once, texts)
    said = list(assistant.heard.values())
    assert sorted(text for some in said for text in some) == sorted(texts)
    assert all(some == sorted(some) and len(some) <= MESSAGES_EACH for some in said)
    assert len(took) == len(texts)
    assert min(took) > 0
    assert assistant.most_at_once <= at_once
