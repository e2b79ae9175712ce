"""How long after a citizen's message each platform lets an answer through: an automatic one, a person's."""

from collections.abc import Mapping
from datetime import timedelta

from bot.channels.messenger.limits import HUMAN_AGENT_WINDOW, STANDARD_WINDOW

ANSWER_WINDOWS: Mapping[str, timedelta] = {"messenger": STANDARD_WINDOW}
"""By channel; one that is not named sets no limit (Telegram lets a bot answer whoever wrote to it, the web is ours)."""

PERSON_WINDOWS: Mapping[str, timedelta] = {"messenger": HUMAN_AGENT_WINDOW}
"""The same for what a person of the Caf types."""
