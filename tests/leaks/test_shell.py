"""``rasa shell`` in a terminal: what is typed there is refused as everywhere, and kept nowhere."""

import os
import pty
import select
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import processes
from bot.cli.processes import Process
from bot.config import environment
from tests.journeys.conftest import free_ports
from tests.leaks.personal import Message, messages
from tests.leaks.search import leaks
from tests.platforms.installation import read_again

PATIENCE_SECONDS = 180.0
READY = "Type a message and press enter"
REFUSED = "effacé"
QUIET_SECONDS = 0.5

pytestmark = pytest.mark.system


class Terminal:
    """A process at a terminal of its own. What the screen shows stays in memory: whoever types sees what they typed."""

    def __init__(self, process: Process) -> None:
        self._ours, theirs = pty.openpty()
        self._child = subprocess.Popen(
            process.command, cwd=environment.ROOT, env=dict(process.environment) | {"TERM": "dumb"},
            stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        self._seen = ""

    def type(self, line: str) -> None:
        """Types a line and presses enter, once the screen is quiet."""
        while self._read(QUIET_SECONDS):
            pass
        self._seen = ""
        os.write(self._ours, line.encode() + b"\r")

    def wait_for(self, words: str) -> str:
        """Returns what the screen showed since the last line was typed, once it holds these words."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while words not in self._seen and time.monotonic() < deadline:
            self._read(1.0)
        assert words in self._seen
        return self._seen

    def _read(self, seconds: float) -> bool:
        """Whether the screen showed anything more within that time."""
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        try:
            self._seen += os.read(self._ours, 65536).decode(errors="replace")
        except OSError:  # the process is gone
            return False
        return True

    def close(self) -> None:
        """Ends the process."""
        self._child.kill()  # its prompt waits for a line and takes no other signal
        self._child.wait(30)
        os.close(self._ours)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shell")


@pytest.fixture(scope="module")
def shell(data: Path) -> Iterator[Terminal]:
    """The assistant at a terminal, every log at DEBUG, with the action server that it needs."""
    ports = dict(zip(("CAF_RASA_PORT", "CAF_ACTIONS_PORT"), free_ports(2), strict=True))
    # The shell needs no channel: what other tests connect is left out.
    pages = environment.ROOT / "bot" / "config" / "pages.yml"
    with pytest.MonkeyPatch.context() as patch, (data / "actions.out").open("wb") as output:
        patch.setenv("CAF_PAGES_FILE", str(pages))
        read_again()
        for name, value in {"CAF_DATA_DIR": data, "CAF_LOG_LEVEL": "DEBUG", "TMPDIR": data, **ports}.items():
            patch.setenv(name, str(value))
        served, at_hand = processes.rasa(data / "rasa-tracker.sqlite3"), processes.actions()
        actions = subprocess.Popen(
            (*at_hand.command, "--debug"),
            cwd=environment.ROOT, env=dict(at_hand.environment), stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        command = ["shell" if word == "run" else word for word in served.command]
        terminal = Terminal(Process("shell", (*command, "--log-file", str(data / "shell.log")), served.environment))
        try:
            terminal.wait_for(READY)
            yield terminal
        finally:
            terminal.close()
            actions.terminate()
            actions.wait(30)


@pytest.mark.parametrize("message", messages(8, seed=23), ids=lambda message: message.kind)
def test_what_is_typed_is_refused(shell: Terminal, message: Message) -> None:
    shell.type(message.text)
    shell.wait_for(REFUSED)


def test_what_is_typed_is_kept_nowhere(shell: Terminal, data: Path) -> None:
    """Not in the tracker, not in a log; and the tracker did take the messages in."""
    (message,) = messages(1, seed=29)
    shell.type(message.text)
    shell.wait_for(REFUSED)
    values = [message.value, *(typed.value for typed in messages(8, seed=23))]
    assert leaks(values, data) == []
    assert (data / "rasa-tracker.sqlite3").stat().st_size > 0
