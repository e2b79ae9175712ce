"""An installation of the service profile: several machines' processes side by side, one PostgreSQL, one Redis."""

import contextlib
import itertools
import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from bot.charter.page import WEEKDAYS
from bot.cli.processes import Process
from bot.config import environment
from tests.platforms import installation as connected
from tests.platforms.graph import PAGE_ID, Graph, from_citizen, now_ms, sign
from tests.servers import Postgresql, Redis, free_port
from tests.supervisor import LOOK_SECONDS, Supervisor

PATIENCE_SECONDS = 480.0
MACHINES = 2
COMPOSE: Mapping[str, Any] = yaml.safe_load((environment.ROOT / "deploy" / "compose.yml").read_text(encoding="utf-8"))
LOOKS = {
    "web": ("CAF_WEB_PORT", "/health/ready"),
    "rasa": ("CAF_RASA_PORT", "/webhooks/rest/"),
    "actions": ("CAF_ACTIONS_PORT", "/health"),
}
"""The setting of each process's port, and where it says that it is ready; a worker listens nowhere."""

SECRETS = {name: f"{number}fedcba9876543210" * 3 for number, name in enumerate(
    ("CAF_SECRET_KEY", "CAF_SENDER_KEY", "CAF_RASA_TOKEN")
)}  # fmt: skip


@dataclass(frozen=True)
class Service:
    """A running installation.

    Attributes:
        webs: the addresses of its web processes.
        looks: where each process that listens says that it is ready, by its name.
        processes: all of its processes; ``web1`` is the first machine's.
        graph: Messenger's platform, played; citizens write through :meth:`write`.
    """

    webs: Sequence[str]
    looks: Mapping[str, str]
    processes: Supervisor
    postgresql: Postgresql
    redis: Redis
    graph: Graph

    def write(self, citizen: int, text: str, mid: str) -> None:
        """A citizen's message, delivered until it is taken, to one web process and then another, as a proxy does."""
        item = from_citizen(str(citizen), text, mid)
        payload = {"object": "page", "entry": [{"id": PAGE_ID, "time": now_ms(), "messaging": [item]}]}
        body = json.dumps(payload).encode()
        headers = {"X-Hub-Signature-256": sign(body), "Content-Type": "application/json"}
        deadline = time.monotonic() + PATIENCE_SECONDS
        for web in itertools.cycle(self.webs):
            assert time.monotonic() < deadline, "nobody takes a message"
            with contextlib.suppress(httpx.HTTPError):
                if httpx.post(
                    f"{web}/messenger", content=body, headers=headers, timeout=10, trust_env=False
                ).is_success:
                    return
            time.sleep(0.1)

    def restart(self, name: str) -> None:
        """Ends a process as a new version does, and waits until it is back."""
        self.processes.restart(name)
        time.sleep(2 * LOOK_SECONDS)
        if name in self.looks:
            _wait_until_ready([self.looks[name]])

    def references(self, citizen: int) -> list[tuple[int, int]]:
        """What a citizen was sent, in order of arrival: number of the reply, number of its part."""
        sent = [body for body in list(self.graph.sent) if body["recipient"]["id"] == str(citizen)]
        return [_reference(body["message"]["metadata"]) for body in sent]

    def count(self, rows: str) -> int:
        """How many rows there are of a table of the conversations, given as ``TABLE WHERE …``."""
        return self._number(f"COUNT(*) FROM conversations_{rows}")

    def question(self, reply: int) -> int:
        """The number in the inbox of the message that a reply answers."""
        return self._number(f"in_reply_to_id FROM conversations_outboxmessage WHERE id = {reply}")

    def _number(self, wanted: str) -> int:
        with self.postgresql.connect() as connection:
            found: Any = connection.execute(f"SELECT {wanted}").fetchone()
        return int(found[0])

    def wait_until_answered(self) -> None:
        """Until nothing waits for an answer, or to be sent."""
        waiting = ("inboxmessage WHERE state = 'pending'", "outboxmessage WHERE state IN ('ready', 'sending')")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while sum(map(self.count, waiting)):
            assert time.monotonic() < deadline, "some messages are never answered"
            time.sleep(0.2)


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Service]:
    """Two web, worker, Rasa and action processes, ready to answer."""
    with Postgresql() as postgresql, Redis() as redis, Graph() as graph, pytest.MonkeyPatch.context() as patch:
        postgresql.create_database()
        ports = [{port: str(free_port()) for port, _ in LOOKS.values()} for _ in range(MACHINES)]
        webs = [_local(machine["CAF_WEB_PORT"]) for machine in ports]
        graph.webhook, graph.echoing = f"{webs[0]}/messenger", True
        shared = {
            "CAF_MODE": "production",
            "CAF_PROFILE": "service",
            "CAF_LOG_LEVEL": "INFO",
            "CAF_LOG_FORMAT": "json",
            "CAF_DATA_DIR": str(folder),
            "CAF_RASA_URLS": ",".join(_local(machine["CAF_RASA_PORT"]) for machine in ports),
            **SECRETS,
            **postgresql.settings,
            **redis.settings,
            **connected.settings(folder, graph.url, "http://127.0.0.1:9/bot"),
        }
        _open_always(Path(shared["CAF_PAGES_FILE"]))
        for name, value in shared.items():
            patch.setenv(name, value)
        subprocess.run((sys.executable, "-W", "ignore", "-m", "bot", "prepare"), cwd=environment.ROOT, check=True)
        wanted = [process for number, own in enumerate(ports, start=1) for process in _machine(number, own)]
        with Supervisor(wanted, folder) as supervisor:
            looks = {f"{name}{number}": _look(name, own) for number, own in enumerate(ports, start=1) for name in LOOKS}
            _wait_until_ready(list(looks.values()))
            yield Service(webs, looks, supervisor, postgresql, redis, graph)


