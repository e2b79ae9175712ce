"""``pytest -p tests.on_service -m django_db``: the tests of the database once more, on PostgreSQL and Redis.

A plugin, for it has to be there before Django's settings are read; the servers end with the process.
"""

import atexit
import os
import signal
import sys
from contextlib import ExitStack

from tests.servers import Postgresql, Redis

_servers = ExitStack()
atexit.register(_servers.close)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # who ends the tests ends them
os.environ["CAF_PROFILE"] = "service"
os.environ |= _servers.enter_context(Postgresql()).settings
os.environ |= _servers.enter_context(Redis()).settings
