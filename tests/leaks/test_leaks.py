"""Raw personal data is nowhere after a run: whatever the channel, whatever fails (CH2)."""

import signal
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.leaks.channels import CHANNELS, Send
from tests.leaks.faults.sitecustomize import STEPS
from tests.leaks.installation import Installation, running
from tests.leaks.personal import Message, messages
from tests.leaks.search import leaks

pytestmark = pytest.mark.system

A_CHANNEL = 48
"""Messages through each channel; every kind six times."""
A_FAULT = 8
"""Messages while a step fails; every kind once."""

PIECES = ("2 83 11", "97 990", "083 41")
"""A NIR of nobody: no department has a commune 990."""

SENT: list[Message] = []
"""All that was sent so far, by every test of this module."""


def drawn(count: int) -> list[str]:
    """New messages, noted as sent."""
    new = messages(len(SENT) + count, seed=2026)[-count:]
    SENT.extend(new)
    return [message.text for message in new]


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One installation for all tests of this module; the last of them kills its processes."""
    with running(tmp_path_factory.mktemp("leaks")) as started:
        yield started


def left_behind(installation: Installation) -> list[str]:
    """Where a value is that was sent so far: tables, queue, tracker, logs, output of processes, responses."""
    return leaks([message.value for message in SENT], installation.data)


@pytest.mark.parametrize("send", CHANNELS, ids=lambda send: send.__name__)
def test_a_channel_is_spoken_to(installation: Installation, send: Send) -> None:
    """Hundreds of messages in all; every one that the worker answers is answered."""
    send(installation, drawn(A_CHANNEL))
    assert installation.wait_until_answered() == 0


def test_no_channel_leaves_anything(installation: Installation) -> None:
    """The proof is not empty: what was sent went all the way, and was refused; and nothing of it is left."""
    refused = "outboxmessage WHERE outcome = 'refused_personal_data'"
    assert installation.count(refused) == 3 * A_CHANNEL, "web chat, Messenger and Telegram"
    with sqlite3.connect(installation.data / "rasa-tracker.sqlite3") as tracker:
        (uttered,) = tracker.execute("SELECT COUNT(*) FROM events WHERE type_name = 'user'").fetchone()
    tracker.close()
    assert uttered >= 3 * A_CHANNEL
    assert b"DEBUG rasa.core.processor" in (installation.data / "rasa.out").read_bytes(), "logs are at DEBUG"
    assert left_behind(installation) == []


def test_a_number_sent_in_pieces_leaves_the_tracker(installation: Installation) -> None:
    """The first piece is answered, and in the tracker, before the others tell what it is; then none is left."""
    person, tracker = uuid.uuid4().hex, installation.data / "rasa-tracker.sqlite3"
    installation.say("Bonjour", person)
    installation.say(PIECES[0], person)
    assert installation.wait_until_answered() == 0
    assert PIECES[0].encode() in tracker.read_bytes(), "the first piece went all the way"
    for piece in PIECES[1:]:
        installation.say(piece, person)
        assert installation.wait_until_answered() == 0
    assert [piece for piece in PIECES if piece.encode() in tracker.read_bytes()] == []
    refused = installation.count("outboxmessage WHERE outcome = 'refused_personal_data'")
    installation.say("Quand la prime d’activité est-elle versée ?", person)
    assert installation.wait_until_answered() == 0, "the conversation goes on"
    assert installation.count("outboxmessage WHERE outcome = 'refused_personal_data'") == refused


def test_a_value_that_is_planted_is_found(installation: Installation) -> None:
    """The harness can fail."""
    planted = installation.data / "planted.log"
    planted.write_text(f"POST /x?text={SENT[0].value}", encoding="utf-8")
    assert [name for name in leaks([SENT[0].value], installation.data) if name.startswith("planted.log")]
    planted.unlink()


@pytest.mark.parametrize("step", [f"{module}.{name}" for module, names in STEPS.items() for name in names])
def test_a_step_fails(installation: Installation, step: str) -> None:
    """The exception shows the words that the step was given."""
    with installation.failing(step):
        for text in drawn(A_FAULT):
            installation.say(text)
        for text in drawn(A_FAULT):
            installation.rasa_request("/webhooks/rest/webhook", json={"sender": "x", "message": text})
        for text in drawn(A_FAULT):
            installation.rasa_request("/model/parse", json={"text": text})
        installation.wait_until_answered(2)  # what the worker's own steps fail at stays pending
    assert (installation.data / f"{step}.fired").exists()


def test_no_failure_leaves_anything(installation: Installation) -> None:
    """No log, queue or response shows on what the exceptions showed."""
    assert left_behind(installation) == []


def test_malformed_requests_and_a_broken_database_leave_nothing(installation: Installation) -> None:
    """What is not taken is not shown either."""
    for text in drawn(A_FAULT):
        raw = f'{{"id": "1", "text": "{text}'.encode()
        for body in ({"text": text}, {"text": [text]}, {"id": text, "text": text}, {"id": "1", "text": text * 500}):
            installation.say(**{"text": ""} | body)
        url = f"{installation.web}/chat/demo/messages"
        for headers in ({}, {"Authorization": f"Bearer {'x' * 40}"}):
            assert installation.request("POST", url, content=raw, headers=headers).status_code in (400, 403)
        installation.say(f"{text} \ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
        for path in ("/webhooks/rest/webhook", "/model/parse", "/conversations/x/messages"):
            installation.rasa_request(path, content=raw)
            installation.rasa_request(path, json=[text])
            installation.rasa_request(path, json={"text": [text], "message": {"a": text}})
        installation.request("POST", f"{installation.rasa}/webhooks/rest/webhook", json={"message": text})
        installation.request("POST", f"{installation.rasa}/model/parse", json={"text": text})
    with installation.broken_database():
        for text in drawn(A_FAULT):
            assert installation.say(text).status_code == 503
        assert installation.request("GET", f"{installation.web}/health/ready").status_code == 503
    assert installation.say("Bonjour").status_code == 202
    assert left_behind(installation) == []


def test_no_crash_leaves_anything(installation: Installation) -> None:
    """SIGABRT, as an assertion in C: no core, and what goes on running shows nothing. Last, for it ends them all."""
    for name in ("actions", "rasa", "worker", "web"):
        for text in drawn(A_FAULT):
            installation.say(text)
        installation.kill(name, signal.SIGABRT)
        if name != "web":
            for text in drawn(A_FAULT):
                assert installation.say(text).status_code == 202
            installation.wait_until_answered(2)
    assert list(Path.cwd().glob("core*")) == []
    assert left_behind(installation) == []
