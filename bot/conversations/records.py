"""Contact records (AR1): written once a contact, naming nobody, leading back to nobody."""

from datetime import datetime

from bot.conversations.models import ContactRecord, InboxMessage, OutboxMessage


def record_contact(
    message: InboxMessage, reply: OutboxMessage, ended_at: datetime, *, escalated: bool
) -> ContactRecord:
    """Writes the record of one exchange. Call it in the transaction that writes the reply.

    Args:
        message: what the citizen wrote.
        reply: what came of it.
        ended_at: when the reply was there.
        escalated: whether the reply calls for a person.
    """
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
        human_involved=escalated or message.conversation.human_in_charge,
    )
