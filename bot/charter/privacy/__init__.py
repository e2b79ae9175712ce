"""The one detector of personal data of the product, for short messages in French.

Plain Python, pure: no network, no file at call time, nothing remembered. See :func:`find`, :func:`redact`,
:class:`Context`.
"""

from bot.charter.privacy.context import Context
from bot.charter.privacy.detector import find, redact
from bot.charter.privacy.finding import Finding
from bot.charter.privacy.kinds import WORDS, Kind, Words

__all__ = ["WORDS", "Context", "Finding", "Kind", "Words", "find", "redact"]
