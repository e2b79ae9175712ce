"""Is a webhook request Meta's?

https://developers.facebook.com/docs/messenger-platform/webhooks#validate-payloads
"""

import hashlib
import hmac
from collections.abc import Mapping

HEADER = "X-Hub-Signature-256"


def is_signed(body: bytes, header: str | None, app_secret: str) -> bool:
    """Whether ``header`` is the HMAC-SHA-256 of the raw body, compared in constant time.

    Args:
        body: the request's bytes, as they came.
        header: ``sha256=`` and 64 hexadecimal digits; None where the header is missing.
        app_secret: the Facebook application's secret.
    """
    return hmac.compare_digest(signature(body, app_secret).encode(), (header or "").encode(errors="replace"))


def signature(body: bytes, app_secret: str) -> str:
    """The header's value for a body."""
    return "sha256=" + hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()


def challenge(query: Mapping[str, str], verify_token: str) -> str | None:
    """What Meta's verification of the address wants back; None when the token is not ours."""
    given = query.get("hub.verify_token", "").encode(errors="replace")
    if query.get("hub.mode") != "subscribe" or not hmac.compare_digest(given, verify_token.encode()):
        return None
    return query.get("hub.challenge", "")
