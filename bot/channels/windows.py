"""How long after a citizen's message each platform lets an automatic answer through."""

from collections.abc import Mapping
from datetime import timedelta

ANSWER_WINDOWS: Mapping[str, timedelta] = {
    # https://developers.facebook.com/docs/messenger-platform/policy/policy-overview : « standard messaging », 24 hours
    "messenger": timedelta(hours=24),
}
"""By channel; one that is not named sets no limit (Telegram lets a bot answer whoever wrote to it, the web is ours)."""
