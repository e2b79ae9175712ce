"""Blocking a person for a time: nothing is said to them but what protects them (CN8, CH2, CD5)."""

from datetime import timedelta

from django.db import transaction

from bot.charter.escalations import Reason
from bot.console import audit, work
from bot.console.models import Account
from bot.console.texts import say
from bot.conversations import clock
from bot.conversations.models import Conversation

REASONS = ("insults", "threats", "advertising", "flooding")
"""Why somebody is blocked: keys of ``block_reasons`` in ``texts.yml``."""

HOURS = (1, 24, 72, 168)
"""For how long: keys of ``block_hours`` in ``texts.yml``. A week at most: the Caf is a public service."""


@transaction.atomic
def block(conversation: Conversation, account: Account, reason: str, hours: int) -> None:
    """Has nothing answered to a person for some hours; it lifts itself.

    Raises:
        Refused: the account is not in charge, or the person is in distress (CD5).
    """
    work.own_claim(conversation, account)
    if work.open_escalations(conversation).filter(reason=Reason.DISTRESS.value).exists():
        raise work.Refused(say("work.block_distress"))
    conversation.blocked_until, conversation.blocked_for = clock.now() + timedelta(hours=hours), reason
    conversation.save(update_fields=["blocked_until", "blocked_for"])
    audit.record(account, "blocked", conversation.id, reason=reason, hours=hours)


@transaction.atomic
def unblock(conversation: Conversation, account: Account) -> None:
    """Lifts a block before its time; does nothing where there is none."""
    if not conversation.is_blocked(clock.now()):
        return
    conversation.blocked_until, conversation.blocked_for = None, ""
    conversation.save(update_fields=["blocked_until", "blocked_for"])
    audit.record(account, "unblocked", conversation.id)
