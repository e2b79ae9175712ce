"""How fast the web chat may be written to, by tab and by address; neither is kept beyond a minute, nor written down.

Counters live in the web process: several of them let that many times more through, which still stops a flood.
"""

from functools import cache

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

MESSAGES_A_TAB = RateLimitItemPerMinute(20, namespace="tab")
"""One every three seconds: nobody types and reads faster."""

REQUESTS_AN_ADDRESS = RateLimitItemPerMinute(240, namespace="address")
"""A whole town hall or France Services counter may share one address."""


def is_too_fast(limit: RateLimitItem, who: str) -> bool:
    """Whether this request is one too many in the last minute; it is counted."""
    return not _limiter().hit(limit, who)


@cache
def _limiter() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(MemoryStorage())
