"""Plays messages through the whole chain (gate, inbox, worker, Rasa, actions, outbox) for ``ask`` and ``replay``.

What is played leaves no trace in the installation: the rows go to a database of its own, made for the occasion. Rasa
is the running one, or else one that is started and stopped here.
"""

import contextlib
import os
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import django

from bot.cli import processes
from bot.cli.model import current_model, train
from bot.config import environment

CHANNEL = "replay"
PATIENCE_SECONDS = 120.0


class ChainError(Exception):
    """Rasa did not start; ``log`` says why."""

    def __init__(self, log: Path) -> None:
        super().__init__(str(log))
        self.log = log


class NoSuchButtonError(Exception):
    """The pressed button was not among those offered."""


@dataclass(slots=True)
class Conversation:
    """One simulated person: what was offered last, to press its buttons, and the last reply that was read."""

    page: str
    sender: str
    offered: Sequence[Mapping[str, str]] = ()
    read: int = 0


@contextlib.contextmanager
def running_chain(starting: Any) -> Iterator["Chain"]:
    """The chain, ready to play; ``starting()`` is called if Rasa has to be started first.

    Raises:
        ChainError: Rasa did not start.
        TrainingError: the model had to be trained and could not be.
    """
    for name in ("CAF_SECRET_KEY", "CAF_SENDER_KEY", "CAF_RASA_TOKEN"):
        os.environ[name] = environment.secret(name)
    logs = environment.path("CAF_DATA_DIR") / "logs"
    with tempfile.TemporaryDirectory(prefix="caf-replay-") as folder:
        os.environ |= {"CAF_DATA_DIR": folder, "CAF_PROFILE": environment.DESK}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bot.config.settings")
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 (after setup)

        call_command("migrate", verbosity=0, interactive=False)
        with _rasa(Path(folder), logs, starting):
            yield Chain()


class Chain:
    """Plays one message at a time."""

    def say(
        self, conversation: Conversation, at: datetime, *, text: str = "", button: int | str = "", attachment: str = ""
    ) -> dict[str, Any]:
        """Plays one turn and returns what happened, as ``replay`` writes it (without ``id`` and ``turn``).

        What was received while the page was closed is answered first where it has opened since: ``replies`` has it.

        Args:
            conversation: whose turn it is.
            at: simulated moment of reception, aware.
            text: what is typed.
            button: number (from 1) or words of the offered choice that is pressed.
            attachment: kind of attachment sent.

        Raises:
            NoSuchButtonError: no such choice was offered.
        """
        from bot.channels.event import Event  # noqa: PLC0415 (after django.setup)
        from bot.conversations import inbox, reopening, worker  # noqa: PLC0415
        from bot.conversations.models import OutboxMessage  # noqa: PLC0415

        choice = ""
        if button != "":
            pressed = _pressed(conversation.offered, button)
            text, choice = pressed["title"], pressed["payload"]
        event = Event(CHANNEL, conversation.page, conversation.sender, uuid.uuid4().hex, at, text, choice, attachment)
        for conversation_id in reopening.put_back(at):
            worker.drain(conversation_id)
        started = perf_counter()
        message = inbox.receive(event, at)
        assert message is not None, "each played message has an identifier of its own"  # noqa: S101
        received = perf_counter()
        worker.drain(message.conversation_id)
        reply = OutboxMessage.objects.get(in_reply_to=message)
        ended = perf_counter()
        conversation.offered = reply.buttons
        new = OutboxMessage.objects.filter(conversation_id=message.conversation_id, id__gt=conversation.read)
        replies = list(new.exclude(text="").order_by("id").values_list("text", flat=True))
        conversation.read = reply.id
        detail = reply.detail
        return {
            "outcome": reply.outcome,
            "intent": detail.get("intent"),
            "confidence": detail.get("confidence"),
            "faq_id": detail.get("faq_id"),
            "candidates": detail.get("candidates", []),
            "replies": replies,
            "buttons": reply.buttons,
            "kinds": detail.get("kinds", []),
            "ms": {
                "receive": round((received - started) * 1000, 2),
                **detail.get("ms", {}),
                "total": round((ended - started) * 1000, 2),
            },
        }


def working_moment(page_id: str) -> datetime:
    """A moment at which the page answers: now, or else its next opening."""
    from bot.charter.hours import next_opening  # noqa: PLC0415
    from bot.config.pages import pages  # noqa: PLC0415

    now = datetime.now(UTC)
    return next_opening(pages()[page_id], now) or now


def _pressed(offered: Sequence[Mapping[str, str]], button: int | str) -> Mapping[str, str]:
    if isinstance(button, int) and 1 <= button <= len(offered):
        return offered[button - 1]
    for choice in offered:
        if str(button).strip().casefold() == choice["title"].casefold():
            return choice
    raise NoSuchButtonError(str(button))


@contextlib.contextmanager
def _rasa(folder: Path, logs: Path, starting: Any) -> Iterator[None]:
    from bot.conversations import rasa  # noqa: PLC0415

    if rasa.is_ready() and rasa.actions_are_ready():
        yield
        return
    starting()
    if not current_model().exists():
        train(logs / "rasa-train.log")
    logs.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        for process in (processes.rasa(folder / "tracker.sqlite3"), processes.actions()):
            output = stack.enter_context((logs / f"replay-{process.name}.log").open("wb"))
            child = subprocess.Popen(  # noqa: S603 (our own command)
                process.command,
                env=dict(process.environment),
                cwd=environment.ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            stack.callback(_stop, child)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (rasa.is_ready() and rasa.actions_are_ready()):
            if time.monotonic() > deadline:
                raise ChainError(logs / "replay-rasa.log")
            time.sleep(0.2)
        yield


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(10)
    except subprocess.TimeoutExpired:
        child.kill()
