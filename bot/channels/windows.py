"""How long after a citizen's message each platform lets an automatic answer through."""

from collections.abc import Mapping
from datetime import timedelta

from bot.channels.messenger.limits import STANDARD_WINDOW

ANSWER_WINDOWS: Mapping[str, timedelta] = {"messenger": STANDARD_WINDOW}
"""By channel; one that is not named sets no limit (Telegram lets a bot answer whoever wrote to it, the web is ours)."""
