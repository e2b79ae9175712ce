"""How every process writes its log lines: nothing of what a citizen wrote (CH2), and which message a line is about.

The trace of a message is its number in the inbox (``m42``). It goes with the message from the web process through the
worker and Rasa to the actions, so that one search finds its way through all of them, and it names nobody.
"""

import contextlib
import json
import logging
import os
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType

LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"
"""How a line to read looks."""

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

_trace: ContextVar[str] = ContextVar("trace", default="")


@contextlib.contextmanager
def tracing(trace: str) -> Iterator[None]:
    """The lines that are written meanwhile, in this thread or task, are about that message."""
    token = _trace.set(trace)
    try:
        yield
    finally:
        _trace.reset(token)


class Discreet(logging.Formatter):
    """Shows where an exception came from and what it is, never its message: that may quote a citizen's words (CH2).

    A parser quotes what it cannot parse, a database what it cannot store. Type and place are enough to mend a fault.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line, which ends with the trace where there is one."""
        record.message = _said(record)
        line, trace = super().formatMessage(record), _trace.get()
        return f"{line} [{trace}]" if trace else line

    def formatException(self, ei: ExceptionInfo) -> str:
        """The frames of the exception and of those that led to it, with their types."""
        shown = []
        error = ei[1]
        while error is not None:
            kind = type(error)
            shown.append("".join(traceback.format_tb(error.__traceback__)) + f"{kind.__module__}.{kind.__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nwhile handling:\n".join(shown)


class JsonLines(Discreet):
    """One JSON object a line, for a collector.

    Its fields: ``at`` (UTC), ``level``, ``logger``, ``message``, ``trace``, ``exception``; empty ones are left out.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        fields = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _said(record),
            "trace": _trace.get(),
            "exception": self.formatException(record.exc_info) if record.exc_info else "",
        }
        return json.dumps({name: value for name, value in fields.items() if value}, ensure_ascii=False)


def _said(record: logging.LogRecord) -> str:
    """What a record says; of Rasa's structured ones the event and the types of its exceptions, joined by « / ».

    Their other fields hold what was typed, and what exceptions quote.
    """
    message = record.getMessage()
    try:
        fields = json.loads(message)
    except ValueError:
        return message
    if not isinstance(fields, dict) or "event" not in fields:
        return message
    errors = fields.get("exception")
    types = [error["exc_type"] for error in errors] if isinstance(errors, list) else []
    return " / ".join(map(str, [fields["event"], *types]))


def handler() -> logging.Handler:
    """What Rasa and the action server write with: as ``CAF_LOG_LEVEL`` and ``CAF_LOG_FORMAT`` say, like the others."""
    made = logging.StreamHandler()
    made.setLevel(os.environ.get("CAF_LOG_LEVEL") or logging.INFO)
    made.setFormatter(JsonLines() if os.environ.get("CAF_LOG_FORMAT") == "json" else Discreet(LINE))
    return made
