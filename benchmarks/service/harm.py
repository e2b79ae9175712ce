"""What may happen to a part of a running installation."""

import time

from tests.service.installation import Service


def kill(service: Service, part: str) -> None:
    """SIGKILL; a server is started again after a second, a process by its supervisor."""
    if part not in ("redis", "postgresql"):
        service.processes.kill(part)
        return
    server = service.redis if part == "redis" else service.postgresql
    server.kill()
    time.sleep(1)
    server.start()


def restart_each(service: Service) -> None:
    """As at a new version: each process in turn is asked to end, the next one when it is ready again."""
    for name in service.processes.names:
        service.restart(name)


def freeze(service: Service, part: str, seconds: float) -> None:
    """SIGSTOP for some seconds, as a machine that is cut off and comes back."""
    service.processes.freeze(part)
    time.sleep(seconds)
    service.processes.thaw(part)
