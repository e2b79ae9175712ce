"""How fast the web chat may be written to, by tab and by address; neither is kept beyond a minute, nor written down.

A desk counts in its web process. A service counts in Redis, for all of its web processes together, under an HMAC of who
it is: Redis writes to disk. Where Redis is down each process counts for itself, which still stops a flood.
"""

import hashlib
import hmac
import logging
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


def is_too_fast(limit: RateLimitItem, who: str) -> bool:
    """Whether this request is one too many in the last minute; it is counted."""
    shared = _shared_limiter()
    if shared:
        try:
            return not shared.hit(limit, _unrecognisable(who))
        except RedisError as error:
            logger.warning("rates are counted by process: Redis is down (%s)", type(error).__name__)
    return not _limiter().hit(limit, who)


@cache
def _limiter() -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(MemoryStorage())


@cache
def _shared_limiter() -> MovingWindowRateLimiter | None:
    return MovingWindowRateLimiter(RedisStorage(profile.redis_url())) if environment.is_service() else None


def _unrecognisable(who: str) -> str:
    secret = environment.secret("CAF_SENDER_KEY").encode()
    return hmac.new(secret, who.encode(), hashlib.sha256).hexdigest()
