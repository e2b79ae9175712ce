"""Which entries of the FAQ citizens were answered with: out of the contact records (AR2), which name nobody."""

from datetime import date

from bot.charter.outcomes import Outcome
from bot.conversations.models import ContactRecord


def entries_used_since(day: date) -> set[str]:
    """Identifiers of the entries that were the answer of a contact since that day.

    Raises:
        django.db.DatabaseError: there is no database yet, or it cannot be reached.
    """
    answered = ContactRecord.objects.filter(outcome=Outcome.ANSWERED, started_at__date__gte=day)
    return set(answered.values_list("motive", flat=True).distinct())
