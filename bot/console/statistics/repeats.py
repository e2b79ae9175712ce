"""Questions asked again: conversations in which the same entry was given more than once.

Contact records lead back to nobody, so they cannot say it: what is counted are conversations whose text is still kept
(``CAF_KEEP_TEXT_DAYS``, longer where a person looked at them).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.fields.json import KT

from bot.charter.outcomes import Outcome
from bot.console.statistics.period import Period
from bot.conversations.models import OutboxMessage


@dataclass(frozen=True, slots=True)
class Repeats:
    """Conversations that got an answer, those that got one twice, and by entry how many got it twice."""

    answered: int
    repeated: int
    by_entry: Counter[str]


def repeats(served: Sequence[str], period: Period, page: str = "") -> Repeats:
    """Counts them, for the pages served or one of them."""
    start, end = period.moments()
    answers = OutboxMessage.objects.filter(
        conversation__page__in=[page] if page else served,
        outcome=Outcome.ANSWERED.value,
        created_at__gte=start,
        created_at__lt=end,
    )
    given = answers.annotate(entry=KT("detail__faq_id")).values_list("conversation_id", "entry").order_by()
    conversations, twice, by_entry = set(), set(), Counter[str]()
    for conversation, entry, count in given.annotate(count=Count("id")):
        conversations.add(conversation)
        if entry and count > 1:
            twice.add(conversation)
            by_entry[entry] += 1
    return Repeats(len(conversations), len(twice), by_entry)
