"""Heavy work in a process of its own: what it loads (the encoder, torch) is given back when it is done.

Neither the web process nor the worker keeps an encoder; and citizens come first, so that process is nice. A job goes
in as JSON; rows come out as JSON, one a line, as soon as they are known.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from bot.config import environment

Row = Mapping[str, Any]

LIMIT_SECONDS = 600.0
"""A job that takes longer is given up."""

_NICE = ("nice", "-n", "10")


class ApartError(Exception):
    """The job failed or took too long; the message is a type's name, never what was in the job."""


def run_apart(module: str, job: Row) -> Iterator[Row]:
    """Runs a module's job (:func:`serve_job`) and yields its rows as they come.

    Raises:
        ApartError: it failed or took too long.
    """
    with subprocess.Popen(  # noqa: S603 (a module of ours)
        (*_NICE, sys.executable, "-W", "ignore", "-m", module),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=environment.ROOT,
    ) as process:  # fmt: skip
        assert process.stdin is not None and process.stdout is not None  # noqa: S101, PT018 (for the type checker)
        limit = threading.Timer(LIMIT_SECONDS, process.kill)
        limit.start()
        try:
            process.stdin.write(json.dumps(job))
            process.stdin.close()
            for line in process.stdout:
                row: dict[str, Any] = json.loads(line)
                if "error" in row:
                    raise ApartError(row["error"])
                yield row
        except BrokenPipeError:
            raise ApartError("BrokenPipeError") from None
        except GeneratorExit:  # nobody listens any more
            process.kill()
            raise
        finally:
            limit.cancel()
    if process.returncode:
        raise ApartError(f"exit status {process.returncode}")


def serve_job(work: Callable[[Row], Iterable[Row]]) -> None:
    """The other end, in the module's ``__main__``: reads the job, says its rows."""
    try:
        for row in work(json.load(sys.stdin)):
            _say(row)
    except Exception as error:
        # Its message, and the traceback, may quote what an editor or a citizen typed.
        _say({"error": type(error).__name__})
        sys.exit(1)


def _say(row: Row) -> None:
    sys.stdout.write(json.dumps(row) + "\n")
    sys.stdout.flush()
