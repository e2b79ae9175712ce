"""Questions asked again: conversations in which the same entry was given more than once.

Contact records lead back to nobody, so they cannot say it: what is counted are conversations whose text is still kept
(``CAF_KEEP_TEXT_DAYS``, longer where a person looked at them).
"""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count
from django.db.models.fields.json import KT

from bot.charter.outcomes import Outcome
from bot.console.statistics.period import Period
from bot.conversations.models import OutboxMessage


class Repeats:
    """Conversations of a period that got an answer, and those that got the same one again."""

    def __init__(self, served: Sequence[str], period: Period) -> None:
        start, end = period.moments()
        answers = OutboxMessage.objects.filter(
            conversation__page__in=served, outcome=Outcome.ANSWERED.value, created_at__gte=start, created_at__lt=end
        ).order_by()
        pages = answers.values_list("conversation__page").annotate(Count("conversation", distinct=True))
        given = answers.annotate(entry=KT("detail__faq_id")).values_list(
            "conversation__page", "conversation_id", "entry"
        )
        again = given.annotate(count=Count("id")).filter(count__gt=1).exclude(entry__isnull=True)
        self._answered = dict(pages)
        self._again = [(page, conversation, entry) for page, conversation, entry, _ in again]

    def answered(self, page: str = "") -> int:
        """Conversations that got an answer, of every page or of one."""
        return sum(count for of, count in self._answered.items() if page in ("", of))

    def repeated(self, page: str = "") -> int:
        """Conversations that got the same entry again, of every page or of one."""
        return len({conversation for of, conversation, _ in self._again if page in ("", of)})

    def by_entry(self) -> Counter[str]:
        """In how many conversations each entry was given again."""
        return Counter(entry for _, _, entry in self._again)
