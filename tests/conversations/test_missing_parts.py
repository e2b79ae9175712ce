"""A Rasa that starts without its model, or without the FAQ: whoever writes is told, and operators too (CH10)."""

import dataclasses
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from bot.channels.event import Event
from bot.cli import processes
from bot.cli.model import current_model
from bot.cli.processes import Process
from bot.config.pages import first_page
from bot.conversations import health, rasa, served, worker
from bot.conversations.inbox import receive
from bot.conversations.models import OutboxMessage
from tests.conversations.conftest import forget_client
from tests.servers import free_port
from tests.supervisor import Supervisor

pytestmark = [pytest.mark.django_db, pytest.mark.system]

OPEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
PATIENCE_SECONDS = 180.0


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder of its own: Rasa keeps its conversations there."""
    monkeypatch.setenv("CAF_DATA_DIR", str(tmp_path))
    yield tmp_path
    forget_client()


def starting(model: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Process, str]:
    """A Rasa that is given that file for its model, and where it listens."""
    port = str(free_port())
    monkeypatch.setenv("CAF_RASA_PORT", port)
    process = processes.rasa()
    command = [str(model) if argument == str(current_model()) else argument for argument in process.command]
    return dataclasses.replace(process, name=model.stem, command=command), f"http://127.0.0.1:{port}"


def wait_for(*addresses: str) -> None:
    """Until each answers."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not all(map(rasa.answers, addresses)):
        assert time.monotonic() < deadline, "Rasa does not start"
        time.sleep(0.5)


@pytest.fixture
def without_model(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two Rasa, one whose model is not there and one whose model was cut off while it was copied."""
    cut = data / "cut.tar.gz"
    cut.write_bytes(current_model().read_bytes()[:100_000])
    started = [starting(model, monkeypatch) for model in (data / "missing.tar.gz", cut)]
    monkeypatch.setenv("CAF_RASA_URLS", ",".join(address for _, address in started))
    with Supervisor([process for process, _ in started], data):
        wait_for(*(f"{address}/webhooks/rest/" for _, address in started))
        yield


@pytest.fixture
def without_faq(data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Rasa and the actions, started after the folder of the FAQ has gone."""
    monkeypatch.setenv("CAF_FAQ_DIR", str(data / "gone"))
    monkeypatch.setenv("CAF_ACTIONS_PORT", str(free_port()))
    served.faq.cache_clear()
    process, address = starting(current_model(), monkeypatch)
    with Supervisor([process, processes.actions()], data):
        wait_for(f"{address}/webhooks/rest/")
        while not rasa.actions_are_ready():
            time.sleep(0.2)
        yield
    served.faq.cache_clear()


def told(text: str) -> OutboxMessage:
    """What is replied to a message."""
    message = receive(Event("web", "demo", "person-1", uuid.uuid4().hex, OPEN, text=text), OPEN)
    assert message
    worker.drain(message.conversation_id)
    return OutboxMessage.objects.get(in_reply_to=message)


def problems(client: Client) -> dict[str, str]:
    """What the health page says of each part, with the remedy."""
    said = client.get("/health/ready").json()["problems"]
    return {problem["part"]: f"{problem['message']} {problem['remedy']}" for problem in said}


def test_without_a_model_each_gets_an_apology(without_model: None, client: Client) -> None:
    """With the way to the Caf; three of them are an alert."""
    for _ in range(health.APOLOGIES):
        reply = told("comment demander le rsa ?")
        assert reply.outcome == "failed"
        assert first_page().contact_url in reply.text
    assert "modèle" in problems(client)["apologies"]


def test_without_the_faq_nobody_gets_a_wrong_answer(without_faq: None, client: Client) -> None:
    """That the assistant does not know, and the way to the Caf; what needs no FAQ is said as ever."""
    reply = told("comment demander le rsa ?")
    assert reply.outcome == "not_found"
    assert first_page().contact_url in reply.text
    assert told("j’ai envie d’en finir").outcome == "distress"
    assert "CAF_FAQ_DIR" in problems(client)["faq"]
