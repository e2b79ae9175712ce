"""What every test needs: a data folder of its own, never the developer's."""

import os
import tempfile
from pathlib import Path

# Read by bot.config.settings when Django is set up, which pytest-django does before any fixture.
_folder = Path(tempfile.mkdtemp(prefix="caf-tests-"))
os.environ["CAF_MODE"] = "development"
os.environ["CAF_DATA_DIR"] = str(_folder)
os.environ["CAF_CLOCK"] = ""
