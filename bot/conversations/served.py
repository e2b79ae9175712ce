"""The FAQ that this process looks at: what is served, and which files cannot be."""

from functools import cache

from bot.config import environment
from bot.faq.live import LiveSnapshot


@cache
def faq() -> LiveSnapshot:
    """Followed from the first look on."""
    return LiveSnapshot(environment.path("CAF_FAQ_DIR"))
