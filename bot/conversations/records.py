"""Contact records (AR1): written once a contact, naming nobody, leading back to nobody."""

from datetime import datetime

from bot.conversations.models import ContactRecord, InboxMessage, OutboxMessage


def record_contact(message: InboxMessage, reply: OutboxMessage, ended_at: datetime) -> ContactRecord:
    """Writes the record of one exchange. Call it in the transaction that writes the reply."""
    return ContactRecord.objects.create(
        channel=message.channel,
        page=message.conversation.page,
        started_at=message.received_at,
        ended_at=max(ended_at, message.received_at),
        duration_ms=max(0, round((ended_at - message.received_at).total_seconds() * 1000)),
        motive=reply.detail.get("faq_id") or reply.detail.get("intent") or reply.outcome,
        outcome=reply.outcome,
        benefit=reply.detail.get("benefit") or "",
        helpful=reply.detail.get("helpful"),
    )
