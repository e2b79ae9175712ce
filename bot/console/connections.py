"""Where people are signed in: seen, and ended, all or one (CN4)."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from bot.console import audit
from bot.console.models import Account, Session


def open_sessions(account: Account) -> QuerySet[Session]:
    """The sessions that would still be let in, newest first; Django counts by the real time, played or not."""
    return account.sessions.filter(expire_date__gt=timezone.now()).order_by("-started_at")


@transaction.atomic
def end_one(account: Account, mark: str, by: Account) -> bool:
    """Ends the session of an account that goes by a mark; returns whether there was one."""
    found = next((session for session in open_sessions(account) if session.mark == mark), None)
    if found is None:
        return False
    found.delete()
    audit.record(by, "session_ended", account.username)
    return True


@transaction.atomic
def end_others(account: Account, kept: str | None) -> int:
    """Ends every session of an account but the one with this key; returns how many."""
    count, _ = account.sessions.exclude(session_key=kept).delete()
    audit.record(account, "sessions_ended", count=count)
    return count
