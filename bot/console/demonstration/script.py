"""What the demonstration is made of: ``data/demo/script.yml``."""

from typing import Any

import yaml

from bot.config import environment

FOLDER = environment.ROOT / "data" / "demo"
PAGES = FOLDER / "pages.yml"


def read() -> dict[str, Any]:
    """The script, as YAML gives it."""
    content: dict[str, Any] = yaml.safe_load((FOLDER / "script.yml").read_text(encoding="utf-8"))
    return content
