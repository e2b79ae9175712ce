"""What every test needs: a data folder of its own, never the developer's."""

import os
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.servers import PASSWORD, Postgresql, Redis

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


@pytest.fixture(scope="session")
def redis_server() -> Iterator[Redis]:
    """A Redis for what is shown beside the profile of the tests."""
    with Redis() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def either_database(request: pytest.FixtureRequest, tmp_path: Path) -> Mapping[str, str]:
    """The settings of an installation with an empty database of one kind, then of the other; nothing listens beside."""
    settings = {"CAF_DATA_DIR": str(tmp_path), "CAF_PROFILE": "desk"}
    if request.param == "sqlite":
        return settings
    server: Postgresql = request.getfixturevalue("postgresql")
    name = f"caf_{uuid.uuid4().hex}"
    server.create_database(name)
    queue = {"CAF_REDIS_PORT": "9", "CAF_REDIS_PASSWORD": PASSWORD}
    return settings | {"CAF_PROFILE": "service", "CAF_DATABASE_NAME": name, **server.settings, **queue}
