"""What the web server runs: Django, and the webhooks beside it."""

import os

from django.core.asgi import get_asgi_application

from bot.conversations.asgi import PREFIXES, Receive, Scope, Send, webhooks

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bot.config.settings")
_django = get_asgi_application()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Hands a request to whoever answers it."""
    to_webhooks = scope["type"] == "http" and scope["path"].startswith(PREFIXES)
    await (webhooks if to_webhooks else _django)(scope, receive, send)
