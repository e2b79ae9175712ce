"""What Meta's platform allows, with the page that says so."""

from datetime import timedelta

MAX_TEXT = 2000
"""Characters of a message: https://developers.facebook.com/docs/messenger-platform/reference/send-api/"""

MAX_QUICK_REPLIES = 13
"""https://developers.facebook.com/docs/messenger-platform/send-messages/quick-replies/"""

MAX_TITLE = 20
"""Characters of a quick reply's title; the rest is not shown (same page)."""

STANDARD_WINDOW = timedelta(hours=24)
"""How long after a person's message anything may be answered:
https://developers.facebook.com/docs/messenger-platform/policy/policy-overview/"""

HUMAN_AGENT_WINDOW = timedelta(days=7)
"""How long a person of the Caf may answer, with the tag HUMAN_AGENT (same page)."""

MAX_BODY_BYTES = 1024 * 1024
"""Of a webhook request: Meta batches up to 1,000 events (https://developers.facebook.com/docs/graph-api/webhooks/),
of which a text takes some 300 bytes; anything above this is not one of its."""
