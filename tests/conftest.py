"""What every test needs: a data folder of its own, never the developer's."""

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

# Read by bot.config.settings when Django is set up, which pytest-django does before any fixture.
_folder = Path(tempfile.mkdtemp(prefix="caf-tests-"))
os.environ["CAF_MODE"] = "development"
os.environ["CAF_DATA_DIR"] = str(_folder)
os.environ["CAF_CLOCK"] = ""

# How long an example takes says more of the machine than of the code; the same examples at every run of CI.
settings.register_profile(
    "caf", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("caf")
