"""What every test needs: a data folder of its own, never the developer's."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.servers import Postgresql

# Read by bot.config.settings when Django is set up, which pytest-django does before any fixture.
_folder = Path(tempfile.mkdtemp(prefix="caf-tests-"))
os.environ["CAF_MODE"] = "development"
os.environ["CAF_DATA_DIR"] = str(_folder)
os.environ["CAF_CLOCK"] = ""

# How long an example takes says more of the machine than of the code. The same examples at every run, so that a
# failure belongs to a change; « pytest --hypothesis-profile=explore » looks for new ones.
settings.register_profile("caf", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("explore", settings.get_profile("caf"), derandomize=False, max_examples=500)
settings.load_profile("caf")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgresql]:
    """A PostgreSQL for what is shown beside Django, with an empty database."""
    with Postgresql() as server:
        server.create_database()
        yield server
