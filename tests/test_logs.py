"""Log lines never show what an exception quotes (CH2)."""

import json
import logging
import os
import subprocess
import sys

import pytest

from bot.logs import Discreet, JsonLines, tracing

LIKE_RASA = """
import coloredlogs, logging, logging.config, yaml
from bot import logs
with open("bot/logs.yml", encoding="utf-8") as file:
    logging.config.dictConfig(yaml.safe_load(file))
coloredlogs.install(level="INFO")
with logs.tracing("m42"):
    for name in ("bot.nlu.rest", "rasa.core.processor", "actions.turn"):
        logging.getLogger(name).info("asked")
        logging.getLogger(name).debug("not asked for")
"""
"""What Rasa does with its logging: the file that it is given, then a handler of its own in the place of the root's."""

STRUCTURED = """
import logging, logging.config, sys, yaml
from rasa.utils.log_utils import configure_structlog
with open("bot/logs.yml", encoding="utf-8") as file:
    logging.config.dictConfig(yaml.safe_load(file))
configure_structlog(logging.DEBUG)
import structlog
logger = structlog.get_logger("rasa.core.channels.rest")
logger.error("rest.message.received.timeout", text=sys.argv[1])
try:
    raise ValueError(sys.argv[1])
except ValueError:
    logger.exception("rest.message.received.failure", text=sys.argv[1])
"""
"""What Rasa says, with the words that were typed, when whoever asked has gone or an answer fails."""

NIR = "2 85 07 99 990 042 37"


def logged(error: Exception) -> str:
    """The line of an exception that is caught and logged."""
    try:
        raise error
    except Exception:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "it failed", None, sys.exc_info())
    return Discreet("%(levelname)s %(message)s").format(record)


def chained() -> ValueError:
    """An exception that came while another one was handled, and a third that caused it."""
    try:
        try:
            raise KeyError(NIR)
        except KeyError as error:
            raise OSError(NIR) from error
    except OSError as error:
        last = ValueError(NIR)
        last.__context__ = error
        return last


def test_place_and_type_are_shown_and_the_message_is_not() -> None:
    """Enough to mend a fault, nothing of what somebody wrote."""
    line = logged(ValueError(f"cannot read « {NIR} »"))
    assert line.startswith("ERROR it failed")
    assert "builtins.ValueError" in line
    assert "test_logs.py" in line
    assert NIR not in line


def test_the_exceptions_that_led_to_it_are_shown_alike() -> None:
    """A chain is followed to its beginning."""
    line = logged(chained())
    assert all(name in line for name in ("builtins.ValueError", "builtins.OSError", "builtins.KeyError"))
    assert NIR not in line


def test_what_was_cut_off_stays_cut_off() -> None:
    """« raise … from None » is respected."""
    error = chained()
    error.__suppress_context__ = True
    assert "OSError" not in logged(error)


def test_a_line_says_which_message_it_is_about() -> None:
    """While it is at hand, in lines to read and in JSON; and no longer."""
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "asked", None, None)
    lines, objects = Discreet("%(message)s"), JsonLines()
    with tracing("m42"):
        assert lines.format(record) == "asked [m42]"
        assert json.loads(objects.format(record))["trace"] == "m42"
    assert lines.format(record) == "asked"
    assert "trace" not in json.loads(objects.format(record))


def test_json_lines_are_one_object_each_and_as_discreet() -> None:
    """An exception's place and type, whatever it quotes, in one line."""
    try:
        raise ValueError(NIR)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, __file__, 1, "%s failed", ("it",), sys.exc_info())
    (line,) = JsonLines().format(record).splitlines()
    told = json.loads(line)
    assert (told["level"], told["logger"], told["message"]) == ("ERROR", "x", "it failed")
    assert "builtins.ValueError" in told["exception"]
    assert NIR not in line


def test_the_queue_writes_as_the_others() -> None:
    """Its consumer adds a handler that shows all where it finds none."""
    handlers = logging.getLogger("huey").handlers
    assert handlers
    assert all(isinstance(handler.formatter, Discreet) for handler in handlers)


def test_rasas_own_lines_hold_nothing_that_was_typed() -> None:
    """What happened and the type of the exception; neither the text nor what the exception quotes."""
    done = subprocess.run(
        (sys.executable, "-W", "ignore", "-c", STRUCTURED, "quels sont mes droits ?"),
        capture_output=True, text=True, check=True,
        env=os.environ | {"CAF_LOG_FORMAT": "json", "CAF_LOG_LEVEL": "DEBUG"},
    )  # fmt: skip
    timeout, failure = done.stderr.splitlines()
    assert "rest.message.received.timeout" in timeout
    assert "rest.message.received.failure / ValueError" in failure
    assert "mes droits" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("message", "shown"),
    [('{"event": "asked", "text": "mes droits"}', "asked"), ("mes droits", "mes droits"), ("[1, 2]", "[1, 2]"),
     ('{"event": "asked", "exception": "mes droits"}', "asked"), ('{"droits": 2}', '{"droits": 2}')],
)  # fmt: skip
def test_of_a_structured_line_the_event_alone_is_shown(message: str, shown: str) -> None:
    """In lines to read as in JSON; a line without structure is what it is."""
    record = logging.LogRecord("rasa.core", logging.INFO, __file__, 1, message, None, None)
    assert Discreet("%(message)s").format(record) == shown
    assert json.loads(JsonLines().format(record))["message"] == shown


@pytest.mark.parametrize(("form", "ending"), [("json", '"trace": "m42"}'), ("line", "asked [m42]")])
def test_rasa_and_the_actions_write_as_the_others(form: str, ending: str) -> None:
    """In the form that is set, with the trace, whatever Rasa does to the handlers."""
    done = subprocess.run(
        (sys.executable, "-W", "ignore", "-c", LIKE_RASA), capture_output=True, text=True, check=True,
        env=os.environ | {"CAF_LOG_FORMAT": form, "CAF_LOG_LEVEL": "INFO"},
    )  # fmt: skip
    lines = done.stderr.splitlines()
    assert len(lines) == 3
    assert all(line.endswith(ending) for line in lines)
