"""How log lines are written."""

import logging
import traceback
from types import TracebackType

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Shows where an exception came from and what it is, never its message: that may quote a citizen's words (CH2).

    A parser quotes what it cannot parse, a database what it cannot store. Type and place are enough to mend a fault.
    """

    def formatException(self, ei: ExceptionInfo) -> str:
        """The frames of the exception and of those that led to it, with their types."""
        shown = []
        error = ei[1]
        while error is not None:
            kind = type(error)
            shown.append("".join(traceback.format_tb(error.__traceback__)) + f"{kind.__module__}.{kind.__qualname__}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nwhile handling:\n".join(shown)
