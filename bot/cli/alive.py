"""Whether a process of this machine answers: what Docker and systemd ask every few seconds.

``python -m bot.cli.alive NAME [SECONDS]``, apart from ``python -m bot``, whose imports would take as long as the
question. It asks until the process answers or the seconds (4 where none are given) are over, so that one that is still
starting is not taken for one that hangs; it ends with 0, or with 1 where nothing answered.

Whether everything works *together* is for ``/health/ready`` to say: no process is to be killed because another one
is down.
"""

import ipaddress
import sys
import time
import urllib.error
import urllib.request

from bot.config import environment

ASKED = {
    "web": ("CAF_WEB_HOST", "CAF_WEB_PORT", "/health/live"),
    "worker": ("CAF_METRICS_HOST", "CAF_WORKER_METRICS_PORT", "/metrics"),
    "rasa": ("CAF_RASA_HOST", "CAF_RASA_PORT", "/webhooks/rest/"),
    "actions": ("CAF_ACTIONS_HOST", "CAF_ACTIONS_PORT", "/health"),
}
"""Where each process listens, by its settings, and what it answers."""

TIMEOUT = 4.0
PAUSE = 1.0


def answers(name: str, seconds: float = TIMEOUT) -> bool:
    """Whether a process answers within ``seconds``.

    A worker that gives no metrics cannot be asked; that it is there is all that is known, and enough.

    Raises:
        KeyError: no process has this name.
    """
    host, port, path = ASKED[name]
    if not environment.value(port):
        return True
    url = f"http://{_reachable(environment.value(host))}:{environment.value(port)}{path}"
    end = time.monotonic() + seconds
    while not _answers(url):
        if time.monotonic() + PAUSE > end:
            return False
        time.sleep(PAUSE)
    return True


def _reachable(address: str) -> str:
    """Where whoever listens on an address is found; loopback for one that listens everywhere."""
    try:
        return "127.0.0.1" if ipaddress.ip_address(address).is_unspecified else address
    except ValueError:  # a name
        return address


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=TIMEOUT).close()  # noqa: S310 (our own address)  # nosec B310
    except urllib.error.HTTPError:
        return True  # « no » is an answer: whether all is well is another question
    except OSError:
        return False
    return True


if __name__ == "__main__":
    name, *seconds = sys.argv[1:]
    sys.exit(0 if answers(name, *map(float, seconds)) else 1)
