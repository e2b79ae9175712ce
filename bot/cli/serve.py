"""``serve`` and ``prepare``: from the files to a running assistant."""

import shlex
import socket
import threading
import time
from collections.abc import Callable

import django
import httpx
from django.core.management import call_command
from honcho.manager import Manager

from bot.cli import processes
from bot.cli.model import TrainingError, current_model, learn_topics, topics_are_current, train, vector_store
from bot.cli.texts import say
from bot.config import environment
from bot.faq.entries import read_entries

PATIENCE_SECONDS = 90.0
STOPPED_ON_PURPOSE = (130, 143)
"""Exit statuses of SIGINT and SIGTERM."""


def prepare(tell: Callable[[str], None]) -> None:
    """Brings database, model and vectors up to date; does nothing twice.

    Raises:
        TrainingError: Rasa's training failed.
        ConfigurationError: a setting is missing or wrong.
    """
    django.setup()
    tell(say("serve.preparing_database"))
    call_command("migrate", verbosity=0, interactive=False)
    if not current_model().exists():
        tell(say("serve.training"))
        started = time.monotonic()
        train(environment.path("CAF_DATA_DIR") / "logs" / "rasa-train.log")
        tell(say("serve.trained", seconds=time.monotonic() - started))
    if not topics_are_current():
        tell(say("serve.learning_topics"))
        learn_topics()
    _encode(tell)


def serve(tell: Callable[[str], None]) -> int:
    """Prepares, then runs every process under one supervisor until Ctrl-C; returns the exit status."""
    try:
        prepare(tell)
    except TrainingError as error:
        tell(say("serve.train_failed", log=error.log))
        return 1
    for name, setting in (("web", "CAF_WEB_PORT"), ("rasa", "CAF_RASA_PORT"), ("actions", "CAF_ACTIONS_PORT")):
        port = environment.value(setting)
        if _is_taken(int(port)):
            tell(say("serve.port_busy", port=port, name=name, setting=setting))
            return 1
    manager = Manager()
    for process in (start() for start in processes.BY_NAME.values()):
        manager.add_process(
            process.name, shlex.join(process.command), env=dict(process.environment), cwd=str(environment.ROOT)
        )
    tell(say("serve.starting"))
    threading.Thread(target=_announce, args=(tell, time.monotonic()), daemon=True).start()
    manager.loop()
    # Stopped by Ctrl-C or by the operator: as it should be.
    return 0 if manager.returncode in STOPPED_ON_PURPOSE else int(manager.returncode or 0)


def _encode(tell: Callable[[str], None]) -> None:
    """Fills the store of vectors, so that Rasa starts with all of them at hand."""
    entries, problems = read_entries(environment.path("CAF_FAQ_DIR"))
    for problem in problems:
        tell(str(problem))
    store = vector_store()
    phrasings = [phrasing for entry in entries.values() for phrasing in entry.phrasings]
    if phrasings and store.missing(phrasings):
        tell(say("serve.encoding"))
        store.passages(phrasings)


def _announce(tell: Callable[[str], None], started: float) -> None:
    """Waits until everything answers, then says where."""
    from bot.charter.hours import is_open  # noqa: PLC0415 (Django must be set up)
    from bot.config.pages import first_page  # noqa: PLC0415
    from bot.conversations import clock, rasa  # noqa: PLC0415

    base = f"http://{environment.value('CAF_WEB_HOST')}:{environment.value('CAF_WEB_PORT')}"
    warned = False
    while not (rasa.is_ready() and _is_ready(f"{base}/health/ready")):
        if not warned and time.monotonic() - started > PATIENCE_SECONDS:
            tell(say("serve.not_ready", seconds=PATIENCE_SECONDS))
            warned = True
        time.sleep(0.2)
    page = first_page()
    seconds = time.monotonic() - started
    tell(say("serve.ready", seconds=seconds, url=f"{base}/chat/{page.id}/", health=f"{base}/health/ready"))
    if not is_open(page, clock.now()):
        tell(say("serve.closed_now", page=page.name))


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((processes.LOOPBACK, port)) == 0
