"""Who is on duty (AR5): said by each person, ended with their session."""

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from bot.console.models import Account, Duty
from bot.conversations import clock


def begin(account: Account) -> None:
    """Notes that the account is on duty from now on; nothing when it is already."""
    try:
        with transaction.atomic():
            Duty.objects.create(account=account, started_at=clock.now())
    except IntegrityError:
        return


def end(account: Account) -> None:
    """Notes that the account is no longer on duty."""
    Duty.objects.filter(account=account, ended_at=None).update(ended_at=clock.now())


def present() -> QuerySet[Account]:
    """The accounts on duty."""
    return Account.objects.filter(is_active=True, duties__ended_at=None, duties__isnull=False)
