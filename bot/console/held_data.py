"""What is held of one conversation, handed out or erased at its person's request (AR4; RGPD, art. 15 and 17)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from bot.charter.escalations import Reason, words
from bot.charter.outcomes import labels
from bot.console import audit
from bot.console.models import Account, EditorMark
from bot.console.texts import named, say
from bot.console.work import Refused
from bot.conversations import clock, rasa
from bot.conversations.models import Conversation

REASONS = ("request", "personal_data", "mistake")
"""Why a conversation is erased: keys of ``erase_reasons`` in ``texts.yml``."""


def export(conversation: Conversation, account: Account) -> Mapping[str, Any]:
    """Everything held of a conversation, in plain JSON values.

    Raises:
        Refused: Rasa does not say what it holds.
    """
    try:
        remembered = rasa.held(str(conversation.id))
    except rasa.RasaError as error:
        raise Refused(say("work.rasa_away")) from error
    audit.record(account, "accessed", conversation.id)
    return {
        "conversation": str(conversation.id),
        "channel": named("channels", conversation.channel),
        "page": conversation.page,
        "since": conversation.created_at.isoformat(),
        "blocked_until": conversation.blocked_until.isoformat() if conversation.blocked_until else None,
        "exported_at": clock.now().isoformat(),
        "messages": [
            {"at": row.sent_at.isoformat(), "text": row.text, "erased": row.kinds, "attachment": row.attachment}
            for row in conversation.inbox.order_by("id")
        ],
        "replies": [
            {
                "at": row.created_at.isoformat(),
                "text": row.text,
                "by_person": row.by_person,
                "outcome": labels()[row.outcome],
                "entry": row.detail.get("faq_id"),
            }
            for row in conversation.outbox.order_by("id")
        ],
        "escalations": [
            {"at": row.created_at.isoformat(), "reason": words()[Reason(row.reason)].label, "state": row.state}
            for row in conversation.escalations.order_by("id")
        ],
        "notes": [{"at": row.created_at.isoformat(), "text": row.text} for row in conversation.notes.order_by("id")],
        "questions_for_editors": list(conversation.marks.exclude(question="").values_list("question", flat=True)),
        "remembered_by_rasa": list(remembered),
    }


def erase(conversation: Conversation, account: Account, reason: str) -> None:
    """Erases a conversation, in Rasa's store first: what is erased in one alone stays in the list, to be erased again.

    Rasa is asked outside the transaction, which it would keep open for seconds.

    Raises:
        Refused: Rasa does not answer; nothing is erased here.
    """
    number = conversation.id
    try:
        rasa.forget(str(number))
    except rasa.RasaError as error:
        raise Refused(say("work.rasa_away")) from error
    with transaction.atomic():
        EditorMark.objects.filter(conversation=conversation).update(question="")
        Conversation.objects.filter(id=number).delete()
        audit.record(account, "erased", number, reason=reason)
