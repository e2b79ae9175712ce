"""Who is looking at a conversation now. Nothing is kept of it: a row lives as long as the look (AR5 wants no more)."""

from datetime import timedelta

from django.db.models import Prefetch, QuerySet

from bot.console.models import Account, Presence
from bot.conversations import clock
from bot.conversations.models import Conversation

GONE_AFTER = timedelta(seconds=15)
"""A page asks for news every five seconds: whoever has missed three looks has left."""


def look(conversation: Conversation, account: Account) -> None:
    """Notes that the account looks at a conversation, and forgets those who have left any."""
    now = clock.now()
    Presence.objects.filter(seen_at__lte=now - GONE_AFTER).delete()
    Presence.objects.update_or_create(conversation=conversation, account=account, defaults={"seen_at": now})


def others(conversation: Conversation, account: Account) -> list[Account]:
    """Who else looks at a conversation now."""
    return [row.account for row in _now().filter(conversation=conversation).exclude(account=account)]


def is_looking(conversation: Conversation, account: Account) -> bool:
    """Whether the account looks at a conversation now."""
    return _now().filter(conversation=conversation, account=account).exists()


def beside_escalations() -> "Prefetch[str, QuerySet[Presence], str]":
    """Has a query of escalations bring those who look at each one's conversation, as ``conversation.lookers``."""
    return Prefetch("conversation__presences", _now(), to_attr="lookers")


def _now() -> QuerySet[Presence]:
    there = Presence.objects.filter(seen_at__gt=clock.now() - GONE_AFTER)
    return there.select_related("account").order_by("account__last_name", "account__first_name")
