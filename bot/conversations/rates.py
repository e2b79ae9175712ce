"""How fast the web chat may be written to, by tab and by address; neither is kept beyond a minute, nor written down.

A desk counts in its web process. A service counts in Redis, for all of its web processes together, under an HMAC of who
it is: Redis writes to disk. Where Redis is down each process counts for itself, which still stops a flood.

Each ten minutes of the clock are counted apart: what was counted before the clock was set back lies in its future and
would count until then, for a day where it was a day ahead. A flood gains one minute's messages in ten minutes by it.
"""

import hashlib
import hmac
import logging
import time
from functools import cache

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError

from bot.config import environment, profile

logger = logging.getLogger(__name__)

MESSAGES_A_TAB = RateLimitItemPerMinute(20, namespace="tab")
"""One every three seconds: nobody types and reads faster."""

REQUESTS_AN_ADDRESS = RateLimitItemPerMinute(240, namespace="address")
"""A whole town hall or France Services counter may share one address."""

APART_SECONDS = 600
"""How much of the clock is counted together."""


def is_too_fast(limit: RateLimitItem, who: str) -> bool:
    """Whether this request is one too many in the last minute; it is counted."""
    shared, counted_apart = _shared_limiter(), str(int(time.time()) // APART_SECONDS)
    if shared:
        try:
            return not shared.hit(limit, _unrecognisable(who), counted_apart)
        except RedisError as error:
            logger.warning("rates are counted by process: Redis is down (%s)", type(error).__name__)
    return not _limiter().hit(limit, who, counted_apart)


@cache
def _limiter() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(MemoryStorage())


@cache
def _shared_limiter() -> MovingWindowRateLimiter | None:
    return MovingWindowRateLimiter(RedisStorage(profile.redis_url())) if environment.is_service() else None


def _unrecognisable(who: str) -> str:
    secret = environment.secret("CAF_SENDER_KEY").encode()
    return hmac.new(secret, who.encode(), hashlib.sha256).hexdigest()
