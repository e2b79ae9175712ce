"""One installation for every test of this folder: it takes a while to start."""

from collections.abc import Iterator

import pytest

from tests.service.installation import Service, running


@pytest.fixture(scope="package")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Two web, two worker, two Rasa, two action processes."""
    with running(tmp_path_factory.mktemp("service")) as started:
        yield started