def _machine(number: int, ports: Mapping[str, str]) -> list[Process]:
    """The four processes of one machine, by the commands that the Compose file starts them with."""
    own = {name: service["command"] for name, service in COMPOSE["services"].items() if name.endswith(str(number))}
    return [
        Process(name, (sys.executable, "-W", "ignore", "-m", "bot", *command), {**os.environ, **ports})
        for name, command in own.items()
    ]


def _look(name: str, ports: Mapping[str, str]) -> str:
    port, path = LOOKS[name]
    return f"{_local(ports[port])}{path}"


def _open_always(pages: Path) -> None:
    content = yaml.safe_load(pages.read_text(encoding="utf-8"))
    content["pages"]["demo"]["hours"] = {day: ["00:00-23:59"] for day in WEEKDAYS}
    pages.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def _wait_until_ready(addresses: Sequence[str]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    waiting = list(addresses)
    while waiting:
        assert time.monotonic() < deadline, f"not ready: {waiting}"
        waiting = [address for address in waiting if not _answers(address)]
        time.sleep(0.3)


def _answers(address: str) -> bool:
    with contextlib.suppress(httpx.HTTPError):
        return httpx.get(address, timeout=5, trust_env=False).is_success
    return False


def _local(port: str) -> str:
    return f"http://127.0.0.1:{port}"


def _reference(metadata: str) -> tuple[int, int]:
    number, part = metadata.rpartition(":")[2].split(".")
    return int(number), int(part)


def storm(
    service: Service, citizens: int, texts: Sequence[str], first: int = 0, pause: float = 0.0
) -> threading.Thread:
    """Citizens who write at once, each one message after the other; the thread ends when all are taken.

    ``first`` is how many citizens have written before: these are others. ``pause`` is how many seconds each waits
    after a message.
    """

    def write(citizen: int) -> None:
        for number, text in enumerate(texts):
            service.write(citizen, text, f"m_storm-{citizen}-{number}")
            time.sleep(pause)

    def all_write() -> None:
        writers = [threading.Thread(target=write, args=(citizen,)) for citizen in _citizens(first, citizens)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()

    thread = threading.Thread(target=all_write)
    thread.start()
    return thread


def _citizens(first: int, count: int) -> range:
    return range(first + 1, first + count + 1)


def lost_and_doubled(service: Service, citizens: int, messages: int, first: int = 0) -> tuple[int, int, int]:
    """How many messages got no reply, how many parts came twice, and how many citizens got theirs out of order."""
    lost = doubled = disordered = 0
    for citizen in _citizens(first, citizens):
        references = service.references(citizen)
        lost += max(0, messages - len({number for number, _ in references}))
        doubled += sum(count - 1 for count in Counter(references).values())
        disordered += references != sorted(references)
    return lost, doubled, disordered
